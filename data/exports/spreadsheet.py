"""Notes and ratings as tables: one row a note, one row a rating; for CSV and for a spreadsheet.

Both carry the words of the archive, so that a table can be brought in again with its columns named.
"""

import io
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.exports.safe_csv import write_csv
from data.exports.search_tables import search_table, therapists_table
from data.formula_guard import guarded
from data.model.agreed import answer_words
from data.model.dimension import Dimension
from data.model.records import Records

LONGEST_CELL = 32_767
"""Characters that fit into one cell of a spreadsheet; the archive and the CSV hold all."""

_FIRST = (
    *("date", "until", "kind", "therapist", "text", "worked on", "helped", "did not help"),
    *("would I go back", "sessions", "agreed", "take along", "agreed before"),
)


def notes_table(records: Records) -> pd.DataFrame:
    """Return one row a note, by day; ratings in a column for each dimension that was rated."""
    names = {therapist.id: therapist.name for therapist in records.therapists}
    dimensions = records.scales()
    rated = sorted({rating.dimension for note in records.notes for rating in note.ratings})
    titles = _titles(rated, dimensions)
    rows = [
        {
            "date": note.date.isoformat(),
            "until": note.until.isoformat() if note.until else "",
            "kind": note.kind,
            "therapist": names.get(note.therapist, "") if note.therapist else "",
            "text": note.text,
            "worked on": note.worked_on,
            "helped": note.helped,
            "did not help": note.did_not_help,
            "would I go back": note.go_back or "",
            "sessions": note.sessions if note.sessions is not None else "",
            "agreed": note.agreed,
            "take along": note.take_along,
            "agreed before": answer_words(note.agreed_before),
            **{titles[rating.dimension]: rating.value for rating in note.ratings},
        }
        for note in records.notes
    ]
    columns = [*_FIRST, *titles.values()]
    return pd.DataFrame(rows, columns=columns, dtype=object).fillna("")


def _titles(rated: list[str], dimensions: dict[str, Dimension]) -> dict[str, str]:
    """Return a column's title for each dimension, no two alike."""
    titles: dict[str, str] = {}
    for key in rated:
        name = dimensions[key].name if key in dimensions else key
        alike = name.casefold() in {*_FIRST, *(title.casefold() for title in titles.values())}
        titles[key] = f"{name} ({key})" if alike else name
    return titles


def ratings_table(records: Records) -> pd.DataFrame:
    """Return one row a rating: when, whom, on which dimension, how much, and what is needed."""
    names = {therapist.id: therapist.name for therapist in records.therapists}
    dimensions = records.scales()
    rows = [
        {
            "date": note.date.isoformat(),
            "kind": note.kind,
            "therapist": names.get(note.therapist, "") if note.therapist else "",
            "dimension": dimensions[rating.dimension].name
            if rating.dimension in dimensions
            else rating.dimension,
            "key": rating.dimension,
            "rating": rating.value,
            "was that right": rating.right or "",
        }
        for note in records.notes
        for rating in note.ratings
    ]
    columns = ["date", "kind", "therapist", "dimension", "key", "rating", "was that right"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def notes_csv(records: Records) -> bytes:
    """Return the notes as CSV, safe to open in a spreadsheet."""
    return write_csv(notes_table(records))


def ratings_csv(records: Records) -> bytes:
    """Return the ratings as CSV, safe to open in a spreadsheet."""
    return write_csv(ratings_table(records))


def workbook(records: Records) -> bytes:
    """Return notes, ratings, therapists and search steps as an XLSX file, a sheet each, no formula.

    It is made in memory: nothing of it is written to the disk on the way.
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheets = {
            "Notes": notes_table(records),
            "Ratings": ratings_table(records),
            "Therapists": therapists_table(records),
            "Search": search_table(records),
        }
        for title, table in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for row, cells in enumerate([tuple(table.columns), *table.itertuples(index=False)]):
                for column, cell in enumerate(cells):
                    _write(sheet, row, column, cell, wrapped if row else bold)
    for sheet in book.worksheets():
        sheet.table.clear()  # sheet and book name each other, so all cells would stay for long
    return content.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Any, look: Format) -> None:
    if not isinstance(cell, str):
        sheet.write_number(row, column, int(cell), look)
    elif cell:
        sheet.write_string(row, column, guarded(cell)[:LONGEST_CELL], look)
