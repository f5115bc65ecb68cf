"""Tables drawn from notes as people and programs write them, brought in again by first guesses.

Each must come back as the notes it was drawn from, or something must be asked or named. A note that
is another one, and nobody was asked, is a silent error. Run: python -m tests.rig.drawn_tables
"""

import csv
import io
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from xlsxwriter import Workbook

from data.errors import TableError
from data.imports.days import guess_orders, without_year
from data.imports.scales import Rated, guess_scale, guess_words
from data.imports.table_mapping import Mapped, Taken, guess_kinds, take_table
from data.imports.table_reader import Table, read_table
from data.imports.table_shapes import shape_of
from data.model.note import Note
from data.model.records import Records

TODAY: Final = date(2026, 11, 1)
_DIMENSIONS: Final = Records().known_dimensions()
_NAMES: Final = ("Wren", "Birch", "Łucja", "Weißdorn", "Éloïse", "Ольха", "楓", "Juniper")
_TEXTS: Final = (
    "She waited for me.", "Too fast; I said so.", "Früh müde, aber gut.", "a, b and c", "",
    'He said "no" twice', "Two\nlines", "- a list\n- of two", "=1+1 is two", "'quoted", "3,5 of it",
    "Źle spałem", "Привет, мир", "急がされなかった。", "5 stars", "it's 7/10",
)  # fmt: skip
_GERMAN: Final = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_ORDERS: Final[tuple[Callable[[date], str], ...]] = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day.month}/{day.day}/{day:%y}",
    lambda day: f"{day:%d.%m.%y}",
    lambda day: f"{day:%y-%m-%d}",
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: f"{day:%a}, {day:%d/%m/%Y} 19:30",
    lambda day: f"{day.isoformat()}T12:00:00Z",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%d.%m.}",
    lambda day: f"{day:%G}-W{day:%V}-{day:%u}",
    lambda day: str((day - date(1899, 12, 30)).days),
    lambda day: f"{day:%d-%b-%y}",
    lambda day: f"{day:%G}W{day:%V}{day:%u}",
    lambda day: f"{_GERMAN[day.weekday()]}, {day.day}.{day.month}.{day.year}",
)
_LADDER: Final = ("never", "rarely", "sometimes", "often", "always")
_MOODS: Final = ("awful", "bad", "meh", "good", "rad")
_STEPS: Final = (0, 3, 5, 8, 10)
_SEVEN: Final = (0, 2, 3, 5, 7, 8, 10)
_LADDERS: Final = (
    *(_LADDER, _MOODS),
    ("nie", "selten", "manchmal", "oft", "immer"),
    ("sehr schlecht", "schlecht", "mittel", "gut", "sehr gut"),
    ("not at all", "a little", "somewhat", "quite", "very"),
    ("Very Bad", "Bad", "OK", "Good", "Very Good"),
    ("jamais", "rarement", "parfois", "souvent", "toujours"),
)


@dataclass(frozen=True)
class _DrawnScale:
    """A way to write a rating: the steps that it can say, and how.

    ``turned``: whether its high end is low, which only the person can say.
    """

    steps: Sequence[int]
    write: Callable[[int], str]
    turned: bool = False


def _words(ladder: Sequence[str]) -> _DrawnScale:
    return _DrawnScale(_STEPS, lambda step: ladder[_STEPS.index(step)])


