import secrets
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from data.vault.sqlite import BUSY_MS, sqlite_engine, sqlite_engine_for_migration

KEY = secrets.token_bytes(32)

PRAGMAS = {
    "busy_timeout": BUSY_MS,
    "wal_autocheckpoint": 1,
    "foreign_keys": 1,
    "synchronous": 3,  # EXTRA
    "journal_mode": "wal",
    "trusted_schema": 0,
    "secure_delete": 1,
    "mmap_size": 0,
}


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
def test_every_connection_keeps_the_promises(tmp_path: Path, pragma: str, value: object) -> None:
    engine = sqlite_engine(tmp_path / "vault.db", KEY)
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    engine.dispose()


def test_the_sqlite_in_use_is_one_that_cannot_corrupt_a_shared_wal(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "vault.db", KEY)
    with engine.connect() as connection:
        version = connection.execute(text("SELECT sqlite_version()")).scalar_one()
    engine.dispose()
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)


def test_nothing_that_was_written_can_be_read_from_the_files(tmp_path: Path) -> None:
    marker = "a most private sentence"
    engine = sqlite_engine(tmp_path / "vault.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE private_table (said TEXT)"))
        connection.execute(text("INSERT INTO private_table VALUES (:said)"), {"said": marker})
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} == {"vault.db", "vault.db-wal", "vault.db-shm"}
    whole = b"".join(file.read_bytes() for file in files)
    assert marker.encode() not in whole
    assert b"private_table" not in whole
    engine.dispose()


def test_another_key_opens_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engine = sqlite_engine(tmp_path / "vault.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE one (a)"))
    engine.dispose()
    other = sqlite_engine(tmp_path / "vault.db", secrets.token_bytes(32))
    with pytest.raises(DatabaseError), other.connect() as connection:
        connection.execute(text("SELECT * FROM one"))
    other.dispose()
    assert capfd.readouterr().err == "", "SQLCipher must not write to the log by itself"


def test_errors_do_not_quote_what_was_written(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "vault.db", KEY)
    with engine.connect() as connection, pytest.raises(DatabaseError) as failed:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "private"})
    engine.dispose()
    assert "private" not in str(failed.value)


def test_migrations_run_with_foreign_keys_off(tmp_path: Path) -> None:
    engine = sqlite_engine_for_migration(tmp_path / "vault.db", KEY)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 0
