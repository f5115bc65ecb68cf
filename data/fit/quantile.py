"""Quantiles of what is only known on a grid.

Each grid point's mass is spread evenly over its cell: from half a step below it to half a step
above, cut at both ends. Between, the distribution function is interpolated linearly.
"""

from collections.abc import Sequence

import numpy as np

from data.fit.observation import Floats

LOW, HIGH = 0.1, 0.9
"""The 80 % range."""


def quantiles(chances: Floats, top: float, at: Sequence[float]) -> list[float]:
    """Return the quantiles of chances on an even grid 0..top, in units of ``top``."""
    step = top / (len(chances) - 1)
    edges = np.clip(np.arange(len(chances) + 1) * step - step / 2, 0, top)
    reached = np.concatenate([[0.0], np.cumsum(chances)])
    reached /= reached[-1]
    # The first cell that holds the share: an empty stretch before it is skipped, not averaged.
    cells = np.searchsorted(reached, at, side="left")
    below, above = reached[cells - 1], reached[cells]
    within = (np.asarray(at) - below) / (above - below)
    found: list[float] = (edges[cells - 1] + within * (edges[cells] - edges[cells - 1])).tolist()
    return found
