"""Everything at once: needs as rows, therapists as columns, and in each cell where somebody is.

On a page the names of both stand beside the picture as text, so that they stay in sight while it
scrolls; `whole_rows` draws them too, for a picture that is saved. As broad as there is room.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import altair as alt
import pyarrow as pa

from components.charts import canvas, cell
from components.charts.cell import COLUMNS, ROW, Column
from components.charts.palette import PALETTES, Theme, sign
from data.fit.order import GOING, Group, groups_of
from data.fit.phrases import rated_count_words, side_words, sure_blocks, sure_word
from data.fit.question import ENDED
from data.fit.report import Cell, Standing
from data.model.therapist import status_words
from data.words import counted

NAMES: Final = 190
"""Pixels of the column of names, on a page and in a saved picture."""

BROAD: Final = 124
"""Pixels that a column has at least."""

GROUP: Final = 22
"""Pixels of the line that names a group of needs."""

_LINE = 16
"""Pixels of a line of a therapist's name in a saved picture."""

_LEFT, _STRIP = 0.02, 0.92
"""Where a strip begins in its column, and how much of it is the strip."""

_MIDDLE, _WORDS = 15, 34
"""Pixels from the top of a row to its strips and to its words."""

_HEAD = 92
"""Pixels of the heads in a saved picture, with names of one line."""

_BLOCKS = 4


@dataclass(frozen=True)
class GridRow:
    """One line of the grid: a group's name, or a need by its place in ``cells``. In pixels."""

    top: int
    tall: int
    group: str = ""
    at: int = -1
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Grid:
    """The columns in order. The needs are those of the report, in the order of `groups_of`."""

    columns: Sequence[Column]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The needs by how much they count."""
        return groups_of(self.columns[0].standing)

    @property
    def must_haves(self) -> Collection[str]:
        """The keys of the must-haves."""
        return {must.dimension.key for must in self.columns[0].standing.musts}

    @property
    def people(self) -> Mapping[str, Column]:
        """The columns by the id of their therapist."""
        return {str(column.standing.therapist.id): column for column in self.columns}

    @cached_property
    def lines(self) -> Sequence[GridRow]:
        """The lines from above: a line for each group, then its needs."""
        lines: list[GridRow] = []
        top = 0
        for group in self.groups:
            name = f"{GOING}, not counted" if group.name == GOING else group.name
            lines.append(GridRow(top, GROUP, group=name))
            top += GROUP
            for at in group.places:
                dimension = self.columns[0].standing.cells[at].dimension
                names = cell.names_of(dimension, NAMES - 12, self.must_haves)
                tall = max(ROW, cell.LINE * len(names) + 8)
                lines.append(GridRow(top, tall, at=at, names=names))
                top += tall
        return lines


def height(grid: Grid) -> int:
    """Return how tall the cells are, in pixels."""
    last = grid.lines[-1]
    return last.top + last.tall


def draw(tall: int, theme: Theme, columns: int, left: int = 0) -> alt.LayerChart:
    """Return the picture of so many columns on an empty dataset named ``rows``.

    ``tall``: its height; ``left``: what names have at its left; both in pixels.
    """
    colours = PALETTES[theme]
    y = canvas.down(tall)
    base = canvas.empty().encode(x=canvas.across(0, columns, left), y=y)
    broad = f"(width - {left}) / {columns}"
    names = canvas.empty().encode(x=alt.value(0), y=y)
    layers = {
        "rule": names.mark_rule(color=colours.line, opacity=0.8).encode(x2=alt.value("width")),
        **cell.layers(base, theme, f"{_STRIP} * {broad} - 20"),
    }
    if left:
        layers |= _names(names, base, theme)
    return canvas.finish(layers, "container", tall, theme)


def _names(names: alt.Chart, base: alt.Chart, theme: Theme) -> dict[str, alt.Chart]:
    """The layers of a saved picture: what stands beside the cells on a page."""
    colours = PALETTES[theme]
    return {
        "group": canvas.words(names, cell.SMALL, colours.quiet, fontWeight=600),
        **cell.name_layers(names, theme),
        "sign": canvas.points(base, 110, xOffset=6),
        "person": canvas.words(base, 15, colours.text, fontWeight=600, dx=18),
        "head": canvas.words(base, cell.SMALL, colours.text),
        "quiet head": canvas.words(base, cell.SMALL, colours.quiet),
        "sure": canvas.words(base, cell.SMALL, colours.quiet, dx=48),
    } | {
        f"block {at}": base.mark_point(
            shape="square", size=70, strokeWidth=1.2, opacity=1, xOffset=6 + 11 * at
        ).encode(
            fill=alt.Fill("colour:N", scale=None, legend=None), stroke=alt.value(colours.quiet)
        )
        for at in range(_BLOCKS)
    }


def rows(grid: Grid, theme: Theme, chosen: tuple[str, str] | None = None) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`.

    ``chosen``: the id and the key of the cell that has a frame.
    """
    return canvas.table(_cells(grid, theme, chosen, 0), COLUMNS)


