"""Tables of links: made once, closed to everybody who does not name a door, and never by chance."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.errors import LinksNotMade, LinksUnreachable
from data.settings import Settings, read_settings
from data.sharing.link_store import (
    Readers,
    has_store,
    sweep,
)
from data.sharing.link_tables import metadata, readers_engine
from data.sharing.token import door_of, new_token
from data.vault_path import readers_path
from tests.data.sharing.conftest import put


def test_what_is_kept_names_nobody(readers: Readers) -> None:
    columns = {column.name for table in metadata.sorted_tables for column in table.columns}
    assert columns == {
        *("door", "version", "public_key", "sealed", "phrase", "ends_at", "paused"),
        *("openings_left", "wrong", "rests_until", "ended_at", "id", "at", "outcome", "opened"),
    }


def test_a_server_lists_no_links(readers_url: str) -> None:
    settings = read_settings().model_copy(
        update={"readers_url": Settings.model_validate({"readers_url": readers_url}).readers_url}
    )
    readers = Readers(settings)
    token = put(readers)
    engine = readers_engine(settings)
    with engine.connect() as connection:
        doors = connection.execute(text("SELECT door FROM shared_pages")).scalars().all()
        assert door_of(token) not in doors
        fenced = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        names = set(connection.execute(text(fenced)).scalars())
        assert names == {"shared_pages", "openings", "earlier_openings"}
        for table in ("openings", "earlier_openings"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        with pytest.raises(DBAPIError, match="must be owner"):
            connection.execute(text("ALTER TABLE shared_pages DISABLE ROW LEVEL SECURITY"))
    engine.dispose()


def test_tables_that_were_not_made_are_named(home: object, cluster: str) -> None:
    settings = Settings.model_validate({"readers_url": cluster})
    with pytest.raises(LinksNotMade):
        Readers(settings).look(door_of(new_token()))
    readers_engine(settings).dispose()


def test_a_place_that_gives_way_says_so(home: object) -> None:
    settings = read_settings()
    settings.home.mkdir(parents=True)
    readers_path(settings.home).write_bytes(b"no database at all" * 100)
    with pytest.raises(LinksUnreachable):
        Readers(settings)


def test_where_there_never_were_links_nothing_is_made(home: object, cluster: str) -> None:
    settings = read_settings()
    sweep(settings)
    assert not readers_path(settings.home).exists()
    elsewhere = Settings.model_validate({"readers_url": cluster})
    assert not has_store(settings.model_copy(update={"readers_url": elsewhere.readers_url}))
    readers_engine(elsewhere).dispose()
