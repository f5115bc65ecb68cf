import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from psycopg import OperationalError as PsycopgError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.errors import (
    DatabaseRefuses,
    DiskFailing,
    SchemaDiffers,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultFull,
    VaultReadOnly,
    VaultUnreachable,
)
from data.vault.failures import in_plain_words

FILE = Path("vault.db")


def said(error: Exception, vault_path: Path | None) -> VaultError:
    with pytest.raises(VaultError) as caught, in_plain_words(vault_path):
        raise error
    assert caught.value.__suppress_context__
    return caught.value


def failed(kind: type[DBAPIError] = DBAPIError, **details: object) -> DBAPIError:
    original = Exception("a private sentence")
    vars(original).update(details)
    return kind("INSERT", {}, original)


@pytest.mark.parametrize("code", [1, 10, 26])
def test_with_a_full_disk_it_is_the_disk_whatever_the_database_calls_it(
    code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=120_000))
    assert isinstance(said(failed(sqlite_errorcode=code), tmp_path / "vault.db"), VaultFull)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, VaultBusy),
        (6, VaultBusy),
        (8, VaultReadOnly),
        (14, VaultReadOnly),
        (13, VaultFull),
        (10, DiskFailing),
        (778, DiskFailing),  # an extended code of 10
        (11, VaultDamaged),
        (26, VaultDamaged),
    ],
)
def test_what_sqlite_says_in_plain_words(code: int, kind: type[VaultError]) -> None:
    assert type(said(failed(sqlite_errorcode=code), FILE)) is kind


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, VaultFull),
        (errno.EDQUOT, VaultFull),
        (errno.EFBIG, VaultFull),
        (errno.EIO, DiskFailing),
        (errno.EACCES, VaultReadOnly),
        (errno.EROFS, VaultReadOnly),
    ],
)
def test_what_a_disk_says_in_plain_words(number: int, kind: type[VaultError]) -> None:
    assert type(said(OSError(number, "a private path"), FILE)) is kind


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("42P01", SchemaDiffers),
        ("42501", SchemaDiffers),
        ("40001", VaultBusy),
        ("55P03", VaultBusy),
        ("53100", VaultFull),
        ("57P01", VaultUnreachable),
        (None, VaultUnreachable),
    ],
)
def test_what_postgresql_says_in_plain_words(state: str | None, kind: type[VaultError]) -> None:
    assert type(said(failed(sqlstate=state), None)) is kind


@pytest.mark.parametrize(
    "words",
    [
        'FATAL:  password authentication failed for user "rapport_app"',
        'FATAL:  role "nobody" does not exist',
        'FATAL:  database "nothing" does not exist',
        "fe_sendauth: no password supplied",
    ],
)
def test_a_database_that_lets_nobody_in_names_the_setting(words: str) -> None:
    refused = OperationalError("", {}, PsycopgError(f"connection failed: {words}"))
    text = said(refused, None)
    assert type(text) is DatabaseRefuses
    assert "RAPPORT_DATABASE_URL" in str(text)
    assert "nobody" not in str(text)
    away = OperationalError("", {}, PsycopgError("connection failed: Connection refused"))
    assert type(said(away, None)) is VaultUnreachable


def test_a_twin_that_was_faster_is_a_busy_vault() -> None:
    assert type(said(failed(IntegrityError, sqlstate="23505"), None)) is VaultBusy


def test_no_free_connection_is_a_busy_vault() -> None:
    assert type(said(PoolTimeout(), FILE)) is VaultBusy


def test_the_database_s_own_words_are_dropped() -> None:
    assert "private" not in str(said(failed(sqlite_errorcode=10), FILE))


def test_what_is_no_failure_of_the_database_passes() -> None:
    with pytest.raises(ZeroDivisionError), in_plain_words(FILE):
        SimpleNamespace(broken=1 / 0)
