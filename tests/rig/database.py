"""A PostgreSQL of our own, for the tests that need one: started once, empty for each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from data.settings import Settings
from data.vault.open_vaults import close_vaults
from data.vault.tables import metadata
from tests.rig import cluster as clusters


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL of our own, as superuser."""
    with clusters.cluster() as database:
        yield database.url


@pytest.fixture(scope="session")
def migrated(cluster: str) -> str:
    """A database migrated under its owning role; the address of the role the app runs under."""
    return clusters.migrated(cluster)


@pytest.fixture
def database(migrated: str, cluster: str) -> Iterator[str]:
    """The same database, empty again for each test."""
    yield migrated
    close_vaults()
    admin = clusters.admin(cluster.replace("@/postgres", "@/rapport"))
    with admin.connect() as connection:
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names}"))
    admin.dispose()


@pytest.fixture
def on_postgres(database: str, home: Path) -> Settings:
    return Settings(home=home, database_url=SecretStr(database))
