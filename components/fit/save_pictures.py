"""Save: the answer as one picture, its figures as a table and a file, made when asked for."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from components.charts import canvas
from components.charts import grid as chart
from components.charts.cell import Column
from components.charts.export_sheet import Picture, png, svg, undrawable
from components.charts.grid import NAMES, Grid
from components.session import vault_later
from components.widgets.as_typed import plain
from data.exports.safe_csv import write_csv
from data.fit.order import needs_in_order
from data.fit.phrases import side_words

BROAD = 1400
"""Pixels of the picture: one page, to be put into a mail."""

COLUMNS = {
    "Therapist": "str",
    "Need": "str",
    "Need from": "Int64",
    "Need to": "Int64",
    "Ratings": "Int64",
    "Inside": "Int64",
    "Level": "Float64",
    "Level, low": "Float64",
    "Level, high": "Float64",
    "In words": "str",
}


def save_pictures(grid: Grid, headline: str) -> None:
    """Draw the buttons that save what is shown as PNG, SVG and CSV, and the figures."""
    figures, mine = table(grid.columns), vault_later()

    def while_open(make: Callable[[], bytes]) -> bytes:
        mine()  # a vault that was locked meanwhile gives out nothing
        return make()

    made: dict[str, tuple[str, Callable[[], bytes]]] = {
        "Picture (PNG)": ("image/png", lambda: png([picture(grid, headline)], broad=BROAD)),
        "Picture (SVG)": ("image/svg+xml", lambda: svg([picture(grid, headline)], broad=BROAD)),
        "Figures (CSV)": ("text/csv", lambda: write_csv(figures)),
    }
    with st.container(horizontal=True):
        for label, (kind, make) in made.items():
            ending = label[-4:-1].lower()
            st.download_button(
                label,
                data=partial(while_open, make),
                file_name=f"rapport-fit.{ending}",
                mime=kind,
                key=f"keep-{ending}",
                on_click="ignore",
            )
    st.caption("What you save is outside your vault: put it where only you can open it.")
    names = [column.standing.therapist.name for column in grid.columns]
    if signs := undrawable(names):
        st.caption(
            f"The picture cannot draw these signs on this computer: {plain(' '.join(signs))}. "
            "The SVG draws them on a computer that can."
        )
    st.dataframe(
        figures, hide_index=True, key="table-figures", alt="The figures of the grid as a table."
    )


def picture(grid: Grid, headline: str) -> Picture:
    """Return the whole grid with its names on one page, under the answer."""
    spec = canvas.prepared(
        chart.draw, "light", len(grid.columns), NAMES, tall=chart.whole_height(grid, BROAD)
    )
    return Picture(headline, spec, chart.whole_rows(grid, "light", BROAD))


def table(columns: Sequence[Column]) -> pd.DataFrame:
    """Return a line for each therapist and need in their order, with the columns `COLUMNS`."""
    rows = [
        (
            column.standing.therapist.name,
            cell.dimension.name,
            cell.need.low,
            cell.need.high,
            len(cell.evidence),
            cell.inside,
            *(
                (
                    round(value, 1)
                    for value in (cell.outlook.level, cell.outlook.low, cell.outlook.high)
                )
                if cell.outlook
                else (None, None, None)
            ),
            side_words(cell),
        )
        for column in columns
        for cell in (column.standing.cells[at] for at in needs_in_order(column.standing))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
