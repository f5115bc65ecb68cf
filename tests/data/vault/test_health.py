"""The engine is asked as a watcher asks: nobody's vault is opened for it."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from data.vault import open_vaults as opening
from data.vault.open_vaults import close_vaults, engine_answers


def test_a_home_that_does_not_exist_yet_answers_and_is_not_made(home: Path) -> None:
    assert engine_answers()
    assert not home.exists()
    assert opening._open == {}


@pytest.mark.parametrize("fault", ["a file in its place", "a setting that cannot be used"])
def test_a_home_that_takes_nothing_does_not_answer(
    home: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "a file in its place":
        home.write_text("")
    else:
        monkeypatch.setenv("RAPPORT_PORT", "eight")
    assert not engine_answers()


def test_a_full_disk_is_not_called_well(home: Path) -> None:
    """Nothing can be saved then; a folder that is there and takes an empty file is not enough."""
    home.mkdir()
    with room_for(1000):
        assert not engine_answers()
    assert engine_answers()
    assert list(home.iterdir()) == []


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_database_answers_while_it_is_there(
    database: str, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_DATABASE_URL", database)
    assert engine_answers()
    admin = create_engine(
        cluster.replace("postgresql:", "postgresql+psycopg:").replace("@/postgres", "@/rapport"),
        isolation_level="AUTOCOMMIT",
    )
    with admin.connect() as connection:
        connection.execute(text("ALTER TABLE alembic_version RENAME TO away"))
        try:
            assert not engine_answers()
        finally:
            connection.execute(text("ALTER TABLE away RENAME TO alembic_version"))
    admin.dispose()
    assert engine_answers()
    close_vaults()
    monkeypatch.setenv("RAPPORT_DATABASE_URL", "postgresql://nobody@/none?host=/nowhere")
    assert not engine_answers()
