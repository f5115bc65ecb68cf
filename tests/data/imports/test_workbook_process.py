"""Spreadsheets that are damaged, claim too much, or take too long: one sentence, and no harm."""

from pathlib import Path
from threading import BoundedSemaphore

import pytest

from data.errors import TableMustWait, TableTooLarge, TableUnreadable
from data.imports import workbook_process
from data.imports.table_reader import read_table

pytestmark = pytest.mark.usefixtures("own_process")

CASES = Path(__file__).parent / "cases"
OLD = (CASES / "old_binary.xls").read_bytes()
CELL = b"\xfd\x00\x0a\x00\x01\x00\x01\x00"
"""The head of the cell in the second row and the second column of `OLD`."""


def test_an_old_binary_spreadsheet_is_read() -> None:
    table = read_table(OLD)
    assert table.columns == ("Date", "Therapist", "Pace", "Text")
    assert table.rows[0] == (2, ("2026-02-01", "Wren", "0.5", "text 1"))


def test_a_cell_that_claims_to_stand_far_out_does_not_end_the_program() -> None:
    assert CELL in OLD
    with pytest.raises(TableUnreadable):
        read_table(OLD.replace(CELL, CELL[:4] + b"\xff\xff\xff\xff"))


def test_a_spreadsheet_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_process, "SECONDS", 0.001)
    with pytest.raises(TableTooLarge):
        read_table(OLD)


def test_nobody_waits_long_for_the_spreadsheets_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_process, "WAIT", 0.01)
    monkeypatch.setattr(workbook_process, "_AT_ONCE", BoundedSemaphore(1))
    with workbook_process._AT_ONCE, pytest.raises(TableMustWait):
        read_table(OLD)
    assert read_table(OLD).rows


def test_the_reader_is_told_no_setting_of_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAPPORT_COOKIE_SECRET", "a secret")
    script = tmp_path / "around"
    script.write_text("#!/bin/sh\nenv > around.txt\nexit 1\n")
    script.chmod(0o700)
    monkeypatch.setattr(workbook_process, "_COMMAND", (str(script),))
    monkeypatch.setattr(workbook_process, "_ROOT", tmp_path)
    with pytest.raises(TableUnreadable):
        read_table(OLD)
    assert "RAPPORT_" not in (tmp_path / "around.txt").read_text()
