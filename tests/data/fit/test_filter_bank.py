"""Filter bank: where cells begin, what a first rating says, and swings that are hopeless."""

import numpy as np
import pytest

from data.fit import filter_bank
from data.fit.belief import believe, run, typical_swing
from data.fit.filter_bank import start
from data.fit.level_change import DRIFTS
from data.fit.observation import LIKELIHOOD
from tests.data.fit.filter_runs import looks


def test_before_any_rating_all_levels_are_equally_likely() -> None:
    (cell,) = run([[]])
    assert cell.levels == pytest.approx(np.full((3, 8, 41), 1 / 41))
    assert start().ratings == cell.ratings == 0


def test_the_first_rating_is_seen_as_it_is_without_any_change_before_it() -> None:
    (cell,) = run([looks(7)])
    observed = LIKELIHOOD[0, :, 7] / LIKELIHOOD[0, :, 7].sum(axis=1, keepdims=True)
    assert cell.levels == pytest.approx(np.stack([observed] * len(DRIFTS)))
    assert cell.log_likelihood[0] == pytest.approx(np.log(LIKELIHOOD[0, :, 7].mean(axis=1)))


WILD = looks(*[0, 10, 5, 9, 1] * 60)


def test_a_hopeless_swing_is_followed_no_further_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Hundreds of sessions apart from each other by points: none of them is a steady one."""
    (fewer,) = run([WILD])
    monkeypatch.setattr(filter_bank, "HOPELESS", 0)
    (every,) = run([WILD])
    assert np.isinf(fewer.log_likelihood[:, :3]).all()
    assert np.isfinite(fewer.log_likelihood[:, -3:]).all()
    assert np.isfinite(every.log_likelihood).all()
    assert fewer.levels.sum(axis=-1) == pytest.approx(np.ones((3, 8)))
    swing = typical_swing([every])
    assert typical_swing([fewer]).chances == pytest.approx(swing.chances, abs=1e-15)
    assert believe(fewer, swing) == pytest.approx(believe(every, swing), abs=1e-15)


def test_a_swing_that_is_hopeless_in_one_cell_is_followed_for_the_others() -> None:
    wild, steady = run([WILD, looks(*[6] * 300)])
    swing = typical_swing([wild, steady])
    assert believe(steady, swing).sum(axis=1).argmax() == 0
    assert believe(wild, swing).sum(axis=1).argmax() > 5


def test_a_cell_goes_on_from_where_swings_are_hopeless() -> None:
    (before,) = run([WILD])
    after, fresh = run([looks(6, 6, 7), looks(6, 6, 7)], [before, start()])
    (at_once,) = run([[*WILD, *looks(6, 6, 7)]])
    swing = typical_swing([at_once])
    assert believe(after, swing) == pytest.approx(believe(at_once, swing), abs=1e-12)
    assert np.isfinite(fresh.log_likelihood).all()
