"""The costliest gaps: one dated line of a note, and the note itself."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from components.fit.gaps import line_of
from data.example import example_records
from data.fit.gap import gaps
from data.fit.report import report
from data.model.records import Records
from data.vault.vault import Vault
from tests.components.fit.conftest import drawn, labels, marked, said
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

quickly = settings(max_examples=50, deadline=None, derandomize=True)

MAPLE = a_therapist("Maple")
LONG = "word " * 100


def quoted(**texts: Any) -> str:
    return line_of(a_note(MAPLE, **texts))


def page() -> None:
    """The gaps of everybody in the vault."""
    from components.fit.gaps import costliest
    from components.fit.order import lines_of
    from components.session import records
    from data.fit.report import report

    costliest(lines_of(report(records()), records().therapists))


def somebody(name: str, values: list[int], **more: Any) -> Records:
    """Return one therapist rated so on pace, the last note with the texts given."""
    who = a_therapist(name, status=more.pop("status", "trying"))
    notes = tuple(
        a_note(who, date(2026, 5, 1 + at), ratings=ratings(pace=value), **more)
        for at, value in enumerate(values)
    )
    return Records(therapists=(who,), notes=notes, need_profiles=(a_profile(),))


def test_what_did_not_help_is_quoted_before_the_text() -> None:
    assert quoted(text="We sat.", did_not_help="Being hurried.") == "Being hurried."
    assert quoted(text="We sat.", helped="Tea.", worked_on="Work.") == "We sat."
    assert quoted(helped="Tea.", worked_on="Work.") == "Work."
    assert quoted(helped="Tea.") == "Tea."


def test_blanks_alone_are_no_text() -> None:
    assert quoted(text="We sat.", did_not_help=" \n ") == "We sat."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("She was late. Again.", "She was late."),
        ("Late?! And how. So.", "Late?!"),
        ("Well… no. Yes.", "Well…"),
        ("no end", "no end"),
        ("It cost 3.50 in all. Fine.", "It cost 3.50 in all."),
        ("two\nlines  and\ttabs. Then.", "two lines and tabs."),
    ],
)
def test_the_first_sentence_is_quoted_on_one_line(text: str, line: str) -> None:
    assert quoted(text=text) == line


def test_a_long_sentence_ends_after_a_whole_word() -> None:
    line = quoted(text=LONG)
    assert len(line) <= 162
    assert line.endswith("word …")


def test_a_word_without_an_end_is_cut() -> None:
    assert quoted(text="x" * 500) == "x" * 160 + " …"


def test_a_note_without_words_has_no_line() -> None:
    assert quoted() == ""


@quickly
@given(some.text(max_size=400).filter(lambda text: "\x00" not in text))
def test_a_line_is_always_a_beginning_of_what_was_said(text: str) -> None:
    line = quoted(text=text)
    assert "\n" not in line
    assert len(line) <= 162
    assert " ".join(text.split()).startswith(line.removesuffix(" …"))


def test_a_gap_quotes_one_dated_line_and_opens_its_note(vault: Vault) -> None:
    records = somebody("Maple", [9, 10, 9, 9], did_not_help="Being hurried. Twice.")
    vault.take(records)
    app = drawn(page)
    assert said(app)[0] == "Did not help: “Being hurried.”"
    assert "Did not help: Being hurried. Twice." in said(app)
    assert labels(app) == ["2 May 2026, session: 10"]
    assert "**Pace**: too pushy; 4 notes" in marked(app)


def test_among_several_a_gap_says_whose_it_is(vault: Vault) -> None:
    vault.take(somebody("Maple", [9] * 4))
    vault.take(somebody("Birch", [5] * 4).model_copy(update={"need_profiles": ()}))
    assert "**Maple, Pace**: too pushy; 4 notes" in marked(drawn(page))


def test_without_words_there_is_no_empty_quote(vault: Vault) -> None:
    vault.take(somebody("Maple", [9] * 4))
    app = drawn(page)
    assert said(app) == []
    assert "No words in it." in marked(app)


def test_only_those_one_is_with_are_spoken_of(vault: Vault) -> None:
    vault.take(somebody("Maple", [9] * 4, status="ended"))
    assert "too pushy" in marked(drawn(page))
    vault.take(somebody("Birch", [5] * 4).model_copy(update={"need_profiles": ()}))
    assert "What is furthest" not in marked(drawn(page))


def test_no_more_than_three_are_told_the_costliest_first(vault: Vault) -> None:
    who = a_therapist("Maple")
    far = {"pace": 9, "directness": 10, "depth": 8, "lead": 10, "talk": 9}
    notes = tuple(a_note(who, date(2026, 5, 1 + at), ratings=ratings(**far)) for at in range(6))
    profile = a_profile(needs=needs(**dict.fromkeys(far, (2, 5))))
    records = Records(therapists=(who,), notes=notes, need_profiles=(profile,))
    vault.take(records)
    app = drawn(page)
    named = [gap.cell.dimension.name for gap in gaps(report(records).standings)][:3]
    shown = marked(app)
    places = [shown.index(f"**{name}**") for name in named]
    assert places == sorted(places)
    assert shown.count("; 6 notes") == 3


def test_what_fits_has_no_such_part(vault: Vault) -> None:
    vault.take(somebody("Maple", [5] * 4))
    assert marked(drawn(page)) == ""


def test_the_example_quotes_what_one_wrote(vault: Vault) -> None:
    vault.take(example_records())
    app = drawn(page)
    written = " ".join(
        " ".join(text.split())
        for note in example_records().notes
        for text in (note.text, note.did_not_help)
    )
    quotes = [text.split("“")[1] for text in said(app) if text.endswith("”")]
    assert quotes
    assert all(quote.removesuffix("”").removesuffix(" …") in written for quote in quotes)
