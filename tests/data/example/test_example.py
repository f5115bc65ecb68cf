"""The example shows what Rapport can show, on nobody's real life."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from data.example import example_records
from data.model.archive import write_archive
from data.model.note import Note

EXAMPLE = example_records()
NAMES = {therapist.name: therapist for therapist in EXAMPLE.therapists}


def _kinds(name: str) -> Counter[str]:
    return Counter(note.kind for note in EXAMPLE.notes_of(NAMES[name].id))


def _values(name: str, dimension: str) -> list[int]:
    rated = (r for note in EXAMPLE.notes_of(NAMES[name].id) for r in note.ratings)
    return [r.value for r in rated if r.dimension == dimension and isinstance(r.value, int)]


def _moments(name: str) -> list[tuple[str, str | None]]:
    return [(m.kind, m.settled) for note in EXAMPLE.notes_of(NAMES[name].id) for m in note.moments]


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for entry in part.values():
            yield from _texts(entry)
    elif isinstance(part, tuple):
        for entry in part:
            yield from _texts(entry)


def test_the_file_is_what_an_export_of_it_would_be() -> None:
    content = resources.files("data.example").joinpath("example.json").read_bytes()
    assert write_archive(EXAMPLE) == content


def test_five_therapists_each_know_another_end() -> None:
    assert {name: other.status for name, other in NAMES.items()} == {
        "Aspen": "ended",
        "Birch": "ended",
        "Rowan": "ended",
        "Maple": "staying",
        "Hazel": "considering",
    }
    assert _kinds("Aspen") == {"from memory": 1}
    assert _kinds("Birch") == {"first call": 1, "session": 3}
    assert _kinds("Hazel") == {"first call": 1}
    assert _kinds("Rowan")["session"] >= 8
    assert _kinds("Maple")["session"] >= 15


def test_there_are_forty_to_fifty_notes_of_every_kind() -> None:
    kinds = Counter(note.kind for note in EXAMPLE.notes)
    assert 40 <= kinds.total() <= 50
    assert kinds["jot"] >= 2
    assert set(kinds) == {"session", "first call", "from memory", "jot"}


def test_ratings_are_as_patchy_as_in_life() -> None:
    sorted_notes = [note for note in EXAMPLE.notes if note.kind != "jot"]
    values = [rating.value for note in sorted_notes for rating in note.ratings]
    assert values.count("did not come up") >= 3
    assert any(not note.ratings for note in sorted_notes)
    assert max(len(note.ratings) for note in sorted_notes) < len(EXAMPLE.known_dimensions())
    assert {rating.right for note in sorted_notes for rating in note.ratings} == {
        None,
        "too little",
        "right",
        "too much",
    }


def test_needs_were_thought_over_once() -> None:
    first, second = EXAMPLE.need_profiles
    assert first.since < second.since
    assert first.needs != second.needs
    assert first.need("pace") != second.need("pace")
    assert first.must_haves != second.must_haves


def test_one_disagreement_was_repaired_and_one_was_not() -> None:
    assert ("disagreed", "yes") in _moments("Maple")
    assert ("repaired", "yes") in _moments("Maple")
    assert ("disagreed", "no") in _moments("Birch")
    assert "repaired" not in dict(_moments("Birch"))


def test_the_pace_with_maple_swings() -> None:
    assert min(_values("Maple", "pace")) <= 2
    assert max(_values("Maple", "pace")) >= 8


@pytest.mark.parametrize("note", EXAMPLE.notes, ids=lambda note: f"{note.date} {note.kind}")
def test_every_note_is_told_in_whole_sentences(note: Note) -> None:
    assert re.search(r"\w[.!?]$", note.text)


def test_it_has_an_own_dimension_in_use() -> None:
    own = {dimension.key for dimension in EXAMPLE.dimensions}
    rated = {rating.dimension for note in EXAMPLE.notes for rating in note.ratings}
    assert own
    assert own <= rated


def test_the_search_and_the_next_session_are_in_it() -> None:
    """Dates repeat, so that there is always a session to come."""
    kinds = {step.kind for who in EXAMPLE.therapists for step in who.search_steps}
    assert kinds >= {"written to", "called", "answered", "waiting list", "first appointment"}
    assert NAMES["Hazel"].next_step
    assert NAMES["Maple"].next_session
    assert NAMES["Maple"].next_session.weeks == 2
    assert {who.fee.currency for who in EXAMPLE.therapists if who.fee} == {"£"}


def test_it_has_no_warning_signs() -> None:
    assert [therapist.warning_signs for therapist in EXAMPLE.therapists] == [()] * 5


def test_nobody_can_be_reached_by_what_it_says() -> None:
    texts = list(_texts(EXAMPLE.model_dump()))
    assert len(texts) > 500
    reachable = re.compile(
        r"\S@\S|https?:|www\.|\w\.(com|org|net|de|co|uk|io|eu)\b|\d([ /()-]?\d){5,}", re.IGNORECASE
    )
    assert [text for text in texts if reachable.search(text)] == []
