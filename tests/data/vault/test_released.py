"""A vault and an archive of every released version open, and hold what they held."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from data.model.archive import read_archive
from data.settings import read_settings
from data.vault.migration import newest, version_of
from data.vault.open_vaults import LOCAL, open_vault, vault_path
from tests.released.__main__ import DELETED, DRAFT, HERE

RELEASED = sorted(path for path in HERE.iterdir() if (path / "vault.db").exists())
each = pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)


@each
def test_a_vault_of_a_released_version_opens_with_everything_in_it(
    folder: Path, home: Path
) -> None:
    path = vault_path(home, LOCAL)
    path.parent.mkdir(parents=True)
    for name in ("vault.db", "vault.key"):
        shutil.copy(folder / name, path.parent)
    vault = open_vault(read_settings(), LOCAL)
    assert vault.records() == read_archive((folder / "archive.json").read_bytes(), date(2030, 1, 1))
    assert vault.drafts.text("note:new") == DRAFT
    with vault._transactions.engine.connect() as connection:
        assert version_of(connection) == newest()
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        deleted = connection.execute(text("SELECT body FROM removed")).scalars().all()
    assert [DELETED in body for body in deleted] == [True]


@each
def test_an_archive_of_a_released_version_comes_in_whole(folder: Path, home: Path) -> None:
    records = read_archive((folder / "archive.json").read_bytes(), date(2030, 1, 1))
    vault = open_vault(read_settings(), LOCAL)
    vault.take(records)
    assert vault.records() == records
    assert len(records.notes) > 40


def test_there_is_one_to_open() -> None:
    assert RELEASED
