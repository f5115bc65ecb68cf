"""A therapist while something about them is typed: the answers so far, and the record they make.

Knows neither screen nor vault. Must never turn what was not touched here, such as warning signs,
into something else.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from data.errors import DateAhead
from data.model.record import OPENED, Day, Instant, Step, name_key, new_id, now, rules_in_words
from data.model.therapist import Expectation, Practicality, Setting, Status, Therapist
from data.vault.record_tables import StoredRecord

USUAL: Final = ("Cost", "Distance", "Online", "Language", "Times")
"""The practicalities that everybody is asked about."""
SUITS: Final[dict[str, bool | None]] = {"yes": True, "no": False, "not known": None}
EXPECTED: Final = ("expects", "fears", "mood")
LONG_TEXTS: Final = ("details", "expects", "fears", "end_reason")
"""The answers that are typed in a field of our own, which keeps them while one types."""
END: Final = ("status", "ended", "end_reason")
"""The answers that ending somebody is made of."""

LABELS: Final = {
    "name": "Code name",
    "status": "How is it now?",
    "what_for": "What for?",
    "setting": "Setting",
    "began": "Began on",
    "ended": "Ended on",
    "end_reason": "Why, if you like",
    "details": "Anything else",
    "practicalities": "Practicalities",
    "expects": "What do you expect?",
    "fears": "What do you fear?",
    "mood": "How do you feel about going?",
}
"""What each answer is called, in the form and in sentences about it, in the form's order."""


class _TypedPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class PracticalityRow(_TypedPart):
    """One practicality as it is typed; ``at`` is its number in the form and stays with it."""

    at: int
    name: str
    suits: bool | None = None
    words: str = ""


class TherapistAnswers(_TypedPart):
    """Answers about one therapist, as typed: rules are checked on saving only."""

    name: str
    status: Status
    what_for: tuple[str, ...] = ()
    setting: Setting = "alone"
    began: Day | None = None
    details: str = ""
    practicalities: tuple[PracticalityRow, ...] = ()
    expects: str = ""
    fears: str = ""
    mood: Step | None = None
    ended: Day | None = None
    end_reason: str = ""

    @classmethod
    def of(cls, therapist: Therapist) -> "TherapistAnswers":
        """Return the answers that a saved therapist stands for."""
        alike = ("name", "what_for", "setting", "began", "details", *END)
        given: dict[str, Any] = {name: getattr(therapist, name) for name in alike}
        if therapist.expectation:
            given |= {name: getattr(therapist.expectation, name) for name in EXPECTED}
        return cls(practicalities=_rows(therapist.practicalities), **given)

    def expects_something(self) -> bool:
        """Return whether anything was said of what is expected."""
        return (self.expects, self.fears, self.mood) != ("", "", None)

    def differing(self, other: "TherapistAnswers") -> frozenset[str]:
        """Return the names of the answers that differ."""
        return frozenset(name for name, value in self if value != getattr(other, name))


