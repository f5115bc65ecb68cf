"""Finding notes: by words, by therapist, by kind. Reads only, and keeps the order it was given."""

import unicodedata
from collections.abc import Iterable
from uuid import UUID

from data.model.moment import OwnPart
from data.model.note import Note, NoteKind


def find(
    notes: Iterable[Note],
    words: str = "",
    therapist: UUID | None = None,
    kind: NoteKind | None = None,
) -> tuple[Note, ...]:
    """Return the notes that fit everything asked for, in the order given.

    Every word has to occur somewhere in what was written, also as a part of a longer word; upper
    and lower case, and ways to write the same letter, make no difference. No words, no therapist
    (None) and no kind (None) leave nothing out.
    """
    wanted = _plainly(words).split()
    return tuple(
        note
        for note in notes
        if (therapist is None or note.therapist == therapist)
        and (kind is None or note.kind == kind)
        and _has_all(note, wanted)
    )


def _has_all(note: Note, wanted: list[str]) -> bool:
    if not wanted:
        return True
    # One text after the other, so that no word is found across the end of one.
    part = note.own_part or OwnPart()
    written = [
        *(note.text, note.worked_on, note.helped, note.did_not_help),
        *(note.agreed, note.take_along, part.unsaid, part.tried),
    ]
    there = _plainly("\n".join([*written, *(moment.words for moment in note.moments)]))
    return all(word in there for word in wanted)


def _plainly(text: str) -> str:
    """Return the form in which two writings count as the same (Unicode TR 15 and caseless)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
