"""Passages: sentences by their places, and the names in them."""

from hypothesis import given, settings
from hypothesis import strategies as some

from data.sharing.note_passages import names_in, sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_are_cut_at_their_ends_and_at_lines() -> None:
    assert pieces("One. Two! “Three?” four\nfive … six") == [
        "One.",
        "Two!",
        "“Three?”",
        "four",
        "five …",
        "six",
    ]
    assert pieces("") == pieces("  \n ") == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(some.text(max_size=80))
def test_nothing_is_lost_but_blanks(text: str) -> None:
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
    places = sentences(text)
    assert all(start < end for start, end in places)
    assert places == sorted(places)


def test_names_are_found_known_ones_in_any_spelling() -> None:
    text = "Today birch said that Anna, my sister, would not mind. I don't know."
    assert names_in(text, ["Birch", "Maple"]) == ["Today", "Birch", "Anna"]
