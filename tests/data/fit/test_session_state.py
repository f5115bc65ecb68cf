"""A session as a whole: an odd day says little, a break says all, and one rating says neither."""

from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.belief import Sessions, run
from data.fit.notes_belief import NotesBelief, know
from data.fit.observation import LEVELS, Look
from data.fit.path import path
from data.fit.session_state import SessionStates
from data.model.records import Records
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_profile, a_therapist, ratings

KEYS = ("pace", "talk", "depth", "heard", "focus", "challenge")
USUAL = dict(zip(KEYS, (7, 8, 6, 8, 7, 5), strict=True))
DREADFUL = {key: value - 4 for key, value in USUAL.items()}
MAPLE = a_therapist("Maple")


def noted(*notes: dict[str, int]) -> NotesBelief:
    """What these notes about Maple say, one a day."""
    written = tuple(
        a_note(MAPLE, MONDAY + timedelta(days=at), ratings=ratings(**own))
        for at, own in enumerate(notes)
    )
    return know(Records(therapists=(MAPLE,), notes=written, need_profiles=(a_profile(),)))


def levels(belief: NotesBelief) -> np.ndarray:
    """The mean level of each cell."""
    return np.array([belief.beliefs[MAPLE.id, key].sum(axis=0) @ LEVELS for key in KEYS])


def counts(belief: NotesBelief, key: str = "pace") -> np.ndarray:
    """What the newest rating of a cell counts for: usual, odd, from anywhere."""
    return np.asarray(belief.tracks[MAPLE.id, key].counts[-1])


def test_a_day_that_is_low_in_everything_moves_each_need_less_than_alone() -> None:
    before, after = noted(*[USUAL] * 6), noted(*[USUAL] * 6, DREADFUL)
    alone = noted(*[USUAL] * 6, {"pace": DREADFUL["pace"]})
    assert abs(levels(after) - levels(before)).max() < 1.6
    assert levels(alone)[0] < levels(after)[0] - 0.3


def test_after_the_next_one_it_is_as_good_as_forgotten() -> None:
    before = noted(*[USUAL] * 6)
    again = noted(*[USUAL] * 6, DREADFUL, USUAL)
    assert abs(levels(again) - levels(before)).max() < 0.1
    assert again.swing.mean == pytest.approx(before.swing.mean, abs=0.1)


def test_when_it_repeats_all_is_believed_at_once() -> None:
    after = levels(noted(*[USUAL] * 6, DREADFUL, DREADFUL))
    assert abs(after - list(DREADFUL.values())).max() < 1


def test_one_need_that_is_low_is_no_odd_day() -> None:
    odd = counts(noted(*[USUAL] * 6, USUAL | {"pace": 3}))[1]
    assert odd < 0.01
    assert counts(noted(*[USUAL] * 6, DREADFUL))[1] > 0.5


def test_one_rating_alone_never_says_what_a_session_was() -> None:
    for rating in range(11):
        _, odd, anywhere = counts(noted(*[USUAL] * 6, {"pace": rating}))
        assert (odd, anywhere) == (0, 0)


def test_the_first_two_notes_are_usual_whatever_they_say() -> None:
    assert counts(noted(USUAL, DREADFUL))[1:].tolist() == [0, 0]
    assert counts(noted(USUAL, USUAL, DREADFUL))[1] > 0


def test_a_first_rating_in_an_odd_session_says_little_too() -> None:
    after = noted(*[USUAL] * 6, DREADFUL | {"lead": 1})
    assert counts(after, "lead")[1] > 0.5
    first = noted({"lead": 1}).beliefs[MAPLE.id, "lead"].sum(axis=0)
    assert after.beliefs[MAPLE.id, "lead"].sum(axis=0) @ LEVELS > first @ LEVELS + 0.5


def test_what_one_therapist_did_is_no_part_of_anothers_session() -> None:
    birch = a_therapist("Birch", id=UUID(int=9))
    notes = [
        a_note(who, MONDAY + timedelta(days=2 * at + (who is birch)), ratings=ratings(**own))
        for at, own in enumerate([USUAL] * 6 + [DREADFUL])
        for who in (MAPLE, birch)
        if who is MAPLE or own is USUAL
    ]
    records = Records(therapists=(MAPLE, birch), notes=tuple(notes), need_profiles=(a_profile(),))
    assert counts(know(records)) == pytest.approx(counts(noted(*[USUAL] * 6, DREADFUL)), rel=1e-9)


def test_looking_back_an_odd_day_is_none_and_a_break_is_a_step() -> None:
    odd = path(noted(*[USUAL] * 5, DREADFUL, *[USUAL] * 3), MAPLE.id, "pace")
    assert min(point.level for point in odd) > 6.5
    step = path(noted(*[USUAL] * 5, *[DREADFUL] * 4), MAPLE.id, "pace")
    assert min(point.level for point in step[:5]) > 6
    assert max(point.level for point in step[5:]) < 4


def test_a_note_of_very_many_unlikely_ratings_stays_finite() -> None:
    many = 300
    series = [[Look(10)] * 9 + [Look(0)] * 3 for _ in range(many)]
    found = run(series, None, Sessions([0] * many, [range(12)] * many))
    assert all(np.isfinite(cell.levels).all() for cell in found)
    assert all(np.isfinite(cell.log_likelihood).all() for cell in found)
    assert found[0].levels.sum(axis=-1) == pytest.approx(np.ones((3, 8)))


CHANCES = some.floats(0.002, 1)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(some.lists(some.tuples(CHANCES, CHANCES, some.integers(0, 2)), min_size=2, max_size=9))
def test_the_three_states_are_all_there_is(drawn: list[tuple[float, float, int]]) -> None:
    usual, anywhere, whose = (np.array(column) for column in zip(*drawn, strict=True))
    sessions = SessionStates(whose, np.ones((1, len(drawn)), bool), np.full(len(drawn), 2))
    states = sessions.chances(0, slice(0, len(drawn)), np.stack([usual, anywhere]))
    assert states.sum(axis=0) == pytest.approx(np.ones(len(drawn)))
    assert (states >= 0).all()
    for therapist in set(whose.tolist()):
        own = states[:, whose == therapist]
        assert (own == own[:, :1]).all()
