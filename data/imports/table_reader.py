"""A table that some other program wrote, as rows of plain text; nothing in it is run or trusted."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from openpyxl import load_workbook

from data.errors import TableEmpty, TableTooLarge, TableUnreadable

LARGEST: Final = 20_000_000
"""Bytes of a file."""
MOST_ROWS, MOST_COLUMNS = 50_000, 200
_UNPACKED: Final = 200_000_000
_SEPARATORS: Final = ",;\t|"
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class Table:
    """Columns by name, and rows with the number they have in the file (its first line is 1)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def values(self, column: str) -> list[str]:
        """Return what stands in a column, from above, empty cells left out."""
        at = self.columns.index(column)
        return [row[at] for _, row in self.rows if row[at]]


def read_table(content: bytes) -> Table:
    """Return the table in a CSV or XLSX file.

    Raises `TableUnreadable`, `TableTooLarge` or `TableEmpty`.
    """
    if len(content) > LARGEST:
        raise TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)
    lines = _spreadsheet(content) if content.startswith(_ZIP) else _csv(content)
    filled = [(number, cells) for number, cells in enumerate(lines, 1) if any(cells)]
    if len(filled) < 2:
        raise TableEmpty
    width = max(len(cells) for _, cells in filled)
    if len(filled) > MOST_ROWS + 1 or width > MOST_COLUMNS:
        raise TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)
    (_, head), *rows = filled
    return Table(
        _named([*head, *[""] * (width - len(head))]),
        tuple((number, (*cells, *[""] * (width - len(cells)))) for number, cells in rows),
    )


def _named(head: list[str]) -> tuple[str, ...]:
    """Return a name for each column, no two alike."""
    names: list[str] = []
    for at, cell in enumerate(head, 1):
        name = begin = " ".join(cell.split())[:60] or f"Column {at}"
        number = 2
        while name in names:
            name, number = f"{begin} ({number})", number + 1
        names.append(name)
    return tuple(names)


def _csv(content: bytes) -> list[list[str]]:
    text = decoded(content)
    if "\x00" in text:
        raise TableUnreadable
    try:
        return [
            [_without_guard(cell.strip()) for cell in line]
            for line in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        ]
    except csv.Error:
        raise TableUnreadable from None


def decoded(content: bytes) -> str:
    """Return the text in a file, in whichever of the usual encodings it is."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(name)
            except UnicodeDecodeError:
                continue
    return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """Return what separates the cells: what most lines hold equally often, quotes left out."""

    def even(sign: str) -> tuple[int, int]:
        try:
            lines = list(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=sign))[:50]
        except csv.Error:
            return 0, 0
        widths = [len(line) for line in lines if line]
        usual = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(_SEPARATORS, key=even)


def _without_guard(cell: str) -> str:
    """Return a cell without the apostrophe that our own tables put before what looks a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in "=+-@\t" else cell


def _spreadsheet(content: bytes) -> list[list[str]]:
    try:
        lines = list(_lines(content))
    except TableTooLarge:
        raise
    except Exception:  # noqa: BLE001 - a damaged spreadsheet fails in a hundred ways
        raise TableUnreadable from None
    return [line[: _width(line)] for line in lines]


def _lines(content: bytes) -> Iterator[list[str]]:
    too_large = TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(member.file_size for member in packed.infolist()) > _UNPACKED:
            raise too_large
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    for number, line in enumerate(sheet.iter_rows(values_only=True)):
        if number > MOST_ROWS or len(line) > MOST_COLUMNS * 10:
            raise too_large
        yield [_cell(value) for value in line]


def _width(line: list[str]) -> int:
    return next((at for at in range(len(line), 0, -1) if line[at - 1]), 0)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
    return _without_guard(str(value).replace("\x00", "").strip())
