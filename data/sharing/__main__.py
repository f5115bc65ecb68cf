"""`python -m data.sharing migrate`: make the tables for readers of links on PostgreSQL.

Run under the role that owns them, never under the one that serves readers.
"""

import sys

from sqlalchemy.exc import SQLAlchemyError

from data.engines import expect_role
from data.errors import BadSetting, LinksUnreachable
from data.migrate_command import run_migrate
from data.settings import read_settings
from data.sharing.link_tables import make_tables, readers_engine


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 1 after a sentence on stderr."""
    return run_migrate("data.sharing", __doc__, _migrate, arguments)


def _migrate(role: str | None) -> str:
    settings = read_settings()
    if (settings.readers_url or settings.database_url) is None:
        raise BadSetting("RAPPORT_READERS_URL", "it is not set")
    engine = readers_engine(settings)
    try:
        with engine.connect() as connection:
            expect_role(connection, role)
        make_tables(engine, role)
    except SQLAlchemyError:
        raise LinksUnreachable from None
    finally:
        engine.dispose()
    return "The tables for readers of links are there."


if __name__ == "__main__":  # pragma: no cover - the tests call main
    sys.exit(main())
