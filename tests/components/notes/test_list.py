"""What a card says, apart from Streamlit."""

from hypothesis import given
from hypothesis import strategies as some

from components.notes.list import folded, rating_words
from data.model.dimension import built_in
from data.model.note import Rating
from tests.rig.people import a_note, a_therapist, ratings


def test_ratings_are_said_in_one_line() -> None:
    note = a_note(
        a_therapist(),
        ratings=(
            *ratings(pace=6, directness=8),
            Rating(dimension="attunement", value="did not come up"),
        ),
    )
    said = rating_words(note, built_in())
    assert said == "Pace 6, Directness 8, Attunement did not come up"


def test_a_rating_outlives_its_dimension() -> None:
    note = a_note(a_therapist(), ratings=(Rating(dimension="own-humour", value=3),))
    assert rating_words(note, built_in()) == "A deleted dimension 3"


@given(some.text())
def test_a_text_is_shown_as_it_is_or_its_beginning(text: str) -> None:
    line = folded(text)
    assert line == text or text.startswith(line.removesuffix(" …"))


def test_a_short_text_is_not_folded_and_a_long_one_is() -> None:
    assert folded("x" * 900) == "x" * 900
    assert len(folded("x" * 901)) < 610
    assert folded("\n".join("abcdefghijklmn")).count("\n") == 7
