"""The fit model and its second writing side by side on the same records."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from data.fit.notes_belief import NotesBelief, know
from data.fit.report import Report, Standing, report
from data.model.note import Note
from data.model.records import Records
from tests.data.fit import plain_answers as answers
from tests.data.fit import plain_loops

Looks = dict[plain_loops.PlainKey, list[plain_loops.PlainLook]]


def written(records: Records) -> list[Note]:
    """The notes about therapists, oldest first."""
    notes = [note for note in records.notes if note.kind != "jot"]
    return sorted(notes, key=lambda note: (note.date, note.written_at))


def doubtful(note: Note) -> bool:
    return note.kind in {"from memory", "first call"}


def rated(note: Note, records: Records) -> dict[str, int]:
    dimensions = records.known_dimensions()
    given = {rating.dimension: rating.value for rating in note.ratings}
    return {key: v for key, v in given.items() if isinstance(v, int) and key in dimensions}


@dataclass(frozen=True)
class Slow:
    """What the second writing says about a person, of what is worked out more than once."""

    person: plain_loops.SlowPerson
    needs: dict[str, plain_loops.SlowNeed]
    cells: dict[plain_loops.PlainKey, plain_loops.SlowCell]
    swing: float


@dataclass(frozen=True)
class Both:
    """Both on the same records; ``ended`` ones may be in front or not."""

    records: Records
    ended: bool = False

    @cached_property
    def notes_belief(self) -> NotesBelief:
        return know(self.records)

    @cached_property
    def fast(self) -> Report:
        return report(self.records, notes_belief=self.notes_belief, include_ended=self.ended)

    @cached_property
    def notes(self) -> list[Note]:
        return written(self.records)

    @cached_property
    def needs(self) -> dict[str, plain_loops.SlowNeed]:
        """With their importances as given, 0 for those outside fit."""
        profile = self.fast.profile
        counted = {need.dimension for need in profile.in_fit(self.records.known_dimensions())}
        return {
            n.dimension: plain_loops.SlowNeed(
                n.low, n.high, n.importance if n.dimension in counted else 0
            )
            for n in profile.needs
        }

    @cached_property
    def slow(self) -> Slow:
        return self._slow(len(self.notes))

    @cached_property
    def slow_earlier(self) -> Slow:
        """Without the newest note."""
        return self._slow(len(self.notes) - 1)

    def looks(self, notes: int) -> Looks:
        looks: Looks = {}
        for note in self.notes[:notes]:
            for key, value in rated(note, self.records).items():
                looks.setdefault((str(note.therapist), key), []).append((value, doubtful(note)))
        return looks

    def _slow(self, notes: int) -> Slow:
        listed = [
            (str(note.therapist), doubtful(note), rated(note, self.records))
            for note in self.notes[:notes]
        ]
        person = plain_loops.believe(listed)
        swing, cells = plain_loops.cells(person, self.needs)
        return Slow(person, self.needs, cells, swing)

    def weighed(self, *, equal: bool) -> dict[str, plain_loops.SlowNeed]:
        """Needs as fit wants them: all matter is the same as all are nice to have."""
        importances = {need.weight for need in self.needs.values() if need.weight}
        alike = equal or len(importances) == 1
        return {
            key: plain_loops.SlowNeed(n.low, n.high, min(n.weight, 1) if alike else n.weight)
            for key, n in self.needs.items()
        }

    def must(self, who: UUID, key: str, slow: Slow, notes: int) -> str:
        days = [
            (note.date.toordinal(), rated(note, self.records)[key])
            for note in self.notes[:notes]
            if note.therapist == who and key in rated(note, self.records)
        ]
        cell = slow.cells.get((str(who), key))
        far, inside = (cell.p_far, cell.p_inside) if cell else (None, 0.0)
        return answers.must_status(far, inside, days, self.needs[key])

    def may_lead(self, standing: Standing, slow: Slow, notes: int) -> bool:
        musts = self.fast.profile.must_haves
        missed = any(
            self.must(standing.therapist.id, key, slow, notes) == "missed" for key in musts
        )
        return not missed and (self.ended or standing.therapist.status != "ended")

    def race(self, *, equal: bool = False, earlier: bool = False) -> answers.SlowRace:
        slow = self.slow_earlier if earlier else self.slow
        notes = len(self.notes) - earlier
        needs = self.weighed(equal=equal)
        return answers.race(
            [
                answers.enter(
                    slow.person,
                    str(standing.therapist.id),
                    needs,
                    self.together(notes, needs),
                    may_lead=self.may_lead(standing, slow, notes),
                )
                for standing in self.in_order()
            ]
        )

    def in_order(self) -> list[Standing]:
        """In the order in which they were written down."""
        return sorted(self.fast.standings, key=lambda standing: standing.therapist.written_at)

    def together(self, notes: int, needs: dict[str, plain_loops.SlowNeed]) -> float:
        listed = [(str(note.therapist), rated(note, self.records)) for note in self.notes[:notes]]
        return answers.together(listed, needs)

    @cached_property
    def fits(self) -> dict[UUID, answers.SlowFit]:
        """Of all compared."""
        needs = self.weighed(equal=False)
        r = self.together(len(self.notes), needs)
        return {
            standing.therapist.id: answers.fit_of(
                self.slow.person, str(standing.therapist.id), needs, r
            )
            for standing in self.fast.standings
            if standing.compared
        }

    @cached_property
    def now(self) -> answers.SlowRace:
        return self.race()
