"""Every picture is good Vega-Lite: drawing on a page does not check it again."""

from collections.abc import Callable

import altair as alt
import pytest

from components.charts import (
    centred,
    dots,
    grid,
    moments,
    path,
    profile,
    sessions,
    squares,
    strips,
    timeline,
)
from components.charts.palette import Theme
from tests.components.charts.cases import THEMES

DRAWN: dict[str, Callable[[Theme], alt.LayerChart]] = {
    "grid": lambda theme: grid.draw(200, theme, 5),
    "grid with names": lambda theme: grid.draw(200, theme, 5, grid.NAMES),
    "squares": lambda theme: squares.draw(200, theme, 5),
    "strips": lambda theme: strips.draw(200, theme),
    "centred": lambda theme: centred.draw(200, theme),
    "dots": lambda theme: dots.draw(200, theme),
    "profile": lambda theme: profile.draw(200, theme),
    "moments": lambda theme: moments.draw(200, theme),
    "path": path.draw,
    "timeline": timeline.draw,
    "sessions of ten": lambda theme: sessions.draw(10, 23, theme),
    "sessions of a hundred": lambda theme: sessions.draw(100, 23, theme),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
def test_it_is(draw: Callable[[Theme], alt.LayerChart], theme: Theme) -> None:
    assert draw(theme).to_dict(validate=True)["layer"]
