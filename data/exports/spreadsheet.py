"""Notes and ratings as tables: one row a note, one row a rating; for CSV and for a spreadsheet.

Both carry the words of the archive, so that a table can be brought in again with its columns named.
"""

import io
from collections import Counter
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
from data.table_form import DIMENSIONS, LONGEST_CELL, NOTES, RATINGS


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
    columns = [*NOTES, *titles.values()]
    return pd.DataFrame(rows, columns=columns, dtype=object).fillna("")


def _titles(rated: list[str], dimensions: dict[str, Dimension]) -> dict[str, str]:
    """Return a column's title for each dimension: its name, with the key where that is not enough.

    Nobody who reads it could tell two dimensions with one name apart, also where one was not rated.
    """
    names = {key: dimension.name for key, dimension in dimensions.items()}
    names |= {key: key for key in rated if key not in names}
    alike = Counter([*NOTES, *(" ".join(name.split()).casefold() for name in names.values())])
    return {
        key: names[key]
        if alike[" ".join(names[key].split()).casefold()] == 1
        else f"{names[key]} ({key})"
        for key in rated
    }


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
    return pd.DataFrame(rows, columns=list(RATINGS), dtype=object)


def dimensions_table(records: Records) -> pd.DataFrame:
    """Return one row for each own dimension or goal, and for each built-in one under a new name."""
    rows: list[tuple[str, ...]] = [
        (
            *(own.name, own.key, "goal" if own.goal else own.kind),
            *(own.low_end, own.high_end, "yes" if own.hidden else ""),
        )
        for own in records.dimensions
    ]
    rows += [
        (change.name or "", change.key, "renamed", "", "", "yes" if change.hidden else "")
        for change in records.renamed
    ]
    return pd.DataFrame(rows, columns=list(DIMENSIONS), dtype=object)


def notes_csv(records: Records) -> bytes:
    """Return the notes as CSV, safe to open in a spreadsheet."""
    return write_csv(notes_table(records))


def ratings_csv(records: Records) -> bytes:
    """Return the ratings as CSV, safe to open in a spreadsheet."""
    return write_csv(ratings_table(records))


def workbook(records: Records) -> bytes:
    """Return everything that tables hold as an XLSX file, a sheet each, without any formula.

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
            "Dimensions": dimensions_table(records),
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
