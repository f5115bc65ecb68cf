"""Answers to what was agreed, in a table: it names no note, so they find theirs by its place.

A row says "did it, a little"; it answers the last agreed thing before it about the same therapist.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args
from uuid import UUID

from data.model.agreed import AgreedAnswer, DidHelp, DidIt
from data.model.note import Note, notes_in_order

_OPEN: Final = UUID(int=0)
"""In place of the note that is answered, until all rows are read, or where none of them is it."""


def read_answer(words: str) -> AgreedAnswer:
    """Return the answer of one cell. Raises `ValueError` with the reason where it is none."""
    did, _, helped = (part.strip().casefold() for part in words.partition(","))
    if did not in get_args(DidIt) or helped not in ("", *get_args(DidHelp)):
        raise ValueError(f"it is none of {', '.join(get_args(DidIt))}, perhaps with what it helped")
    if did == "did not":
        helped = ""
    return AgreedAnswer.model_validate({"note": _OPEN, "did": did, "helped": helped or None})


def linked(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes with each answer at the note it is about.

    One about what is in none of them keeps its words alone, as where that note was deleted.
    """
    last: dict[UUID | None, UUID] = {}
    found = []
    for note in notes_in_order(notes):
        answer, before = note.agreed_before, last.get(note.therapist)
        if note.agreed.strip():
            last[note.therapist] = note.id
        if answer and answer.note == _OPEN and before:
            there = answer.model_copy(update={"note": before})
            found.append(note.model_copy(update={"agreed_before": there}))
        else:
            found.append(note)
    return tuple(found)


def at_their_notes(notes: Iterable[Note], ids: Mapping[UUID, UUID]) -> tuple[Note, ...]:
    """Return the notes with their answers at notes under other ids: ``ids``, from old to new."""

    def moved(note: Note) -> Note:
        answer = note.agreed_before
        if answer is None or ids.get(answer.note, answer.note) == answer.note:
            return note
        there: dict[str, Any] = {"note": ids[answer.note]}
        return note.model_copy(update={"agreed_before": answer.model_copy(update=there)})

    return tuple(map(moved, notes))
