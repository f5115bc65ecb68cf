"""A PostgreSQL of our own on a socket in a temporary folder, with the roles of docs/hosting.md."""

import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine, create_engine, text

from data.vault.__main__ import main
from tests.rig.equipment import postgres


@dataclass(frozen=True)
class Cluster:
    """A running one. ``url``: its address as superuser."""

    url: str
    _control: tuple[object, ...]
    _options: str
    _who: dict[str, object]

    def restart(self) -> None:
        """Break off whatever it does, and start it again."""
        self._run("-m", "immediate", "stop")
        self.start()

    def start(self) -> None:
        self._run("-o", self._options, "start")

    def stop(self) -> None:
        self._run("-m", "immediate", "stop")

    def _run(self, *more: str) -> None:
        run([*self._control, *more], self._who)


def run(command: list[object], who: dict[str, object]) -> None:
    # To a file: a server that is started would hold a pipe open for as long as it lives.
    with tempfile.TemporaryFile() as output:
        subprocess.run(command, check=True, stdout=output, stderr=output, **who)  # type: ignore[call-overload]


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Make one and start it; nothing of it stays."""
    programs = postgres()
    assert programs is not None, "run “make test”, which looks for PostgreSQL"
    # PostgreSQL refuses to run as root.
    user = None if os.geteuid() else _somebody_else()
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if user:
            os.chown(folder, *user)
        who: dict[str, object] = (
            {"user": user[0], "group": user[1], "extra_groups": []} if user else {}
        )
        data = str(folder / "data")
        run([programs / "initdb", *f"-D {data} -U postgres -A trust -E UTF8 -N".split()], who)
        database = Cluster(
            f"postgresql://postgres@/postgres?host={folder}",
            (programs / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log")),
            f"-c fsync=off -c listen_addresses='' -k {folder}",
            who,
        )
        database.start()
        try:
            yield database
        finally:
            database.stop()


def migrated(url: str) -> str:
    """Make a database under its owning role; return the address for the role of the app."""
    engine = admin(url)
    with engine.connect() as connection:
        for statement in (
            "CREATE ROLE rapport_owner LOGIN",
            "CREATE ROLE rapport_app LOGIN",
            "CREATE DATABASE rapport OWNER rapport_owner",
        ):
            connection.execute(text(statement))
    engine.dispose()
    owning = url.replace("postgres@/postgres", "rapport_owner@/rapport")
    with patch.dict(os.environ, {"RAPPORT_DATABASE_URL": owning}):
        assert main(["migrate", "--role", "rapport_app"]) == 0
    return owning.replace("rapport_owner@", "rapport_app@")


def admin(url: str) -> Engine:
    """Return an engine for statements that stand outside of any transaction."""
    address = url.replace("postgresql:", "postgresql+psycopg:")
    return create_engine(address, isolation_level="AUTOCOMMIT")


def _somebody_else() -> tuple[int, int]:
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return entry.pw_uid, entry.pw_gid
