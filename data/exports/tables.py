"""Notes and ratings as tables: one row a note, one row a rating; for CSV and for a spreadsheet.

Both carry the words of the archive, so that a table can be brought in again with its columns named.
"""

import io
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from data.exports.safe_csv import harmless, write_csv
from data.model.dimension import Dimension
from data.model.records import Records

LONGEST_CELL = 32_767
"""Characters that fit into one cell of a spreadsheet; the archive and the CSV hold all."""

_FIRST = (
    *("date", "until", "kind", "therapist", "text", "worked on", "helped", "did not help"),
    *("would I go back", "sessions"),
)


def notes_table(records: Records) -> pd.DataFrame:
    """Return one row a note, by day; ratings in a column for each dimension that was rated."""
    names = {therapist.id: therapist.name for therapist in records.therapists}
    dimensions = records.known_dimensions()
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
    dimensions = records.known_dimensions()
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
    """Return notes and ratings as an XLSX file of two sheets. No cell in it is a formula."""
    book = Workbook(write_only=True)
    for title, table in (("Notes", notes_table(records)), ("Ratings", ratings_table(records))):
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, name, head=True) for name in table.columns])
        for row in table.itertuples(index=False):
            sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: Any, *, head: bool = False) -> Any:
    plain = _fitting(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=plain)
    if isinstance(plain, str):
        cell.data_type = "s"  # text, whatever it begins with
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font = Font(bold=True)
    return cell


def _fitting(text: str) -> str:
    safe = harmless(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
    return str(safe)[:LONGEST_CELL]
