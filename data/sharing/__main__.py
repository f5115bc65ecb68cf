"""`python -m data.sharing migrate`: make the tables for readers of links on PostgreSQL.

Run under the role that owns them, never under the one that serves readers.
"""

import argparse
import sys

from sqlalchemy.exc import SQLAlchemyError

from data.engines import expect_role
from data.errors import BadSetting, LinksUnreachable, RapportError
from data.settings import read_settings
from data.sharing.link_tables import make_tables, readers_engine


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 1 after a sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python -m data.sharing", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("migrate", help="make the tables where there are none")
    command.add_argument("--role", help="the role that serves readers; it is given its rights")
    given = parser.parse_args(arguments)
    try:
        _migrate(given.role)
    except RapportError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    print("The tables for readers of links are there.")
    return 0


def _migrate(role: str | None) -> None:
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


if __name__ == "__main__":  # pragma: no cover - the tests call main
    sys.exit(main())
