"""Broken files through every way in: each must end in a sentence or a success.

A refusal must leave the vault as it was. Nothing but a sentence of our own may be raised.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.errors import RapportError
from data.example import example_records
from data.exports.spreadsheet import notes_csv, workbook
from data.imports.archive_merge import MergeChoice, plan
from data.imports.days import guess_orders
from data.imports.scales import Rated
from data.imports.table_mapping import Mapped, take_table
from data.imports.table_reader import read_table
from data.imports.text_files import read_text_file, take_text_files
from data.model.archive import read_archive, write_archive
from data.model.records import Records
from data.settings import Settings
from data.vault.open_vaults import close_vaults, open_vault
from data.vault.vault import Vault

LATER = date(2030, 1, 1)
_ODD: tuple[Any, ...] = (
    *(None, True, -1, 10**30, 0.5, "", "\x00", "=1+1", "\ud83d\ude00", [], {}),
    *("2026-02-30", "x" * 5000),
)


@dataclass
class FileCounts:
    """What came of it."""

    inputs: int = 0
    taken: int = 0
    refused: int = 0
    changed: int = 0
    """Vaults that a refusal changed."""


def fuzz(home: Path, inputs: int, seed: int) -> FileCounts:
    """Bring so many broken files in; return the counts. Any other failure is raised."""
    lots, counted = random.Random(seed), FileCounts()
    vault = open_vault(Settings(home=home), "fuzz")
    vault.take(example_records())
    archive, table, book = (
        make(example_records()) for make in (write_archive, notes_csv, workbook)
    )
    ways: tuple[Callable[[], Records], ...] = (
        lambda: read_archive(_bytes(archive, lots), LATER),
        lambda: read_archive(_values(archive, lots), LATER),
        lambda: _table(_bytes(table, lots), vault, lots),
        lambda: _table(_bytes(book, lots), vault, lots),
        lambda: (
            take_text_files(
                [read_text_file("2026-01-01.md", _bytes(table, lots))], None, LATER
            ).records
        ),
    )
    before = vault.records()
    for number in range(inputs):
        counted.inputs += 1
        choice: MergeChoice = lots.choice(("mine", "theirs", "both"))
        revision = vault.revision()
        try:
            found = plan(before, ways[number % len(ways)](), choice)
            vault.imports.bring(found.add, found.replace, revision)
        except RapportError as error:
            counted.refused += error.sentence.endswith(".")
            counted.changed += vault.revision() != revision
        else:
            counted.taken += 1
            vault.empty()
            vault.take(before)
    close_vaults()
    return counted


def _table(content: bytes, vault: Vault, lots: random.Random) -> Records:
    table = read_table(content)
    column = lots.choice(table.columns)
    orders = guess_orders(table.values(column), LATER)
    mapped = Mapped(
        date_column=column,
        order=orders[0] if orders else "day first",
        therapist_column=lots.choice((None, *table.columns)),
        text_columns=tuple(lots.sample(table.columns, min(2, len(table.columns)))),
        rated=(Rated(lots.choice(table.columns), "pace"),),
    )
    return take_table(table, mapped, vault.records(), LATER).records


def _bytes(content: bytes, lots: random.Random) -> bytes:
    """Return the bytes with some changed, cut out, doubled, or the end missing."""
    broken = bytearray(content)
    for _ in range(lots.choice((0, 1, 3, 30))):
        at = lots.randrange(len(broken) or 1)
        if not broken:
            break
        match lots.randrange(4):
            case 0:
                broken[at] = lots.randrange(256)
            case 1:
                del broken[at : at + lots.randrange(1, 200)]
            case 2:
                broken[at:at] = broken[at : at + lots.randrange(1, 200)]
            case 3 if lots.random() < 0.1:
                del broken[max(1, at) :]
    return bytes(broken)


def _values(content: bytes, lots: random.Random) -> bytes:
    """Return the archive with some values, names or lists replaced, whole as JSON."""
    whole = json.loads(content)
    for _ in range(lots.choice((1, 1, 2, 5))):
        at: Any = whole
        key: Any = "records"
        for _ in range(lots.randint(0, 6)):
            deeper = at[key]
            if not deeper or not isinstance(deeper, (dict, list)):
                break
            at = deeper
            key = lots.choice(list(at)) if isinstance(at, dict) else lots.randrange(len(at))
        if lots.random() < 0.2 and isinstance(at, dict):
            at["unknown"] = at.pop(key)
        else:
            at[key] = lots.choice(_ODD)
        if "records" not in whole:
            break
    return json.dumps(whole).encode("utf-8", "surrogatepass")
