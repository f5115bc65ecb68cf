"""The engines that records and links lie on."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlcipher3.dbapi2
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from data.engines import ImpatientConnection, file_engine, server_engine
from data.errors import BadSetting


@pytest.mark.parametrize("url", ["mysql://here/rapport", "sqlite:///x", "here", ""])
def test_only_postgresql_is_a_server_and_the_setting_is_named(url: str) -> None:
    with pytest.raises(BadSetting, match="RAPPORT_READERS_URL"):
        server_engine(url, "RAPPORT_READERS_URL", "rapport")


def test_a_writer_takes_the_lock_at_once_and_a_reader_does_not(tmp_path: Path) -> None:
    file = str(tmp_path / "file.db")

    def connect() -> sqlcipher3.dbapi2.Connection:
        made = sqlcipher3.dbapi2.connect(file, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA busy_timeout = 0")
        return made

    engine = file_engine(connect)
    with engine.connect() as reading, engine.connect() as writing:
        reading.execution_options(writes=False).execute(text("SELECT 1"))
        writing.execute(text("CREATE TABLE one (number)"))
        with engine.connect() as another, pytest.raises(OperationalError, match="locked"):
            another.exec_driver_sql("SELECT 1")
    engine.dispose()


def test_nothing_is_prepared_for_another_connection_and_a_sign_in_a_password_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PgBouncer hands the next transaction to any session of the server."""
    engine = server_engine("postgresql://a:b@127.0.0.1/c", "RAPPORT_DATABASE_URL", "rapport")
    asked: dict[str, Any] = {}

    def connect(**given: Any) -> None:
        asked.update(given)
        raise psycopg.OperationalError

    monkeypatch.setattr(ImpatientConnection, "connect", connect)
    with pytest.raises(OperationalError):
        engine.connect()
    assert asked["prepare_threshold"] is None
    with pytest.raises(BadSetting, match="RAPPORT_DATABASE_URL cannot be used: a sign @ in its"):
        server_engine("postgresql://a:p@ss@127.0.0.1/c", "RAPPORT_DATABASE_URL", "rapport")
