"""Spreadsheets (XLSX, XLS, ODS) as rows of plain text, one sheet at a time.

What a file costs is looked at before it is unpacked: a small file can hold more than any memory.
Must only be called in a process of its own (`workbook_process`): a damaged file can end it.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from data.errors import TableEmpty, TableProtected, TableTooLarge, TableUnreadable

ZIP: Final = b"PK\x03\x04"
OLD: Final = b"\xd0\xcf\x11\xe0"
"""How an XLS file begins, and an XLSX that a password closes."""

LARGEST: Final = 20_000_000
"""Bytes of a file."""
MOST_ROWS, MOST_COLUMNS = 50_000, 200
UNPACKED: Final = 120_000_000
_MOST_STRINGS: Final = 1_000_000
_MOST_PARTS: Final = 2_000

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_AT = re.compile(rb'\br="([A-Z]{1,4})([0-9]{1,8})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_HOLDS = re.compile(rb"<(?:\w+:)?(?:v|is)>[^<]|<(?:\w+:)?is>")
_REPEATED_CELL = re.compile(
    rb"<table:table-cell\b[^>]*number-columns-repeated=\"([0-9]+)\"[^>]*office:value", re.DOTALL
)
_REPEATED_ROW = re.compile(
    rb"<table:table-row\b[^>]*number-rows-repeated=\"([0-9]+)\"[^>]*>(.*?)</table:table-row>",
    re.DOTALL,
)
_OPEN_TABLE = re.compile(rb"<table:table\b(?!-)")
_OPEN_TAG = re.compile(rb"<table:(?:covered-)?table-(row|cell)\b(?!-)[^>]*>")
_LONGEST_FORMAT: Final = 255
_LITERAL = re.compile(rb"&quot;.*?&quot;|\[[^\]]*\]|\\.|_.|;.*")
"""What a format shows as it stands: texts, colours and locales, and how other values look."""
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')


@dataclass(frozen=True)
class Sheet:
    """One sheet as text, from its first line on. ``names``: all sheets, those to be seen first.

    ``unfinished``: cells that hold a formula without a result, as (line, place in it), from 0.
    """

    names: tuple[str, ...]
    name: str
    lines: tuple[tuple[str, ...], ...]
    unfinished: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class _Marks:
    percents: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    months: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    unfinished: tuple[tuple[int, int], ...] = ()


def sheet_of(content: bytes, name: str | None = None) -> Sheet:
    """Return a sheet of a workbook: the one called ``name``, else the first that can be seen.

    Raises `TableUnreadable`, `TableProtected`, `TableTooLarge` or `TableEmpty`.
    """
    if content.startswith(ZIP):
        _refuse_bombs(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names, at = _sheets(book, name)
            sheet = book.get_sheet_by_name(book.sheets_metadata[at].name)
            _refuse_width(sheet)
            marks = _marks(content, at) if content.startswith(ZIP) else _Marks()
            rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 100)
            merged = sheet.merged_cell_ranges or []
    except PasswordError:
        raise TableProtected from None
    except (TableTooLarge, TableEmpty, MemoryError):
        raise
    except CalamineError:
        raise (
            TableProtected if b"E\0n\0c\0r\0y\0p\0t\0e\0d" in content else TableUnreadable
        ) from None
    except Exception:  # noqa: BLE001 - a damaged spreadsheet fails in a hundred ways
        raise TableUnreadable from None
    lines = [
        [
            _cell(
                value,
                percent=(row, column) in marks.percents,
                month=(row, column) in marks.months,
            )
            for column, value in enumerate(cells)
        ]
        for row, cells in enumerate(rows)
    ]
    _fill(lines, merged)
    return Sheet(
        names, book_name(names, name), tuple(tuple(line) for line in lines), marks.unfinished
    )


def book_name(names: tuple[str, ...], name: str | None) -> str:
    """Return the sheet that is read where ``name`` was asked for."""
    return name if name in names else names[0]


def _sheets(book: CalamineWorkbook, name: str | None) -> tuple[tuple[str, ...], int]:
    """Return the names of the sheets, hidden ones last, and which of the file is to be read."""
    found = book.sheets_metadata
    if not found:
        raise TableEmpty
    order = sorted(
        range(len(found)), key=lambda at: (found[at].visible != SheetVisibleEnum.Visible, at)
    )
    names = tuple(found[at].name for at in order)
    return names, next((at for at in order if found[at].name == name), order[0])


def _fill(lines: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Have what stands in merged cells stand in each line that they reach over."""
    for (top, left), (bottom, _) in merged[:5_000]:
        if top < len(lines) and left < len(lines[top]):
            for line in lines[top + 1 : min(bottom + 1, len(lines))]:
                if left < len(line) and not line[left]:
                    line[left] = lines[top][left]


def _cell(value: Any, *, percent: bool, month: bool) -> str:
    found = value
    match value:
        case date() if month and value.day == 1:
            found = f"{value:%Y-%m}"  # which is all that is shown, and all that was typed
        case datetime():
            found = value.date().isoformat()
        case time():
            found = value.isoformat("minutes")
        case bool():
            found = "yes" if value else "no"
        case int() | float() if percent:
            found = f"{round(value * 100, 6):g}%"
        case float() if value.is_integer():
            found = int(value)
    return str(found).replace("\x00", "")


def _refuse_width(sheet: CalamineSheet) -> None:
    """Raise `TableTooLarge` for more columns than a table of notes has, before cells are made."""
    if sheet.end is not None and sheet.end[1] >= MOST_COLUMNS:
        raise TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)


