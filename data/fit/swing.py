"""Swing: how much sessions differ, for a cell and for the person; what ratings say of it.

Each cell has its own, drawn around the person's typical one. Source: docs/fit-model.md, "Swing".
"""

from dataclasses import dataclass

import numpy as np

from data.fit.observation import SWINGS, Floats


def _typical() -> Floats:
    weights = np.exp(-(((np.log(SWINGS) - np.log(1.4)) / 0.4) ** 2) / 2)
    return np.asarray(weights / weights.sum())


def _around() -> Floats:
    logs = np.log(SWINGS)
    weights = np.exp(-(((logs[:, None] - logs[None, :]) / 0.6) ** 2) / 2)
    return np.asarray(weights / weights.sum(axis=0, keepdims=True))


TYPICAL: Floats = _typical()
"""``p(S)``: the person's own typical swing, before any rating."""

AROUND: Floats = _around()
"""``p(s | S)``, shape (swing of a cell, typical swing): each column sums to 1."""

OF_A_CELL: Floats = AROUND @ TYPICAL
"""``p(s)`` of a cell before any rating of anything, shape (swing,)."""


@dataclass(frozen=True)
class Swing:
    """Swing of this person's sessions in general: ``p(S)`` after all ratings, shape (S,)."""

    chances: Floats

    @property
    def mean(self) -> float:
        """The typical swing, in points of the scale."""
        return float(self.chances @ SWINGS)

    @property
    def of_a_cell(self) -> Floats:
        """``p(s)`` of a cell nobody rated yet, shape (swing,)."""
        return AROUND @ self.chances


def told_of_swing(log_likelihoods: Floats) -> Floats:
    """Return the logarithm of how likely cells' ratings are for each S, shape (..., S).

    From ``log_likelihoods``, shape (..., drift, swing); drifts are equally likely. Up to a
    constant.
    """
    likelihoods, scale = _scaled(log_likelihoods)
    return np.asarray(np.log(likelihoods.sum(axis=-2) @ AROUND) + scale)


def normalised(logs: Floats) -> Floats:
    """Return chances from their logarithms, up to a constant, over the last axis."""
    chances = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def weights(log_likelihoods: Floats, swing_chances: Floats) -> Floats:
    """Return how likely each drift and swing of a cell is, shape (..., drift, swing), sums to 1.

    Given S, cells are independent; the result is averaged over S, ``swing_chances`` (..., S).
    """
    likelihoods, _ = _scaled(log_likelihoods)
    given = likelihoods.sum(axis=-2) @ AROUND
    return np.asarray(likelihoods * ((swing_chances / given) @ AROUND.T)[..., None, :])


def _scaled(log_likelihoods: Floats) -> tuple[Floats, Floats]:
    # Only proportions count within a cell; far from 1 they would leave the range of floats.
    # The scale keeps one axis, so that it can be added to something over S.
    scale = log_likelihoods.max(axis=(-2, -1), keepdims=True)
    return np.exp(log_likelihoods - scale), np.asarray(scale[..., 0])