def whole_height(grid: Grid, broad: int) -> int:
    """Return how tall the picture with its names is, ``broad`` pixels broad."""
    return _heads_height(grid, broad) + height(grid)


def whole_rows(grid: Grid, theme: Theme, broad: int) -> pa.Table:
    """Return what is drawn in a picture that names its rows and columns itself."""
    marks: list[canvas.Mark] = []
    down = _heads_height(grid, broad)
    for at, column in enumerate(grid.columns):
        marks += _head(column, at, _person(grid, column, broad), theme)
    for line in grid.lines:
        marks += _line_names(grid, line, line.top + down)
    return canvas.table([*marks, *_cells(grid, theme, None, down)], COLUMNS)


def _person(grid: Grid, column: Column, broad: int) -> list[str]:
    room = (broad - NAMES) / len(grid.columns) - 26
    return canvas.lines_of(column.standing.therapist.name, room, 15)


def _heads_height(grid: Grid, broad: int) -> int:
    most = max(len(_person(grid, column, broad)) for column in grid.columns)
    return _HEAD + _LINE * (most - 1)


def _head(column: Column, at: int, names: Sequence[str], theme: Theme) -> list[canvas.Mark]:
    colour, shape = sign(column.colour_index, theme)
    standing, colours = column.standing, PALETTES[theme]
    x = {"x": at + _LEFT}
    y = 12 + _LINE * len(names) + 2
    full = sure_blocks(standing)
    return [
        x | {"part": "sign", "y": 12, "colour": colour, "shape": shape},
        *(
            x | {"part": "person", "y": 12 + _LINE * n, "text": text}
            for n, text in enumerate(names)
        ),
        x | {"part": "head", "y": y, "text": rated_count_words(standing)},
        *(
            x
            | {"part": f"block {n}", "y": y + 18}
            | {"colour": colours.quiet if n < full else "transparent"}
            for n in range(_BLOCKS)
        ),
        x | {"part": "sure", "y": y + 18, "text": sure_word(standing)},
        x | {"part": "quiet head", "y": y + 36, "text": status_line(standing)},
    ]


def _line_names(grid: Grid, line: GridRow, top: int) -> list[canvas.Mark]:
    if line.group:
        return [{"part": "group", "y": top + GROUP / 2 + 1, "text": line.group}]
    dimension = grid.columns[0].standing.cells[line.at].dimension
    return cell.name_marks(line.names, top + _MIDDLE, dimension, grid.must_haves)


def says(grid: Grid) -> str:
    """Return the picture in words, for those who do not see it."""
    return " ".join(_says(column.standing) for column in grid.columns)


def _says(standing: Standing) -> str:
    cells = "; ".join(f"{other.dimension.name}: {side_words(other)}" for other in standing.cells)
    return f"{standing.therapist.name}, {rated_count_words(standing)}. {cells}."


def _cells(
    grid: Grid, theme: Theme, chosen: tuple[str, str] | None, down: int
) -> list[canvas.Mark]:
    marks: list[canvas.Mark] = []
    for line in grid.lines:
        top = line.top + down
        if line.group:
            marks.append({"part": "rule", "y": top + 1})
            continue
        for at, column in enumerate(grid.columns):
            need_cell = column.standing.cells[line.at]
            marks += _cell(column, need_cell, at, top, line.tall, theme)
            if chosen == (str(column.standing.therapist.id), need_cell.dimension.key):
                box = {"x": at, "x2": at + 0.97, "y": top + 1, "y2": top + line.tall - 1}
                marks.append({"part": "chosen"} | box)
    return marks


def _cell(
    column: Column, need_cell: Cell, at: int, top: int, tall: int, theme: Theme
) -> list[canvas.Mark]:
    left = at + _LEFT
    who = column.standing.therapist
    marks = cell.marks(
        column,
        need_cell,
        theme,
        lambda value: left + _STRIP * cell.part_of_scale(value),
        top + _MIDDLE,
    )
    y = top + _WORDS
    marks.append(cell.words(need_cell, theme, loud=who.status != ENDED) | {"x": left, "y": y})
    if need_cell.evidence:
        notes = str(len(need_cell.evidence))
        marks.append({"part": "count", "x": left + _STRIP, "y": y, "text": notes})
    box = {"x": at, "x2": at + 0.97, "y": top, "y2": top + tall}
    return [*marks, cell.room(who, need_cell, box)]


def status_line(standing: Standing) -> str:
    """Return what stands last in a head: "staying, 23 notes"."""
    return f"{status_words(standing.therapist.status)}, {counted(standing.notes, 'note')}"
