"""The names of the grid's rows and columns as text beside the picture, in sight while it scrolls.

What people typed is escaped here and nowhere else.
"""

from html import escape

from components.charts.cell import Column
from components.charts.grid import GROUP, NAMES, Grid, status_line
from components.widgets.sign import blocks_html, sign_html
from data.fit.phrases import rated_count_words, sure_blocks, sure_word

_KEY = (
    '<span class="band"></span> what you need<br>sign: where they are, line: unsure<br>'
    "number of notes; pale: only one<br>tap a field to read its notes"
)


def heads(grid: Grid) -> str:
    """Return the heads of the columns: sign, name, count, how sure, status and notes."""
    people = "".join(_head(column) for column in grid.columns)
    wide = f"grid-template-columns: {NAMES}px repeat({len(grid.columns)}, minmax(0, 1fr))"
    key = f'<div class="corner">{_KEY}</div>'
    return (
        f'<div class="fit-heads rapport-zoomed" style="{wide}" translate="no">{key}{people}</div>'
    )


def _head(column: Column) -> str:
    standing = column.standing
    return (
        f'<div><div class="person">{sign_html(column.colour_index)}'
        f"<strong>{escape(standing.therapist.name)}</strong></div>"
        f"<div>{rated_count_words(standing)}</div>"
        f"<div>{blocks_html(sure_blocks(standing))} {sure_word(standing)}</div>"
        f'<div class="quiet">{status_line(standing)}</div></div>'
    )


def names(grid: Grid) -> str:
    """Return the names of the rows, each as tall as its row in the picture."""
    cells = grid.columns[0].standing.cells
    drawn = []
    for line in grid.lines:
        if line.group:
            drawn.append(f'<div class="group" style="height:{GROUP}px">{line.group}</div>')
            continue
        dimension = cells[line.at].dimension
        star = '<span class="star">★</span>' if dimension.key in grid.must_haves else ""
        # The ends of the scale where there is room for them.
        ends = f"{escape(dimension.low_end)} → {escape(dimension.high_end)}"
        below = f'<div class="quiet ends">{ends}</div>' if len(line.names) == 1 else ""
        drawn.append(
            f'<div class="need" style="height:{line.tall}px">'
            f"<strong>{star}{escape(dimension.name)}</strong>{below}</div>"
        )
    return f'<div class="fit-names rapport-zoomed" translate="no">{"".join(drawn)}</div>'
