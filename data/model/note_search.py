"""Finding what was written: by words, therapist, kind and days; and where each word was found.

Reads only, and keeps the order it was given. Takes time in proportion to what is there.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from data.model.dimension import OwnDimension
from data.model.fee import fee_words
from data.model.note import Note, NoteKind
from data.model.therapist import Therapist

R = TypeVar("R")


@dataclass(frozen=True)
class SearchField(Generic[R]):
    """Something written in a record. ``where`` says it beside a result, "" where it needs no word.

    A new field to be found is one more line in `NOTE_FIELDS`, `THERAPIST_FIELDS` or `GOAL_FIELDS`.
    """

    where: str
    texts: Callable[[R], Iterable[str]]


NOTE_FIELDS: Final[tuple[SearchField[Note], ...]] = (
    SearchField("", lambda note: (note.text,)),
    SearchField("worked on", lambda note: (note.worked_on,)),
    SearchField("what helped", lambda note: (note.helped,)),
    SearchField("what did not help", lambda note: (note.did_not_help,)),
    SearchField("what you agreed", lambda note: (note.agreed,)),
    SearchField("what you take along", lambda note: (note.take_along,)),
    SearchField("between you", lambda note: (moment.words for moment in note.moments)),
    SearchField(
        "your part",
        lambda note: (note.own_part.unsaid, note.own_part.tried) if note.own_part else (),
    ),
)
THERAPIST_FIELDS: Final[tuple[SearchField[Therapist], ...]] = (
    SearchField("the name", lambda therapist: (therapist.name,)),
    SearchField("details", lambda therapist: (therapist.details,)),
    SearchField("what for", lambda therapist: therapist.what_for),
    SearchField(
        "what you expected",
        lambda therapist: (therapist.expectation.expects,) if therapist.expectation else (),
    ),
    SearchField(
        "what you were afraid of",
        lambda therapist: (therapist.expectation.fears,) if therapist.expectation else (),
    ),
    SearchField("things to say", lambda therapist: (piece.words for piece in therapist.to_say)),
    SearchField("the search", lambda therapist: (step.words for step in therapist.search_steps)),
    SearchField(
        "what to do next",
        lambda therapist: (therapist.next_step.what,) if therapist.next_step else (),
    ),
    SearchField("the fee", lambda therapist: (fee_words(therapist.fee),) if therapist.fee else ()),
    SearchField(
        "practical things",
        lambda therapist: (f"{thing.name} {thing.words}" for thing in therapist.practicalities),
    ),
    SearchField(
        "warning signs",
        lambda therapist: (f"{sign.sign} {sign.words}" for sign in therapist.warning_signs),
    ),
    SearchField(
        "when to look again",
        lambda therapist: (therapist.look_again.would_stay_if,) if therapist.look_again else (),
    ),
    SearchField("why it ended", lambda therapist: (therapist.end_reason,)),
)
GOAL_FIELDS: Final[tuple[SearchField[OwnDimension], ...]] = (
    SearchField("the goal", lambda goal: (goal.name,)),
    SearchField("the words for its ends", lambda goal: (goal.low_end, goal.high_end)),
)


def find(
    notes: Iterable[Note],
    words: str = "",
    therapist: UUID | None = None,
    kind: NoteKind | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Note, ...]:
    """Return the notes that fit everything asked for, in the order given.

    Every word has to occur somewhere in what was written, also as a part of a longer word; upper
    and lower case, and ways to write the same letter, make no difference. No words, and None for
    anything else, leave nothing out. A note over several days is of each of them.
    """
    wanted = _plainly(words).split()
    if not (wanted or therapist or kind or since or until):
        return tuple(notes)
    return tuple(
        note
        for note in notes
        if (therapist is None or note.therapist == therapist)
        and (kind is None or note.kind == kind)
        and (since is None or (note.until or note.date) >= since)
        and (until is None or note.date <= until)
        and _has_all(note, NOTE_FIELDS, wanted)
    )


def find_therapists(therapists: Iterable[Therapist], words: str) -> tuple[Therapist, ...]:
    """Return the therapists about whom every word was written; none without words."""
    return _with_all(therapists, THERAPIST_FIELDS, words)


def find_goals(dimensions: Iterable[OwnDimension], words: str) -> tuple[OwnDimension, ...]:
    """Return the own goals in whose name and ends every word stands; none without words."""
    return _with_all((own for own in dimensions if own.goal), GOAL_FIELDS, words)


def where_found(record: R, fields: Sequence[SearchField[R]], words: str) -> tuple[str, ...]:
    """Return where in a record the words were found, as its fields say it, in their order."""
    wanted = _plainly(words).split()
    return tuple(
        field.where
        for field in fields
        if wanted and any(word in text for text in _texts(record, [field]) for word in wanted)
    )


def _with_all(records: Iterable[R], fields: Sequence[SearchField[R]], words: str) -> tuple[R, ...]:
    wanted = _plainly(words).split()
    return tuple(record for record in records if wanted and _has_all(record, fields, wanted))


def _has_all(record: R, fields: Sequence[SearchField[R]], wanted: Sequence[str]) -> bool:
    # One text after the other, so that no word is found across the end of one.
    there = "\n".join(_texts(record, fields)) if wanted else ""
    return all(word in there for word in wanted)


def _texts(record: R, fields: Iterable[SearchField[R]]) -> Iterator[str]:
    return (_plainly(text) for field in fields for text in field.texts(record))


def _plainly(text: str) -> str:
    """Return the form in which two writings count as the same (Unicode TR 15 and caseless)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