class TherapistDraft(_TypedPart):
    """Answers typed about one therapist, beside what stood there when it was opened.

    ``revision``: the revision that was opened. ``expected_at``: when the expectation was typed.
    """

    revision: Annotated[int, OPENED]
    was: TherapistAnswers
    typed: TherapistAnswers
    expected_at: Instant | None = None

    @classmethod
    def of(cls, saved: StoredRecord[Therapist]) -> "TherapistDraft":
        """Return a draft in which nothing was typed yet."""
        was = TherapistAnswers.of(saved.record)
        return cls(revision=saved.revision, was=was, typed=was)

    def changed(self) -> frozenset[str]:
        """Return the names of the answers that were changed and not saved."""
        return self.typed.differing(self.was)

    def is_in(self, other: "TherapistDraft") -> bool:
        """Return whether all that was changed here stands in the other one too."""

        def stands(name: str) -> bool:
            mine, theirs = getattr(self.typed, name), getattr(other.typed, name)
            return mine.strip() in theirs if name in LONG_TEXTS else mine == theirs

        return all(stands(name) for name in self.changed())

    def to_save(self) -> frozenset[str]:
        """Return the answers that *Save* would change: the end of somebody is an act of its own."""
        return self.changed() - (set() if self.was.status == "ended" else {"ended", "end_reason"})

    def typing(self, answers: dict[str, Any]) -> "TherapistDraft":
        """Return the draft with these answers typed over the ones it has."""
        typed = self.typed.model_copy(update=answers)
        newly = typed.differing(self.typed) & set(EXPECTED)
        at = now() if newly else self.expected_at
        return self.model_copy(update={"typed": typed, "expected_at": at})

    def following(self, saved: StoredRecord[Therapist]) -> "TherapistDraft":
        """Return the draft on top of the present revision where nothing asked here was changed.

        A warning sign, written on another page, is no conflict; an answer is, and stays one.
        """
        untouched = TherapistAnswers.of(saved.record) == self.was
        return self.model_copy(update={"revision": saved.revision}) if untouched else self

    def onto(self, saved: StoredRecord[Therapist], done: Iterable[str] = ()) -> "TherapistDraft":
        """Return the draft on top of the present revision; what I changed stays as typed.

        ``done``: the answers that were saved with it, and so are unsaved no longer.
        """
        answers = TherapistAnswers.of(saved.record)
        mine = {name: getattr(self.typed, name) for name in self.changed() - frozenset(done)}
        typed = answers.model_copy(update=mine)
        return self.model_copy(update={"revision": saved.revision, "was": answers, "typed": typed})

    def therapist(self, there: Therapist, names: Iterable[str], today: date) -> Therapist:
        """Return the record with the named answers as typed.

        Raises `BadRecord`, naming the field as the form does, or `DateAhead`.
        """
        names, typed = frozenset(names), self.typed
        if any(
            day in names and (getattr(typed, day) or today) > today for day in ("began", "ended")
        ):
            raise DateAhead
        same = names - {"practicalities", *EXPECTED}
        given: dict[str, Any] = dict(there) | {name: getattr(typed, name) for name in same}
        if "practicalities" in names:
            with rules_in_words(LABELS["practicalities"]):
                given["practicalities"] = self._practicalities()
        with rules_in_words(labels=LABELS):
            if names & set(EXPECTED):
                given["expectation"] = self._expectation()
            return Therapist(**given)

    def _practicalities(self) -> tuple[Practicality, ...]:
        return tuple(
            Practicality(name=row.name, suits=row.suits, words=row.words)
            for row in self.typed.practicalities
            if row.suits is not None or row.words or row.name not in USUAL
        )

    def _expectation(self) -> Expectation | None:
        if not self.typed.expects_something():
            return None
        given: dict[str, Any] = {name: getattr(self.typed, name) for name in EXPECTED}
        return Expectation(written_at=self.expected_at or now(), **given)


class NewTherapist(_TypedPart):
    """Somebody about to be added. The id is made with the form, so that two clicks save once."""

    id: UUID = Field(default_factory=new_id)
    name: str = ""
    status: Status = "trying"

    def changed(self) -> bool:
        """Return whether something was typed."""
        return (self.name, self.status) != ("", "trying")

    def therapist(self) -> Therapist:
        """Return the record. Raises `BadRecord`."""
        with rules_in_words(labels=LABELS):
            return Therapist(id=self.id, name=self.name, status=self.status, written_at=now())


def _rows(practicalities: tuple[Practicality, ...]) -> tuple[PracticalityRow, ...]:
    """The usual practicalities first, whether noted or not; then one's own."""
    by_name = {name_key(practicality.name): practicality for practicality in practicalities}
    usual = [by_name.get(name_key(name), Practicality(name=name)) for name in USUAL]
    own = [
        practicality
        for practicality in practicalities
        if all(practicality is not other for other in usual)
    ]
    return tuple(
        PracticalityRow(
            at=at, name=practicality.name, suits=practicality.suits, words=practicality.words
        )
        for at, practicality in enumerate([*usual, *own])
    )
