"""Ratings of notes by cell: in the order of the notes, with what was rated in one session."""

from datetime import timedelta
from uuid import UUID

import numpy as np

from data.fit.evidence import entries
from data.fit.rated_cells import RatedCells, rated_cells
from data.model.records import Records
from data.model.therapist import Therapist
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_therapist, ratings

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch", id=UUID(int=2))


def rated() -> RatedCells:
    written: tuple[tuple[Therapist, dict[str, int]], ...] = (
        (MAPLE, {"pace": 5, "depth": 1}),
        (BIRCH, {"pace": 9}),
        (MAPLE, {}),
        (MAPLE, {"depth": 2}),
        (MAPLE, {"pace": 6, "depth": 3}),
    )
    notes = tuple(
        a_note(who, MONDAY + timedelta(days=at), ratings=ratings(**values))
        for at, (who, values) in enumerate(written)
    )
    return rated_cells(entries(Records(therapists=(MAPLE, BIRCH), notes=notes)))


def test_each_cell_has_its_ratings_oldest_first_and_the_notes_they_are_in() -> None:
    found = rated()
    assert list(found.evidence) == [(MAPLE.id, "pace"), (MAPLE.id, "depth"), (BIRCH.id, "pace")]
    assert [[look.value for look in looks] for looks in found.series] == [[5, 6], [1, 2, 3], [9]]
    assert found.places == [[0, 4], [0, 3, 4], [1]]
    assert found.notes == 5


def test_sessions_are_counted_for_each_therapist_and_only_where_something_was_rated() -> None:
    sessions = rated().sessions
    assert sessions.numbers == [[0, 2], [0, 1, 2], [0]]
    assert sessions.therapists == [0, 0, 1]


def test_rows_are_parted_by_cell() -> None:
    parts = rated().by_cell(np.arange(6))
    assert [part.tolist() for part in parts] == [[0, 1], [2, 3, 4], [5]]


def test_notes_that_rate_nothing_have_no_cell() -> None:
    nothing = rated_cells([])
    assert (nothing.series, nothing.by_cell(np.empty((0, 3)))) == ([], [])
