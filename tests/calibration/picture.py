"""The picture of docs/calibration.md: how often ranges held, and what was said of fitting best."""

from itertools import pairwise
from typing import Any, Final

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.export_sheet import WIDE, Picture, png
from components.charts.palette import PALETTES, sign
from tests.calibration.outcomes import RunOutcome, together
from tests.calibration.report_page import BOUNDS, NOTES, Found
from tests.calibration.worlds import AS_ASSUMED

_TALL: Final = 240
_COLUMNS: Final = ("part", "x", "x2", "y", "y2", "text", "colour", "shape")
_LEVELS, _FIT = sign(0, "light"), sign(1, "light")
_COLOURS: Final = PALETTES["light"]


def picture(found: Found) -> bytes:
    """Return the picture as PNG."""
    outcomes = found[AS_ASSUMED.name]
    whole = together(list(outcomes.values()))
    return png(
        [
            Picture("80 % ranges that held the truth", _spec(_notes_axis(), 60), _held(found)),
            Picture(
                "The chance to fit best: said, and came true", _spec(_said_axis(), 0), _best(whole)
            ),
        ]
    )


def _notes_axis() -> alt.X:
    names = " : ".join(f"datum.value == {at} ? '{notes}'" for at, notes in enumerate(NOTES))
    return alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-0.4, len(NOTES) - 0.2], nice=False),
        axis=alt.Axis(values=list(range(len(NOTES))), labelExpr=f"({names} : '') + ' notes'"),
    )


def _said_axis() -> alt.X:
    axis = alt.Axis(values=list(range(0, 101, 20)), labelExpr="datum.label + ' % said'")
    return alt.X("x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)


def _spec(x: alt.X, lowest: int) -> dict[str, Any]:
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[lowest, 100], nice=False, zero=False),
        axis=alt.Axis(tickCount=5, labelExpr="datum.label + ' %'"),
    )
    base = canvas.empty().encode(x=x, y=y)
    tint = alt.Color("colour:N", scale=None, legend=None)
    layers = {
        "bounds": base.mark_rect(color=_COLOURS.need).encode(x2="x2:Q", y2="y2:Q"),
        "even": base.mark_rule(color=_COLOURS.line, strokeDash=[4, 3]).encode(x2="x2:Q", y2="y2:Q"),
        "between": base.mark_rule(strokeWidth=2).encode(x2="x2:Q", y2="y2:Q", color=tint),
        "mark": base.mark_point(filled=True, size=110, opacity=1).encode(
            color=tint, shape=alt.Shape("shape:N", scale=None, legend=None)
        ),
        "name": base.mark_text(align="left", baseline="middle", dx=8, fontSize=13).encode(
            text="text:N", color=tint
        ),
        "note": base.mark_text(
            align="left", baseline="top", dx=4, dy=4, fontSize=12, color=_COLOURS.quiet
        ).encode(text="text:N"),
    }
    return canvas.spec(canvas.finish(layers, WIDE, _TALL, "light"))


def _held(found: Found) -> pa.Table:
    low, high = BOUNDS
    end = len(NOTES) - 0.2
    marks: list[canvas.Mark] = [
        {"part": "bounds", "x": -0.4, "x2": end, "y": low, "y2": high},
        {"part": "even", "x": -0.4, "x2": end, "y": 80, "y2": 80},
        {"part": "note", "x": -0.4, "y": low, "text": f"band: {low:.0f} to {high:.0f} %"},
    ]
    outcomes = [found[AS_ASSUMED.name][notes] for notes in NOTES]
    marks += _line("levels", [outcome.levels.percent for outcome in outcomes], _LEVELS)
    marks += _line("fit", [outcome.fits.percent for outcome in outcomes], _FIT)
    return canvas.table(marks, _COLUMNS)


def _line(name: str, percents: list[float], look: tuple[str, str]) -> list[canvas.Mark]:
    style = {"colour": look[0], "shape": look[1]}
    marks = [style | {"part": "mark", "x": at, "y": y} for at, y in enumerate(percents)]
    for at, (y, y2) in enumerate(pairwise(percents)):
        marks.append(style | {"part": "between", "x": at, "x2": at + 1, "y": y, "y2": y2})
    marks.append(style | {"part": "name", "x": len(percents) - 1, "y": percents[-1], "text": name})
    return marks


def _best(whole: RunOutcome) -> pa.Table:
    colour, shape = _LEVELS
    marks: list[canvas.Mark] = [
        {"part": "even", "x": 0, "x2": 100, "y": 0, "y2": 100},
        {"part": "note", "x": 0, "y": 100, "text": "up: came true"},
    ]
    for fifth in whole.fifths:
        at = {"x": fifth.said, "y": fifth.true}
        marks.append({"part": "mark", "colour": colour, "shape": shape} | at)
        sentence = f"{fifth.said:.0f} % said, {fifth.true:.0f} % true"
        if fifth.said < 60:
            marks.append({"part": "name", "colour": colour, "text": sentence} | at)
    return canvas.table(marks, _COLUMNS)
