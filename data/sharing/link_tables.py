"""Link tables: where the link store lies, a small file of its own or tables of their own.

Nothing in it says whose a share is. On PostgreSQL a row is shown to whoever names its door, so that
nobody can list them; what is over is shown to all, so that it can be swept.
"""

from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from data.engines import file_engine, server_engine
from data.errors import LinksUnreachable
from data.settings import Settings
from data.vault_path import readers_path

metadata = MetaData()

pages = Table(
    "shared_pages",
    metadata,
    Column("door", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("public_key", LargeBinary),
    Column("sealed", LargeBinary),
    Column("phrase", Text),
    Column("ends_at", BigInteger, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("openings_left", Integer),
    Column("wrong", Integer, nullable=False),
    Column("rests_until", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)
"""Times are seconds since 1970 in UTC. An ended page has neither key nor content."""

openings = Table(
    "openings",
    metadata,
    Column("id", Integer, Identity(), primary_key=True),
    Column("door", String(64), ForeignKey(pages.c.door, ondelete="CASCADE"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("outcome", String(20), nullable=False),
    Index("ix_openings_door", "door"),
)

earlier = Table(
    "earlier_openings",
    metadata,
    Column("door", String(64), ForeignKey(pages.c.door, ondelete="CASCADE"), primary_key=True),
    Column("opened", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
)
"""How often a page was opened before the openings whose times are kept."""

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # an opening that was counted stays counted
    "PRAGMA journal_mode = WAL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
)


def readers_engine(settings: Settings) -> Engine:
    """Return the engine of the readers' store, one for each place. Raises `LinksUnreachable`."""
    url = settings.readers_url or settings.database_url
    if url is not None:
        name = "RAPPORT_READERS_URL" if settings.readers_url else "RAPPORT_DATABASE_URL"
        return _on_server(url.get_secret_value(), name)
    try:
        return _in_file(readers_path(settings.home))
    except (OSError, SQLAlchemyError):
        raise LinksUnreachable from None


def name_door(connection: Connection, door: str) -> None:
    """Show this row, for the rest of the transaction; a file needs no such fence."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT set_config('rapport.door', :door, true)"), {"door": door})


def make_tables(engine: Engine, role: str | None = None) -> None:
    """Make the tables where there are none, and let ``role`` use them."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            _fenced(connection, role)
        else:
            metadata.create_all(connection)


def _fenced(connection: Connection, role: str | None) -> None:
    there = inspect(connection).get_table_names()
    metadata.create_all(connection)
    for table in metadata.sorted_tables:
        if table.name not in there:
            readable = "door = NULLIF(current_setting('rapport.door', true), '')"
            if table is pages:
                readable += " OR ended_at IS NOT NULL OR ends_at <= extract(epoch FROM now())"
            for words in ("ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY"):
                connection.execute(text(f"ALTER TABLE {table.name} {words}"))
            connection.execute(text(f"CREATE POLICY named ON {table.name} USING ({readable})"))
    if role:
        quoted = connection.dialect.identifier_preparer.quote(role)
        for table in metadata.sorted_tables:
            rights = f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table.name} TO {quoted}"
            connection.execute(text(rights))


def has_tables(engine: Engine) -> bool:
    """Return whether the tables were made. Raises `LinksUnreachable`."""
    try:
        with engine.connect() as connection:
            return inspect(connection).has_table(pages.name)
    except (SQLAlchemyError, OSError):
        raise LinksUnreachable from None


@cache
def _on_server(url: str, setting: str) -> Engine:
    return server_engine(url, setting, "rapport readers")


@cache
def _in_file(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    def connect() -> Any:
        path.touch(mode=0o600)
        connection = sqlcipher3.dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        return connection

    engine = file_engine(connect)
    make_tables(engine)
    return engine
