"""Notes: what each kind may say, and how they are ordered."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from data.model.moment import Moment, OwnPart
from data.model.note import Note, NoteKind, Rating, notes_in_order
from data.model.record import new_id
from tests.rig.people import THEN, a_jot, a_note, a_therapist, ratings

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)
MAPLE = a_therapist()


def test_there_are_four_kinds() -> None:
    assert set(get_args(NoteKind)) == {"session", "first call", "from memory", "jot"}


@pytest.mark.parametrize("kind", ["session", "first call", "from memory"])
def test_a_note_needs_no_text_but_a_therapist(kind: str) -> None:
    assert a_note(MAPLE, kind=kind).text == ""
    with pytest.raises(ValidationError, match="which therapist it is about"):
        a_note(None, kind=kind)


def test_a_jot_needs_text_but_no_therapist() -> None:
    assert a_jot("Ring back.").therapist is None
    assert a_note(MAPLE, kind="jot", text="Ring back.").therapist == MAPLE.id
    for text in ("", " \n"):
        with pytest.raises(ValidationError, match="a jot needs some text"):
            a_jot(text)


@pytest.mark.parametrize(
    "more",
    [
        {"worked_on": "sleep"},
        {"helped": "the chair"},
        {"did_not_help": "the clock"},
        {"ratings": ratings(pace=3)},
        {"moments": (Moment(kind="pushed"),)},
        {"own_part": OwnPart()},
        {"go_back": "no"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_a_jot_is_text_only(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="a jot has text only"):
        a_jot(**more)


def test_a_note_from_memory_speaks_of_a_period() -> None:
    note = a_note(MAPLE, FIRST, kind="from memory", until=LAST, sessions=12)
    assert (note.date, note.last_day, note.sessions) == (FIRST, LAST, 12)
    assert a_note(MAPLE, FIRST, kind="from memory", until=FIRST).last_day == FIRST
    assert a_note(MAPLE, FIRST, kind="from memory").last_day == FIRST


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="the period ends before it begins"):
        a_note(MAPLE, LAST, kind="from memory", until=FIRST)


@pytest.mark.parametrize("kind", ["session", "first call", "jot"])
@pytest.mark.parametrize("more", [{"until": date(2026, 10, 1)}, {"sessions": 3}], ids=str)
def test_only_a_note_from_memory_speaks_of_a_period(kind: str, more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="only a note from memory"):
        a_note(MAPLE, kind=kind, text="x", **more)


@pytest.mark.parametrize("sessions", [0, 5001])
def test_a_period_has_sessions_but_not_without_end(sessions: int) -> None:
    with pytest.raises(ValidationError):
        a_note(MAPLE, kind="from memory", sessions=sessions)


def test_one_dimension_is_rated_once() -> None:
    twice = (Rating(dimension="pace", value=3), Rating(dimension="pace", value="did not come up"))
    with pytest.raises(ValidationError, match="one dimension is rated twice"):
        a_note(MAPLE, ratings=twice)


def test_did_not_come_up_and_unanswered_and_nought_differ() -> None:
    assert Rating(dimension="pace", value="did not come up").value == "did not come up"
    assert Rating(dimension="pace", value=0).value == 0
    with pytest.raises(ValidationError):
        Rating(dimension="pace", value=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-1, 11, 5.0, True, "5", "did not"])
def test_a_rating_outside_the_scale_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        Rating(dimension="pace", value=value)


@pytest.mark.parametrize("right", ["too little", "right", "too much"])
def test_whether_it_was_right_goes_with_a_number_only(right: Any) -> None:
    assert Rating(dimension="pace", value=0, right=right).right == right
    with pytest.raises(ValidationError, match="neither right nor wrong"):
        Rating(dimension="pace", value="did not come up", right=right)


@pytest.mark.parametrize(
    "more",
    [
        {"date": date(1899, 12, 31)},
        {"kind": "dream"},
        {"go_back": "perhaps"},
        {"moments": (Moment(kind="pushed"),) * 51},
        {"ratings": tuple(Rating(dimension=f"own-{n}", value=1) for n in range(501))},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_cannot_be_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_note(MAPLE, **more)


def test_notes_are_ordered_by_day_then_by_time_of_writing() -> None:
    later = THEN + timedelta(microseconds=1)
    low, high = sorted((new_id(), new_id()))
    ordered = [
        a_note(MAPLE, FIRST, written_at=later + timedelta(days=9)),
        a_note(MAPLE, LAST, id=low),
        a_note(MAPLE, LAST, id=high),
        a_note(MAPLE, LAST, id=low, written_at=later),
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda note: note.order) == ordered
    assert notes_in_order(backwards) == ordered


def test_a_note_keeps_all_that_was_said() -> None:
    said: dict[str, Any] = {
        "text": "שלום 🫠\r\n\ttwice",
        "worked_on": "sleep",
        "helped": "the chair",
        "did_not_help": "the clock",
        "ratings": ratings(pace=0, heard=10),
        "moments": (Moment(kind="pushed"), Moment(kind="pushed")),
        "own_part": OwnPart(open=0),
        "go_back": "unsure",
    }
    note = a_note(MAPLE, **said)
    assert {field: getattr(note, field) for field in said} == said
    assert Note.model_validate_json(note.model_dump_json()) == note
