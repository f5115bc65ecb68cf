"""Quantiles of a distribution on a grid: each point's mass lies evenly over its cell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.quantile import quantiles


def test_a_point_is_spread_from_half_a_step_below_to_half_a_step_above() -> None:
    assert quantiles(np.array([0.0, 1, 0]), 2, [0.1, 0.5, 0.9]) == pytest.approx([0.6, 1, 1.4])


def test_at_both_ends_the_cell_is_cut() -> None:
    assert quantiles(np.array([1.0, 0]), 1, [0.1, 0.5]) == pytest.approx([0.05, 0.25])
    assert quantiles(np.array([0.0, 1]), 1, [0.5, 0.9]) == pytest.approx([0.75, 0.95])


def test_a_flat_level_has_the_printed_edges() -> None:
    flat = np.full(41, 1 / 41)
    edges = quantiles(flat, 10, [1 / 41, 2 / 41, 39 / 41, 40 / 41])
    assert edges == pytest.approx([0.125, 0.375, 9.625, 9.875])


def test_an_empty_stretch_is_skipped() -> None:
    halves = np.array([0.5, 0, 0, 0.5])
    assert quantiles(halves, 3, [0.5, 0.5 + 1e-12]) == pytest.approx([0.5, 2.5])


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    some.lists(some.floats(0, 1), min_size=2, max_size=12).filter(lambda chances: sum(chances) > 0),
    some.sampled_from([1, 10]),
)
def test_quantiles_rise_and_stay_on_the_scale(chances: list[float], top: int) -> None:
    found = quantiles(np.array(chances), top, [0.025, 0.1, 0.5, 0.9, 0.975]).tolist()
    assert found == sorted(found)
    assert 0 <= found[0] <= found[-1] <= top


def test_only_the_proportions_of_the_masses_count() -> None:
    chances = np.array([1.0, 2, 3, 2])
    assert quantiles(chances, 1, [0.1, 0.7]) == pytest.approx(quantiles(chances / 8, 1, [0.1, 0.7]))


def test_many_at_once_are_each_as_alone() -> None:
    several = np.array([[[0.0, 1, 0], [1, 0, 0]], [[1, 2, 3], [0.5, 0, 0.5]]])
    found = quantiles(several, 10, [0.1, 0.5 + 1e-12, 0.9])
    assert found.shape == (2, 2, 3)
    for at in np.ndindex(2, 2):
        assert found[at] == pytest.approx(quantiles(several[at], 10, [0.1, 0.5 + 1e-12, 0.9]))
