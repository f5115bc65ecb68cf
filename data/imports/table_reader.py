"""A table that some other program wrote, as rows of plain text; nothing in it is run or trusted.

Must never move a cell into another column or a row into another one in silence: lines that do not
fit are named by their number with the reason, and the others are read.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.errors import TableEmpty, TableTooLarge, TableUnreadable, TextUnreadable
from data.formula_guard import unguarded
from data.imports.days import whole_day
from data.imports.workbook import LARGEST, MOST_COLUMNS, MOST_ROWS, OLD, ZIP
from data.imports.workbook_process import read_sheet
from data.table_form import LONGEST_CELL, TableKind, table_kind
from data.text_encoding import LOST, DecodedText, decode_text

_SEPARATORS: Final = ",;\t|"
_LONGEST_NAME: Final = 300
_HEAD_WITHIN: Final = 30
_OTHER_FILES: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:%PDF-|\{\\rtf|<(?:!doctype|html|\?xml|table)|[\[{]\s*[{\"])",
    re.IGNORECASE,
)
"""How files begin that are text, and no table."""
_OPEN_QUOTE: Final = "a quotation mark in it is not closed"
_CUT: Final = (
    "a text in it was cut, as no cell of a spreadsheet holds more; the archive holds it all"
)
_HOLDS_ROWS: Final = (
    "one cell in it holds further lines that look like rows; is a quotation mark not closed?"
)

csv.field_size_limit(LARGEST)  # the longest cell is a matter of notes, not of reading


@dataclass(frozen=True)
class Refused:
    """Row or file that cannot be taken: its number or its name, and why."""

    number: int
    reason: str
    name: str = ""


@dataclass(frozen=True)
class TableChoice:
    """Choices of a person where a file does not say it: each None is found out.

    ``head``: the line that names the columns, from 1; 0 where none does.
    """

    encoding: str | None = None
    sheet: str | None = None
    head: int | None = None


@dataclass(frozen=True)
class Table:
    """Columns by name, and rows with the number they have in the file (its first line is 1).

    ``misfits``: lines that are no row of it. ``remarks``: what a person should know about it.
    ``above``: what stands above the head line. ``own``: which of its tables it is, where Rapport
    saved it. Such a one may be without rows, as a sheet beside others.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    misfits: tuple[Refused, ...] = ()
    remarks: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    head: int = 1
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    decoded: DecodedText | None = None
    own: TableKind | None = None

    def values(self, column: str) -> list[str]:
        """Return what stands in a column, from above, empty cells left out."""
        at = self.columns.index(column)
        return [row[at] for _, row in self.rows if row[at]]

    def refusal(self, number: int, reason: str) -> Refused:
        """Return why one of its rows cannot be taken, with the sheet where there are several."""
        return Refused(number, f"in “{self.sheet}”: {reason}" if self.sheet else reason)


@dataclass(frozen=True)
class _TextLine:
    number: int
    cells: tuple[str, ...]
    problem: str = ""

    @property
    def filled(self) -> int:
        return sum(bool(cell) for cell in self.cells)


def read_table(content: bytes, choice: TableChoice = TableChoice()) -> Table:
    """Return the table in a CSV, XLSX, XLS or ODS file.

    Raises `TableUnreadable`, `TableProtected`, `TableTooLarge` or `TableEmpty`.
    """
    if len(content) > LARGEST:
        raise _too_large()
    if content.startswith((ZIP, OLD)):
        return _of_sheet(content, choice)
    if _OTHER_FILES.match(content):
        raise TableUnreadable
    try:
        decoded = decode_text(content, choice.encoding, names_lost=True)
    except TextUnreadable:
        raise TableUnreadable from None
    head = decoded.text.partition("\n")[0].strip().split(",")
    own = None if decoded.lost else table_kind([cell.strip('\ufeff"') for cell in head])
    lines = list(_csv_lines(decoded.text, own=own is not None))
    table = _table(lines, choice.head, own=own, fixed_width=True)
    if not (table.rows or table.misfits):
        raise TableEmpty
    return replace(table, decoded=None if decoded.encoding.startswith("utf") else decoded)


def _of_sheet(content: bytes, choice: TableChoice) -> Table:
    sheet = read_sheet(content, choice.sheet)
    own = table_kind(sheet.lines[0]) if sheet.lines else None
    clean = unguarded if own else str.strip
    lines = [
        _TextLine(
            number,
            tuple(clean(cell) for cell in cells[: _width(cells)]),
            _CUT if own and any(len(cell) >= LONGEST_CELL for cell in cells) else "",
        )
        for number, cells in enumerate(sheet.lines, 1)
    ]
    table = _table(lines, choice.head, own=own, fixed_width=False)
    remarks = table.remarks + _unfinished(sheet.unfinished, table)
    return replace(table, sheets=sheet.names, sheet=sheet.name, remarks=remarks)


def _unfinished(cells: Sequence[tuple[int, int]], table: Table) -> tuple[str, ...]:
    inside = [(row + 1, column) for row, column in cells if row + 1 > table.head]
    columns = [
        table.columns[at]
        for at in sorted({at for _, at in inside} & set(range(len(table.columns))))
    ]
    if not columns:
        return ()
    rows = ", ".join(str(row) for row in sorted({row for row, _ in inside})[:5])
    names = " and ".join(f"“{name}”" for name in columns)
    sentence = (
        f"Cells of {names} hold a formula without a result (row {rows}) and are empty here. "
        "Open the file in a spreadsheet program, save it there, and choose it again."
    )
    return (sentence,)


