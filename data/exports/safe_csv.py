"""Tables as CSV that a spreadsheet opens without running anything in them."""

import pandas as pd

# Full-width signs are read as formulas too, after spreadsheets have made them plain.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LEADS_TO_ONE = ("\t", "\r", "\n")


def write_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know that.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, which
    spreadsheets do not show (OWASP, "CSV Injection").
    """
    safe = table.copy()
    for column in safe.select_dtypes(include=["object", "string"]):
        safe[column] = safe[column].map(harmless, na_action="ignore")
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(text: object) -> object:
    """Return a cell such that no spreadsheet runs it."""
    if isinstance(text, str) and (
        text.startswith(_LEADS_TO_ONE) or text.lstrip().startswith(_STARTS_A_FORMULA)
    ):
        return f"'{text}"
    return text