_SCALES: Final = (
    _DrawnScale(range(11), str),
    _DrawnScale(range(11), lambda step: f"{step}/10"),
    _DrawnScale(range(0, 11, 2), lambda step: str(step // 2)),
    _DrawnScale(_STEPS, lambda step: str(_STEPS.index(step) + 1)),
    _DrawnScale(_SEVEN, lambda step: str(_SEVEN.index(step) + 1)),
    # Stars with empty ones, without them, and as another sign.
    _DrawnScale(range(0, 11, 2), lambda step: "★" * (step // 2) + "☆" * (5 - step // 2)),
    _DrawnScale(range(2, 11, 2), lambda step: "★" * (step // 2)),
    _DrawnScale(range(2, 11, 2), lambda step: "⭐" * (step // 2)),
    _DrawnScale(range(1, 11), lambda step: "★" * step),
    # Percents.
    _DrawnScale(range(11), lambda step: f"{step * 10}%"),
    _DrawnScale(range(11), lambda step: f"{step * 10},0 %"),
    _DrawnScale(range(11), lambda step: str(step * 10)),
    _DrawnScale(range(11), lambda step: f"{step / 10:g}".replace(".", ",")),
    # Decimal commas; halves go up.
    _DrawnScale(range(11), lambda step: f"{step},0"),
    _DrawnScale(range(1, 11), lambda step: f"{step - 1},5"),
    _DrawnScale(range(10), lambda step: f"{step},25"),
    _DrawnScale(range(11), lambda step: f"{step},0/10"),
    _DrawnScale(range(0, 11, 2), lambda step: f"{step // 2},0"),
    # Turned round.
    _DrawnScale(range(11), lambda step: str(10 - step), turned=True),
    _DrawnScale(range(11), lambda step: f"{10 - step}/10", turned=True),
    _DrawnScale(range(0, 11, 2), lambda step: str(5 - step // 2), turned=True),
    _DrawnScale((0, 2, 5, 7, 10), lambda step: _LADDER[_STEPS.index(10 - step)], turned=True),
    *map(_words, _LADDERS),
)
_ENCODINGS: Final = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1250"),
)
_NOTHING: Final = ("", "n/a", "-", "–", "?", "k.A.", "NaN", "not sure")


@dataclass(frozen=True)
class Drawn:
    """A table as a file, and what it says: day, therapist, text, and ratings by dimension.

    ``turned``: the columns whose high end is low; the person says so when asked for a scale.
    """

    content: bytes
    notes: tuple[tuple[date, str, str, tuple[tuple[str, int], ...]], ...]
    turned: frozenset[str] = frozenset()


def draw(lots: random.Random) -> Drawn:
    """Return a table of a few notes in some dialect, encoding, order of days and scale."""
    write_day = lots.choice(_ORDERS)
    rated = lots.sample(("Pace", "Trust", "Progress"), lots.randint(0, 3))
    scales = {column: lots.choice(_SCALES) for column in rated}
    head = ["Date", "Therapist", "Text", *rated]
    rows, notes = [], []
    for _ in range(lots.randint(1, 12)):
        day = TODAY - timedelta(lots.randint(0, 300))
        name, text = lots.choice(_NAMES), lots.choice(_TEXTS)
        cells, ratings = [], []
        for column in rated:
            if lots.random() < 0.2:
                cells.append(lots.choice(_NOTHING))
                continue
            step = lots.choice(scales[column].steps)
            cells.append(scales[column].write(step))
            ratings.append((column.casefold(), step))
        rows.append([write_day(day), name, text, *cells])
        notes.append((day, name, text.strip(), tuple(sorted(ratings))))
    turned = frozenset(column for column, scale in scales.items() if scale.turned)
    return Drawn(_written([head, *rows], lots), tuple(sorted(notes)), turned)


def _written(rows: Sequence[Sequence[str]], lots: random.Random) -> bytes:
    if lots.random() < 0.15:
        content = io.BytesIO()
        with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
            sheet = book.add_worksheet()
            for at, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write_string(at, column, cell)
        return content.getvalue()
    sign = lots.choice(",;\t|")
    text = io.StringIO()
    dialect = lots.choice((csv.excel, csv.unix_dialect))
    ending = lots.choice(("\n", "\r\n"))
    csv.writer(text, dialect=dialect, delimiter=sign, lineterminator=ending).writerows(rows)
    whole = text.getvalue()
    if lots.random() < 0.1:
        whole = f"My sessions{ending}{whole}"
    if lots.random() < 0.1:
        line = lots.choice((f"sep={sign}", f'"sep={sign}"'))
        whole = f"{line}{ending}{whole}"
    for encoding in lots.sample(_ENCODINGS, len(_ENCODINGS)):
        try:
            return whole.encode(encoding)
        except UnicodeEncodeError:
            continue
    return whole.encode()


def brought(drawn: Drawn) -> Taken | None:
    """Return what a file becomes by first guesses alone; None where something is asked."""
    try:
        table = read_table(drawn.content)
    except TableError:
        return None
    mapped = None if table.decoded else _mapped(table, drawn.turned)
    if mapped is None:
        return None
    found = take_table(table, mapped, Records(), TODAY)
    return None if found.refused else found


def _mapped(table: Table, turned: frozenset[str]) -> Mapped | None:
    shape = shape_of(table, _DIMENSIONS)
    if shape.date is None or shape.therapist is None:
        return None
    values = table.values(shape.date)
    orders = guess_orders(values, TODAY)
    if len(orders) != 1 or without_year(values):
        return None
    rated = [_rated(table, column, key, list(shape.rated)) for column, key in shape.rated.items()]
    kinds = guess_kinds(table.values(shape.kind)) if shape.kind else {}
    if None in rated or None in kinds.values():
        return None
    return Mapped(
        shape.date,
        orders[0],
        therapist_column=shape.therapist,
        kind_column=shape.kind,
        text_columns=shape.texts,
        rated=tuple(replace(column, turned=column.column in turned) for column in rated if column),
    )


def _rated(table: Table, column: str, key: str | None, columns: Sequence[str]) -> Rated | None:
    values = table.values(column)
    guess = guess_scale(values, [table.values(other) for other in columns if other != column])
    words = guess_words(values) if guess.scale == "words" else {}
    if guess.scale is None or key is None or None in words.values():
        return None
    return Rated(column, key, guess.scale, dict(words))


def says(taken: Taken) -> tuple[tuple[date, str, str, tuple[tuple[str, int], ...]], ...]:
    """Return what the notes say, in the form in which they are drawn."""
    names = {therapist.id: therapist.name for therapist in taken.records.therapists}
    return tuple(sorted(_says(note, names) for note in taken.records.notes))


def _says(note: Note, names: dict[UUID, str]) -> tuple[date, str, str, tuple[tuple[str, int], ...]]:
    ratings = ((rating.dimension, int(rating.value)) for rating in note.ratings)
    name = names[note.therapist] if note.therapist else ""
    return note.date, name, note.text, tuple(sorted(ratings))


def count(tables: int, seed: int) -> Counter[str]:
    """Return how many drawn tables came back, were asked about, and were wrong in silence."""
    lots, found = random.Random(seed), Counter[str]()
    for _ in range(tables):
        drawn = draw(lots)
        taken = brought(drawn)
        if taken is None:
            found["asked"] += 1
        elif says(taken) == drawn.notes:
            found["found again"] += 1
        else:
            found["silent errors"] += 1
    return found


def main() -> int:
    """Draw 2,000 tables, print the counts, and fail on a silent error."""
    found = count(2_000, seed=19)
    print(", ".join(f"{found[what]} {what}" for what in ("found again", "asked", "silent errors")))
    return int(found["silent errors"] > 0)


if __name__ == "__main__":
    sys.exit(main())