def _refuse_bombs(content: bytes) -> None:
    """Raise `TableTooLarge` for a file that unpacks to more than any table of notes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            bomb = _is_bomb(packed)
    except Exception:  # noqa: BLE001 - a damaged ZIP fails in a hundred ways
        raise TableUnreadable from None
    if bomb:
        raise TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)


def _is_bomb(packed: zipfile.ZipFile) -> bool:
    parts = {part.filename: part.file_size for part in packed.infolist()}
    if len(packed.infolist()) > _MOST_PARTS or sum(parts.values()) > UNPACKED:
        return True
    if "xl/sharedStrings.xml" in parts:
        return packed.read("xl/sharedStrings.xml").count(b"<si") > _MOST_STRINGS
    return "content.xml" in parts and _repeats_much(packed.read("content.xml"))


def _repeats_much(xml: bytes) -> bool:
    """Return whether the few cells of an ODS are said to stand in very many places."""
    cells = sum(int(found[1]) for found in _REPEATED_CELL.finditer(xml))
    rows = sum(
        int(found[1]) * max(1, found[2].count(b"office:value"))
        for found in _REPEATED_ROW.finditer(xml)
        if b"office:value" in found[2]
    )
    return cells > MOST_COLUMNS * 1_000 or rows > MOST_ROWS * 20


def _marks(content: bytes, at: int) -> _Marks:
    """Return what the values alone do not say: percents, months, formulas without a result.

    Raises `TableTooLarge` where a filled cell stands too far out: all before it would be made.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "content.xml" in packed.namelist():
            return _Marks(frozenset(_open_percents(packed.read("content.xml"), at)))
        if "xl/workbook.xml" not in packed.namelist():
            return _Marks()
        xml = packed.read(_part(packed, at))
        percent, monthly = _styles(packed)
    percents, months, unfinished = set(), set(), []
    for found in _CELL.finditer(xml):
        match = _AT.search(found[1])
        inside = found[2]
        if match is None or not inside:
            continue
        row, column = int(match[2]) - 1, _column(match[1])
        if row > MOST_ROWS + 50 or column > MOST_COLUMNS:
            raise TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)
        if b"<f" in inside and not _HOLDS.search(inside):
            unfinished.append((row, column))
        style = _STYLE.search(found[1])
        if style and int(style[1]) in percent:
            percents.add((row, column))
        if style and int(style[1]) in monthly:
            months.add((row, column))
    return _Marks(frozenset(percents), frozenset(months), tuple(unfinished))


def _open_percents(xml: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield where a percentage stands in the sheet in this place of an ODS, as (line, cell)."""
    begins = [found.start() for found in _OPEN_TABLE.finditer(xml)]
    line = cell = 0
    lines = 1
    for tag in _OPEN_TAG.finditer(xml, begins[at], [*begins, len(xml)][at + 1]):
        many = _times(tag[0])
        if tag[1] == b"row":
            line, lines, cell = line + (lines if cell else 0), many, 0
            continue
        if b'office:value-type="percentage"' in tag[0]:
            for row in range(line, min(line + lines, MOST_ROWS + 100)):
                yield from ((row, column) for column in range(cell, min(cell + many, MOST_COLUMNS)))
        cell += many


def _times(tag: bytes) -> int:
    found = _REPEATED.search(tag)
    return int(found[1]) if found else 1


def _part(packed: zipfile.ZipFile, at: int) -> str:
    """Return the name of the part that holds the sheet in this place of the workbook."""
    sheets = re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", packed.read("xl/workbook.xml"))
    found = re.search(rb'\b\w+:id="([^"]+)"', sheets[at])
    links = re.findall(
        rb"<(?:\w+:)?Relationship\b[^>]*>", packed.read("xl/_rels/workbook.xml.rels")
    )
    for link in links:
        name, target = re.search(rb'\bId="([^"]+)"', link), re.search(rb'\bTarget="([^"]+)"', link)
        if found and name and target and name[1] == found[1]:
            path = html.unescape(target[1].decode())
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    raise TableUnreadable


def _styles(packed: zipfile.ZipFile) -> tuple[set[int], set[int]]:
    """Return the numbers of the styles that show a value in percent, and of those as a month."""
    if "xl/styles.xml" not in packed.namelist():
        return set(), set()
    xml = packed.read("xl/styles.xml")
    percents, months = {9, 10}, {17}
    for found in re.findall(rb"<(?:\w+:)?numFmt\b[^>]*>", xml):
        number, code = (
            re.search(rb'numFmtId="(\d+)"', found),
            re.search(rb'formatCode="([^"]*)"', found),
        )
        if number and code and b"%" in code[1]:
            percents.add(int(number[1]))
        if number and code and _is_month(code[1]):
            months.add(int(number[1]))
    block = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    styles = re.findall(rb"<(?:\w+:)?xf\b[^>]*>", block[0]) if block else []
    numbers = [re.search(rb'numFmtId="(\d+)"', style) for style in styles]
    formats = {at: int(number[1]) for at, number in enumerate(numbers) if number}
    return (
        {at for at, number in formats.items() if number in percents},
        {at for at, number in formats.items() if number in months},
    )


def _is_month(code: bytes) -> bool:
    """Return whether a format shows month and year of a date, and no day or time."""
    plain = set(_LITERAL.sub(b"", code[:_LONGEST_FORMAT]).lower())
    return set(b"my") <= plain and not set(b"dhs") & plain


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1
