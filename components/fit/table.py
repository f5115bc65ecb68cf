"""The figures of the pictures as a table, for whoever reads numbers rather than marks."""

import pandas as pd
import streamlit as st

from components.charts.lines import Line
from components.fit.save_pictures import keep
from components.widgets.fold import fold
from data.fit.phrases import side_words

COLUMNS = {
    "Therapist": "str",
    "Dimension": "str",
    "Need from": "Int64",
    "Need to": "Int64",
    "Ratings": "Int64",
    "Inside": "Int64",
    "Level": "Float64",
    "Level, low": "Float64",
    "Level, high": "Float64",
    "In words": "str",
}


def table_fold(lines: list[Line]) -> None:
    """Draw, folded, the figures as a table, with ways to keep them and the pictures."""
    unfolded = fold("The figures as a table, and to keep", "table")
    if unfolded.open:
        with unfolded:
            figures = table(lines)
            st.dataframe(figures, hide_index=True, key="table-figures")
            keep(lines, figures)


def table(lines: list[Line]) -> pd.DataFrame:
    """Return a line for each therapist and need, with the columns `COLUMNS`."""
    rows = [
        (
            line.standing.therapist.name,
            cell.dimension.name,
            cell.need.low,
            cell.need.high,
            len(cell.evidence),
            cell.inside,
            *(
                (
                    round(figure, 1)
                    for figure in (cell.outlook.level, cell.outlook.low, cell.outlook.high)
                )
                if cell.outlook
                else (None, None, None)
            ),
            side_words(cell),
        )
        for line in lines
        for cell in line.standing.cells
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
