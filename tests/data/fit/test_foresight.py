"""Foresight: ratings are expected from the notes before their own, and from nothing else."""

from datetime import timedelta

import pytest

from data.fit.evidence import Entry, entries
from data.fit.foresight import Foresight, foresight
from data.fit.rated_cells import rated_cells
from data.model.records import Records
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_therapist, ratings

MAPLE = a_therapist()


def noted(*notes: dict[str, int]) -> tuple[Entry, ...]:
    written = tuple(
        a_note(MAPLE, MONDAY + timedelta(days=at), ratings=ratings(**values))
        for at, values in enumerate(notes)
    )
    return entries(Records(therapists=(MAPLE,), notes=written))


def expected(*notes: dict[str, int]) -> Foresight:
    return foresight(rated_cells(noted(*notes)), {})


STEADY = [{"pace": 5, "depth": 5}] * 5


def test_only_a_rating_of_a_cell_that_has_one_is_grounded() -> None:
    found = expected({"pace": 5}, {"pace": 5, "depth": 2}, {"depth": 2})
    assert found.values.tolist() == [5, 5, 2, 2]
    assert found.grounded.tolist() == [False, True, False, True]
    assert found.chances.sum(axis=1) == pytest.approx([1] * 4)


def test_what_else_a_note_rates_does_not_change_what_was_expected() -> None:
    calm = expected(*STEADY, {"pace": 5, "depth": 5})
    upset = expected(*STEADY, {"pace": 0, "depth": 10})
    assert upset.chances == pytest.approx(calm.chances, abs=1e-12)


def test_the_typical_swing_of_other_cells_is_known_by_the_next_note() -> None:
    steady = expected(*STEADY, {"pace": 5})
    wild = expected(*STEADY[:4], {"pace": 5, "depth": 10}, {"pace": 5})
    pace = 5
    assert wild.chances[pace, 5] < steady.chances[pace, 5]


def test_some_notes_after_others_are_the_same_as_all_at_once() -> None:
    notes = noted(*STEADY, {"pace": 1, "depth": 2}, {"pace": 7})
    first = foresight(rated_cells(notes[:3]), {})
    then = foresight(rated_cells(notes[3:]), first.filters)
    at_once = foresight(rated_cells(notes), {})
    pace = slice(3, 7)
    assert then.chances[:4] == pytest.approx(at_once.chances[pace], abs=1e-12)
