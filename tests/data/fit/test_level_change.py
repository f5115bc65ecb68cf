"""Changes of a level from one rating to the next: small steps, rare jumps, and breaks."""

import numpy as np
import pytest

from data.fit.level_change import CHANGES


def test_every_change_leads_somewhere() -> None:
    assert CHANGES.sum(axis=2) == pytest.approx(np.ones((3, 41)))


def test_without_drift_a_level_stays_or_jumps_anywhere() -> None:
    stays = np.full((41, 41), 0.02 / 41) + 0.98 * np.eye(41)
    assert CHANGES[0] == pytest.approx(stays)


def test_with_drift_a_level_moves_by_a_normal_step() -> None:
    one_step = (CHANGES[2][20, 21] - 0.02 / 41) / (CHANGES[2][20, 20] - 0.02 / 41)
    assert one_step == pytest.approx(np.exp(-(0.25**2) / (2 * 0.4**2)))
