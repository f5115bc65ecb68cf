"""Migration from one version of the tables to the next, in one transaction or not at all."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select, table

from data.errors import VaultDamaged, VaultNewer

_SCRIPTS = Path(__file__).parent / "migrations"


def newest() -> str:
    """Return the version of the tables that this program works with."""
    return _newest_in(_SCRIPTS, (_SCRIPTS / "versions").stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _newest_in(scripts: Path, _changed_at: int) -> str:
    """Read the scripts once in a process: it takes longer than all else at opening a vault."""
    return str(ScriptDirectory(str(scripts)).get_current_head())


def version_of(connection: Connection) -> str | None:
    """Return the version of the tables that are there, None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def needs_migration(engine: Engine) -> bool:
    """Return whether there are tables of an older version that this program knows."""
    with engine.connect() as connection:
        present = version_of(connection)
    return present is not None and present != newest() and _is_ours(present)


def migrate(engine: Engine, path: Path | None = None) -> None:
    """Bring the tables to the newest version.

    ``path`` is the file, for the sentence in an error. Raises `VaultNewer` when they are of a
    version that this program does not know, and `VaultDamaged` when rows would be lost.
    """
    with engine.connect() as connection:
        present = version_of(connection)
        if present == newest():
            return
        if present is not None and not _is_ours(present):
            raise VaultNewer
        before = rows_in_tables(connection)
        command.upgrade(_config(connection), "head")
        after = rows_in_tables(connection)
        lost = any(after.get(name, 0) != rows for name, rows in before.items())
        if lost or _broken_references(connection):
            raise VaultDamaged(path or Path("the database"))
        connection.commit()


def _is_ours(version: str) -> bool:
    scripts = ScriptDirectory(str(_SCRIPTS)).walk_revisions()
    return version in {script.revision for script in scripts}


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def rows_in_tables(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has, but for the one that holds the version."""
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in tables
    }


def _broken_references(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return False
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None
