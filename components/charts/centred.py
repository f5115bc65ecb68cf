"""The profile centred on the need: left of the band is too little, right of it too much.

Takes what `profile.rows` gives and moves it, so that both ways to draw tell the same. A picture
gets both and changes between them in the browser.
"""

import pandas as pd

from data.fit.report import Cell

ENDS = (-10.5, 10.5)
"""What the picture reaches from and to, in points from the middle of the need."""

_MEASURED = {"need", "what you need", "range", "level", "rating", "newest"}


def both_ways(drawn: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    """Return the marks with a second place and text each: ``need_x``, ``need_x2``, ``need_text``.

    Where ``need_x`` is empty a mark is not drawn around the need.
    """
    moved = around_need(drawn, cell)[["x", "x2", "text"]].add_prefix("need_")
    return drawn.join(moved)


def around_need(drawn: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    """Return the marks moved; any cell of the dimension tells the need and the sides' words."""
    need, dimension = cell.need, cell.dimension
    measured = drawn["part"].isin(_MEASURED)
    ends = drawn["part"].isin({"low end", "high end"})
    moved = drawn[~(ends & drawn.duplicated("part"))].copy()
    measured = measured.loc[moved.index]
    middle = (need.low + need.high) / 2
    left, right = ENDS
    moved["x"] = (moved["x"] - middle).where(measured, left)
    moved["x2"] = (moved["x2"] - middle).where(measured, right)
    low_end, high_end = moved["part"] == "low end", moved["part"] == "high end"
    moved["x"] = moved["x"].mask(high_end, right)
    moved["text"] = moved["text"].mask(low_end, dimension.too_little)
    moved["text"] = moved["text"].mask(high_end, dimension.too_much or "")
    return moved
