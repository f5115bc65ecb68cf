"""What one belief says about one range is worked out once; a moved need costs that need."""

from uuid import UUID

import pytest

from data.fit import cell_view, notes_belief
from data.fit.notes_belief import NotesBelief, know
from data.fit.observation import Floats
from data.fit.report import report
from data.fit.session_worth import Outlook, outlook
from data.model.need import Need
from data.model.records import Records
from tests.data.fit.reports import MONDAY, figures
from tests.rig.people import a_note, a_profile, a_therapist, ratings

MAPLE, BIRCH = a_therapist("Maple", id=UUID(int=1)), a_therapist("Birch", id=UUID(int=2))
NEEDS = (
    Need(dimension="pace", low=3, high=6),
    Need(dimension="heard", low=7, high=10),
    Need(dimension="goals", low=6, high=10, importance=1),
)
PACE_MOVED = a_profile(needs=(Need(dimension="pace", low=4, high=7), *NEEDS[1:]))


def people(notes: int = 3) -> Records:
    written = tuple(
        a_note(who, MONDAY, ratings=ratings(pace=4 + at, heard=8, goals=5))
        for at in range(notes)
        for who in (MAPLE, BIRCH)
    )
    return Records(
        therapists=(MAPLE, BIRCH),
        notes=written,
        need_profiles=(a_profile(needs=NEEDS, must_haves=("pace",)),),
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Need]:
    """The needs whose range was looked at, each time it was."""
    needs: list[Need] = []

    def counting(belief: Floats, need: Need) -> Outlook:
        needs.append(need)
        return outlook(belief, need)

    monkeypatch.setattr(cell_view, "outlook", counting)
    return needs


def test_a_moved_need_costs_that_need(asked: list[Need]) -> None:
    records = people()
    belief = know(records)
    now = report(records, notes_belief=belief)
    assert len(asked) == 6, "three needs of two therapists"
    assert now.verdict.front
    assert len(asked) == 12, "once more without the newest note"
    asked.clear()
    assert report(records, PACE_MOVED, notes_belief=belief).verdict.front
    assert [(need.dimension, need.low, need.high) for need in asked] == [("pace", 4, 7)] * 4
    asked.clear()
    assert report(records, notes_belief=belief).verdict.front
    assert not asked


def test_another_importance_costs_nothing(asked: list[Need]) -> None:
    records = people()
    belief = know(records)
    assert report(records, notes_belief=belief).verdict.front
    asked.clear()
    other = a_profile(needs=tuple(need.model_copy(update={"importance": 2}) for need in NEEDS))
    assert report(records, other, notes_belief=belief).verdict.front
    assert not asked


@pytest.mark.parametrize(("low", "high"), [(4, 6), (3, 7)], ids=["low", "high"])
def test_what_was_asked_before_changes_no_figure(low: int, high: int) -> None:
    records = people()
    moved = a_profile(needs=(Need(dimension="pace", low=low, high=high), *NEEDS[1:]))
    used = know(records)
    report(records, notes_belief=used)
    report(records, moved, notes_belief=used)
    assert figures(report(records, notes_belief=used)) == figures(report(records))
    assert figures(report(records, moved, notes_belief=used)) == figures(report(records, moved))


def test_a_new_note_is_looked_at_anew() -> None:
    fewer, more = people(3), people(4)
    used = know(fewer)
    report(fewer, notes_belief=used)
    assert figures(report(more, notes_belief=know(more, used))) == figures(report(more))


def test_views_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_belief, "MOST_VIEWS", 10)
    belief = know(people())
    for low in range(11):
        for high in range(low, 11):
            assert belief.view(MAPLE.id, Need(dimension="pace", low=low, high=high))
            assert len(belief._views) <= 10


def test_a_cell_without_a_rating_has_no_view() -> None:
    belief: NotesBelief = know(people())
    assert belief.view(MAPLE.id, Need(dimension="trust", low=3, high=6)) is None
