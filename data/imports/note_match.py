"""Notes of a file beside those that are here: the same ones, and such that look like one, changed.

Decided by what they say: a note that was written here has another id than the row it came from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, Final

from data.imports.agreed_answers import at_their_notes
from data.model.agreed import AgreedAnswer, answer_words
from data.model.note import Note, Rating
from data.model.records import Records

MATCHED: Final = frozenset({"date", "kind", "therapist", "text"})
"""The fields that every file says something about."""

_ALIKE: Final = 0.6
_TELLING: Final = 20
_COMPARED: Final = 2_000


def matched_notes(here: Records, brought: Records, fields: frozenset[str]) -> Records:
    """Return what a file brings, with the notes that are here already under their ids here.

    ``fields``: what the file says something about: fields of a note, and dimensions. A note that
    says the same is the very note that is here. One that looks like a note here, changed, becomes
    that note with what the file says of it; everything that the file does not speak of stays.
    """
    by_id = {note.id: note for note in here.notes}
    taken = {note.id for note in brought.notes} & by_id.keys()
    left = _Left([note for note in here.notes if note.id not in taken], fields)
    first = [
        _with_mine(by_id[note.id], note, fields) if note.id in by_id else left.same(note) or note
        for note in brought.notes
    ]
    second = [
        _merged(twin, note, fields) if found is note and (twin := left.alike(note)) else found
        for note, found in zip(brought.notes, first, strict=True)
    ]
    moved = {note.id: found.id for note, found in zip(brought.notes, second, strict=True)}
    notes = at_their_notes(second, moved)
    # What is rated was looked up among the dimensions here, so it is those, not others of that key.
    new = {dimension.key for dimension in brought.dimensions}
    mine = tuple(dimension for dimension in here.dimensions if dimension.key not in new)
    named = {"notes": notes, "dimensions": (*brought.dimensions, *mine)}
    return brought.model_copy(update=named).in_order()


class _Left:
    """The notes here that no note of the file was found to be yet."""

    def __init__(self, notes: Iterable[Note], fields: frozenset[str]) -> None:
        self._fields = fields
        self._by_words: dict[Any, list[Note]] = defaultdict(list)
        self._by_text: dict[Any, list[Note]] = defaultdict(list)
        self._by_day: dict[Any, list[Note]] = defaultdict(list)
        self._gone: set[Any] = set()
        for note in notes:
            self._by_words[_words(note, fields)].append(note)
            self._by_day[note.date, note.therapist].append(note)
            if note.text.strip():
                self._by_text[note.text.strip()].append(note)

    def same(self, note: Note) -> Note | None:
        """Take out the note that says the same; a jot also where it was sorted since."""
        found = self._first(self._by_words[_words(note, self._fields)])
        if found is None and note.kind == "jot":
            found = self._first(
                twin for twin in self._by_text[note.text.strip()] if twin.date == note.date
            )
        return found

    def alike(self, note: Note) -> Note | None:
        """Take out the note that this one looks like, changed."""
        of_the_day = (
            twin for twin in self._by_day[note.date, note.therapist] if _look_alike(note, twin)
        )
        of_the_text = (
            twin
            for twin in self._by_text[note.text.strip()]
            if len(note.text.strip()) >= _TELLING and twin.therapist == note.therapist
        )
        return self._first(of_the_day) or self._first(of_the_text)

    def _first(self, notes: Iterable[Note]) -> Note | None:
        found = next((note for note in notes if note.id not in self._gone), None)
        if found is not None:
            self._gone.add(found.id)
        return found


def _words(note: Note, fields: frozenset[str]) -> tuple[Any, ...]:
    """Return what a note says, as far as the file speaks of it."""
    return (
        *(_plainly(getattr(note, name)) for name in _named(fields)),
        frozenset(
            (rating.dimension, rating.value)
            for rating in note.ratings
            if rating.dimension in fields
        ),
    )


def _plainly(said: Any) -> str:
    """Return what a field says; an answer without the id of its note, which no file knows."""
    return answer_words(said) if isinstance(said, AgreedAnswer) else str(said or "").strip()


def _named(fields: frozenset[str]) -> Iterator[str]:
    return (name for name in sorted(fields) if name in Note.model_fields)


def _look_alike(note: Note, other: Note) -> bool:
    if note.text.strip() == other.text.strip():
        return True
    if not note.text.strip() or not other.text.strip():
        return bool(note.ratings) and {r.dimension for r in note.ratings} <= {
            r.dimension for r in other.ratings
        }
    texts = note.text[:_COMPARED], other.text[:_COMPARED]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _with_mine(mine: Note, theirs: Note, fields: frozenset[str]) -> Note:
    """Return my note, with what the file says otherwise."""
    same = _words(mine, fields) == _words(theirs, fields)
    return mine if same else _merged(mine, theirs, fields)


def _merged(mine: Note, theirs: Note, fields: frozenset[str]) -> Note:
    """Return my note with what the file says of it."""
    said = {name: getattr(theirs, name) for name in _named(fields)}
    if theirs.kind == "jot" and mine.kind != "jot":
        said = {"text": theirs.text}
    if _plainly(said.get("agreed_before")) == answer_words(mine.agreed_before):
        said["agreed_before"] = mine.agreed_before  # which knows its note
    before = {rating.dimension: rating for rating in mine.ratings}
    given = {rating.dimension: rating for rating in theirs.ratings}
    ratings = [rating for rating in mine.ratings if rating.dimension not in fields]
    for dimension, rating in given.items():
        was = before.get(dimension)
        ratings.append(was if was and was.value == rating.value else rating)
    order = {rating.dimension: at for at, rating in enumerate(mine.ratings)}
    ratings.sort(key=lambda rating: order.get(rating.dimension, len(order)))
    return Note.model_validate(_body(mine) | said | {"ratings": tuple[Rating, ...](ratings)})


def _body(note: Note) -> dict[str, Any]:
    return {name: getattr(note, name) for name in Note.model_fields}
