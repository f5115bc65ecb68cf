"""Quantiles of what is only known on a grid.

Each grid point's mass is spread evenly over its cell: from half a step below it to half a step
above, cut at both ends. Between, the distribution function is interpolated linearly.
"""

from collections.abc import Sequence

import numpy as np

from data.fit.observation import Floats

LOW, HIGH = 0.1, 0.9
"""The 80 % range."""


def quantiles(chances: Floats, top: float, at: Sequence[float]) -> Floats:
    """Return the quantiles of chances on an even grid 0..top, in units of ``top``.

    ``chances``: shape (..., grid point). Returns shape (..., quantile).
    """
    points = chances.shape[-1]
    step = top / (points - 1)
    edges = np.clip(np.arange(points + 1) * step - step / 2, 0, top)
    reached = np.zeros((*chances.shape[:-1], points + 1))
    np.cumsum(chances, axis=-1, out=reached[..., 1:])
    reached /= reached[..., -1:]
    # The first cell that holds the share: an empty stretch before it is skipped, not averaged.
    shares = np.broadcast_to(at, (*chances.shape[:-1], len(at)))
    cells = (reached[..., None, :] < shares[..., None]).sum(axis=-1)
    below = np.take_along_axis(reached, cells - 1, axis=-1)
    above = np.take_along_axis(reached, cells, axis=-1)
    within = (shares - below) / (above - below)
    return np.asarray(edges[cells - 1] + within * (edges[cells] - edges[cells - 1]))
