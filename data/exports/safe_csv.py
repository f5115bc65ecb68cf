"""Tables as CSV that a spreadsheet opens without running anything in them."""

import pandas as pd

from data.formula_guard import guarded


def write_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know that.

    Names of columns and texts that a spreadsheet would run get an apostrophe, which spreadsheets
    do not show.
    """
    safe = table.copy()
    for column in safe.select_dtypes(include=["object", "string"]):
        safe[column] = safe[column].map(harmless, na_action="ignore")
    safe.columns = pd.Index([guarded(str(name)) for name in safe.columns])
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(cell: object) -> object:
    """Return a cell such that no spreadsheet runs it."""
    return guarded(cell) if isinstance(cell, str) else cell
