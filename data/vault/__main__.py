"""`python -m data.vault migrate`: bring the tables on PostgreSQL to this version.

Run under the role that owns the tables, never under the one the app uses.
"""

import sys

from data.engines import expect_role
from data.errors import BadSetting, StillRunning
from data.migrate_command import run_migrate
from data.settings import read_settings
from data.vault.failures import in_plain_words
from data.vault.migration import migrate, newest, version_of
from data.vault.postgres import grant, others_at, postgres_engine


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 1 after a sentence on stderr."""
    return run_migrate("data.vault", __doc__, _migrate, arguments)


def _migrate(role: str | None) -> str:
    url = read_settings().database_url
    if url is None:
        raise BadSetting("RAPPORT_DATABASE_URL", "it is not set")
    engine = postgres_engine(url.get_secret_value(), patient=True)
    try:
        with in_plain_words(None):
            with engine.connect() as connection:
                expect_role(connection, role)
                if version_of(connection) != newest() and others_at(connection):
                    raise StillRunning
            migrate(engine)
            if role:
                with engine.begin() as connection:
                    grant(connection, role)
    finally:
        engine.dispose()
    return f"The tables are of version {newest()}."


if __name__ == "__main__":  # pragma: no cover - the tests call main
    sys.exit(main())