def _table(
    lines: Sequence[_TextLine], head: int | None, *, own: TableKind | None, fixed_width: bool
) -> Table:
    """Return the lines as a table. ``fixed_width``: no row may be longer than the head line."""
    filled = [line for line in lines if line.filled or line.problem]
    if len(filled) < (1 if own else 2):
        raise TableEmpty
    at = head if head is not None else 1 if own else _head(filled)
    head_line = next((line for line in filled if line.number == at), None)
    body = [line for line in filled if line.number > (head_line.number if head_line else 0)]
    above = [line for line in filled if head_line and line.number < head_line.number]
    usual = max((_width(line.cells) for line in body), default=0)
    width = len(head_line.cells) if head_line and fixed_width else usual
    width = max(width, _width(head_line.cells) if head_line else 0)
    if width > MOST_COLUMNS:
        raise _too_large()
    columns = _named([*(head_line.cells if head_line else ()), *[""] * width][:width])
    misfits, rows = [], []
    for line in body:
        if reason := line.problem or _misfit(line, width):
            misfits.append(Refused(line.number, reason))
        elif not own and any(LOST in cell for cell in line.cells):
            misfits.append(Refused(line.number, "a letter in it was lost before it came here"))
        else:
            cells = line.cells[:width]
            rows.append((line.number, (*cells, *[""] * (width - len(cells)))))
    if not (rows or misfits or own):
        raise TableEmpty
    if len(rows) + len(misfits) > MOST_ROWS:
        raise _too_large()
    return Table(
        columns,
        tuple(rows),
        tuple(misfits),
        above=tuple(" ".join(cell for cell in line.cells if cell)[:200] for line in above),
        head=head_line.number if head_line else 0,
        own=own,
    )


def _misfit(line: _TextLine, width: int) -> str:
    if _width(line.cells) <= width:
        return ""
    return f"it has {_width(line.cells)} cells, the first line {width}"


def _head(filled: Sequence[_TextLine]) -> int:
    """Return the line that names the columns, 0 where none seems to."""
    widths = sorted(line.filled for line in filled[1:60])
    usual = widths[len(widths) // 2]
    for before, line in enumerate(filled[:_HEAD_WITHIN]):
        if line.filled < min(usual, max(2, usual * 0.6)):
            continue
        if _is_data(line):
            return 0 if before == 0 else filled[before - 1].number
        below = filled[before + 1] if before + 1 < len(filled) else None
        grouped = len({cell for cell in line.cells if cell}) < usual
        if below and grouped and below.filled > line.filled and not _is_data(below):
            return below.number  # names of groups stand above the names of the columns
        return line.number
    return filled[0].number


def _is_data(line: _TextLine) -> bool:
    """Return whether a line holds what no name of a column is: a day, or numbers for the most."""
    cells = [cell for cell in line.cells if cell]
    numbers = sum(bool(re.fullmatch(r"[-+]?[0-9]+([.,][0-9]+)?%?", cell)) for cell in cells)
    days = any(len(cell) < 40 and (day := whole_day(cell)) and day.readings for cell in cells)
    return days or numbers > len(cells) / 2


def column_name(cell: str) -> str:
    """Return how a column with this cell in the head is called: on one line, with plain spaces."""
    return " ".join(cell.split())[:_LONGEST_NAME]


def _named(head: list[str]) -> tuple[str, ...]:
    """Return a name for each column, no two alike."""
    names: list[str] = []
    for at, cell in enumerate(head, 1):
        name = begin = column_name(cell) or f"Column {at}"
        number = 2
        while name in names:
            name, number = f"{begin} ({number})", number + 1
        names.append(name)
    return tuple(names)


def _csv_lines(text: str, *, own: bool) -> Iterator[_TextLine]:
    """Yield the rows of a CSV; a line whose quotation mark stays open is a problem by itself."""
    physical = list(io.StringIO(text, newline=""))
    begin, separator = 0, ""
    if physical and (
        said := re.fullmatch(r'"?sep=(.)"?[ ;,\t]*[\r\n]*', physical[0], re.IGNORECASE)
    ):
        begin, separator = 1, said[1]
    separator = separator or _separator(text)
    found, number = 0, begin
    while begin < len(physical):
        reader = csv.reader(
            iter(physical[begin:]), delimiter=separator, strict=True, skipinitialspace=not own
        )
        ended = 0
        try:
            for cells in reader:
                number, ended = number + 1, reader.line_num
                found += bool(cells)
                if found > MOST_ROWS + _HEAD_WITHIN or len(cells) > MOST_COLUMNS * 10:
                    raise _too_large()
                clean = unguarded if own else str.strip
                problem = "" if own else _rows_inside(cells, separator)
                yield _TextLine(number, tuple(clean(cell) for cell in cells), problem)
            begin = len(physical)
        except csv.Error:
            line, number, found = begin + ended, number + 1, found + 1
            yield _TextLine(number, (physical[line].strip(),), _OPEN_QUOTE)
            begin = line + 1


def _rows_inside(cells: Sequence[str], separator: str) -> str:
    """Return a sentence where a cell of several lines holds what looks like rows of the table."""
    if len(cells) < 2:
        return ""
    for cell in cells:
        for line in cell.splitlines()[1:]:
            parts = [part.strip(' "') for part in line.split(separator)]
            if len(parts) > 1 and any(len(part) < 40 and whole_day(part) for part in parts[:3]):
                return _HOLDS_ROWS
    return ""


def _separator(text: str) -> str:
    """Return what separates the cells: what most lines hold equally often, quotes left out."""

    def even(sign: str) -> tuple[int, int]:
        lines: list[list[str]] = []
        reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=sign)
        try:
            lines.extend(line for line, _ in zip(reader, range(50), strict=False))
        except csv.Error:
            return 0, 0
        widths = [len(line) for line in lines if line]
        usual = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(_SEPARATORS, key=even)


def _width(cells: Sequence[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)


def _too_large() -> TableTooLarge:
    return TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)
