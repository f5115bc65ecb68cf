"""The readers' store on both engines, and a page in it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from data.settings import Settings, read_settings
from data.sharing import link_tables as readers_ground
from data.sharing.__main__ import main
from data.sharing.link_passphrase import kept_phrase
from data.sharing.link_store import Readers, SealedPage
from data.sharing.seal import seal
from data.sharing.token import door_of, new_token, public_key_of

PAGE = b"<p>zq what was chosen</p>"


@pytest.fixture(scope="session")
def readers_url(cluster: str) -> str:
    """Tables made under an owning role; the address of the role that serves readers."""
    admin = create_engine(
        cluster.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        for statement in (
            "CREATE ROLE readers_owner LOGIN",
            "CREATE ROLE readers LOGIN",
            "CREATE DATABASE readers OWNER readers_owner",
        ):
            connection.execute(text(statement))
    admin.dispose()
    owning = cluster.replace("postgres@/postgres", "readers_owner@/readers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_READERS_URL", owning)
        assert main(["migrate", "--role", "readers"]) == 0
        before_the_last_update = create_engine(owning.replace("postgresql:", "postgresql+psycopg:"))
        with before_the_last_update.begin() as connection:
            connection.execute(text("DROP TABLE earlier_openings"))
        before_the_last_update.dispose()
        assert main(["migrate", "--role", "readers"]) == 0, "again brings what is missing"
    readers_ground._on_server.cache_clear()
    return owning.replace("readers_owner@", "readers@")


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest) -> Iterator[Settings]:
    found = read_settings()
    if request.param == "postgres":
        url = SecretStr(request.getfixturevalue("readers_url"))
        found = found.model_copy(update={"readers_url": url})
    yield found
    readers_ground.readers_engine(found).dispose()


@pytest.fixture
def readers(settings: Settings) -> Readers:
    return Readers(settings)


def put(
    readers: Readers,
    *,
    most: int | None = None,
    phrase: str | None = None,
    ends_in: timedelta = timedelta(days=14),
) -> str:
    """Keep a page; return the token of its link."""
    token = new_token()
    door, public = door_of(token), public_key_of(token)
    page = SealedPage(door, 1, seal(PAGE, public, door, 1), phrase and kept_phrase(phrase))
    readers.put(page, public, ends_at=datetime.now(UTC) + ends_in, most=most)
    return token
