"""A PostgreSQL of our own, for the tests that need one: started once, empty for each of them."""

import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, create_engine, text

from data.settings import Settings
from data.vault.__main__ import main
from data.vault.opening import close_vaults
from data.vault.tables import metadata
from tests.equipment import postgres


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL of our own on a socket in a temporary folder; its address as superuser."""
    programs = postgres()
    assert programs is not None, "run “make test”, which looks for PostgreSQL"
    # PostgreSQL refuses to run as root.
    user = None if os.geteuid() else _somebody_else()
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if user:
            os.chown(folder, *user)
        who = {"user": user[0], "group": user[1], "extra_groups": []} if user else {}

        def run(*command: object) -> None:
            subprocess.run(command, check=True, capture_output=True, **who)  # type: ignore[call-overload]

        data = str(folder / "data")
        run(programs / "initdb", *f"-D {data} -U postgres -A trust -E UTF8 -N".split())
        options = f"-c fsync=off -c listen_addresses='' -k {folder}"
        control = [programs / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log")]
        run(*control, "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")


def _somebody_else() -> tuple[int, int]:
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return entry.pw_uid, entry.pw_gid


@pytest.fixture(scope="session")
def migrated(cluster: str) -> str:
    """A database migrated under its owning role; the address of the role the app runs under."""
    admin = _admin(cluster)
    with admin.connect() as connection:
        for statement in (
            "CREATE ROLE rapport_owner LOGIN",
            "CREATE ROLE rapport_app LOGIN",
            "CREATE DATABASE rapport OWNER rapport_owner",
        ):
            connection.execute(text(statement))
    admin.dispose()
    owning = cluster.replace("postgres@/postgres", "rapport_owner@/rapport")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_DATABASE_URL", owning)
        assert main(["migrate", "--role", "rapport_app"]) == 0
    return owning.replace("rapport_owner@", "rapport_app@")


@pytest.fixture
def database(migrated: str, cluster: str) -> Iterator[str]:
    """The same database, empty again for each test."""
    yield migrated
    close_vaults()
    admin = _admin(cluster.replace("@/postgres", "@/rapport"))
    with admin.connect() as connection:
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names}"))
    admin.dispose()


def _admin(url: str) -> Engine:
    address = url.replace("postgresql:", "postgresql+psycopg:")
    return create_engine(address, isolation_level="AUTOCOMMIT")


@pytest.fixture
def on_postgres(database: str, home: Path) -> Settings:
    return Settings(home=home, database_url=SecretStr(database))
