"""Two fences: the program asks for one owner's rows, and the database shows no others."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from data import engines
from data.errors import BadSetting, NameTaken, VaultBusy, VaultUnreachable
from data.settings import Settings
from data.vault.open_vaults import close_vaults, open_vault
from data.vault.postgres import name_owner, postgres_engine
from data.vault.tables import metadata
from tests.rig import cluster as clusters
from tests.rig.people import ALICE, BOB, a_jot, a_therapist
from tests.rig.server import ROOT

TABLES = [table.name for table in metadata.sorted_tables]


@pytest.fixture
def filled(on_postgres: Settings) -> Settings:
    for owner in (ALICE, BOB):
        vault = open_vault(on_postgres, owner)
        vault.save(a_therapist())
        vault.save(a_jot())
        vault.drafts.keep("note", "half a sentence")
    return on_postgres


def test_without_an_owner_no_row_is_visible(filled: Settings, database: str) -> None:
    engine = postgres_engine(database)
    with engine.connect() as connection:
        for table in TABLES:
            count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            assert count == 0, table
    engine.dispose()


def test_an_owner_sees_own_rows_only_even_when_all_are_asked_for(
    filled: Settings, database: str
) -> None:
    engine = postgres_engine(database)
    with engine.connect() as connection:
        name_owner(connection, ALICE)
        for table in ("vaults", "therapists", "notes", "drafts"):
            owners = connection.execute(text(f"SELECT DISTINCT owner FROM {table}")).scalars().all()
            assert owners == [ALICE], table
    engine.dispose()


def test_an_owner_is_forgotten_when_the_transaction_ends(filled: Settings, database: str) -> None:
    engine = postgres_engine(database)
    with engine.connect() as connection:
        name_owner(connection, ALICE)
        connection.commit()
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 0
    engine.dispose()


def test_behind_somebody_s_lock_it_ends_within_seconds_in_words(
    filled: Settings, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = create_engine(
        cluster.replace("postgresql:", "postgresql+psycopg:").replace("@/postgres", "@/rapport")
    )
    close_vaults()
    monkeypatch.setattr("data.engines._LIMITS", "-c lock_timeout=300")
    vault = open_vault(filled, ALICE)
    with admin.begin() as connection:
        connection.execute(text("LOCK TABLE therapists"))
        for action in (vault.records, lambda: vault.save(a_jot())):
            with pytest.raises(VaultBusy, match="Try again in a moment"):
                action()
    admin.dispose()
    assert len(vault.records().therapists) == 1


def test_frozen_it_ends_within_seconds_in_words_and_what_follows_is_saved(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes every connection and each question, and never answers: a disk that hangs."""
    monkeypatch.setattr(engines, "TO_WAKE", 0.3)
    monkeypatch.setattr(engines, "TO_ANSWER", 0.6)
    monkeypatch.setattr(engines, "TO_CONNECT", 2)
    close_vaults()
    vault = open_vault(filled, ALICE)
    vault.save(a_jot("before"))
    at_work = vault._transactions
    with pytest.raises(VaultUnreachable), at_work.begin(writes=True) as at, frozen(_backend(at)):
        at.execute(text("SELECT 1"))
    with at_work.begin(writes=False) as at:
        idle = _backend(at)
    with frozen(idle):
        vault.save(a_jot("by another connection"))
    with at_work.begin(writes=False) as at:
        idle = _backend(at)
    whole = int(subprocess.check_output(["ps", "-o", "ppid=", "-p", str(idle)]))
    with frozen(whole, idle):
        began = time.monotonic()
        with pytest.raises(VaultUnreachable, match="does not answer"):
            vault.save(a_jot("lost"))
        assert time.monotonic() - began < 5
    vault.save(a_jot("after"))
    texts = [note.text for note in vault.records().notes]
    assert texts[-3:] == ["before", "by another connection", "after"]


@contextmanager
def frozen(*processes: int) -> Iterator[None]:
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def _backend(at: Connection) -> int:
    found: int = at.execute(text("SELECT pg_backend_pid()")).scalar_one()
    return found


def test_the_limits_are_in_force_for_the_app_and_not_for_a_migration(database: str) -> None:
    limits = []
    for patient in (False, True):
        engine = postgres_engine(database, patient=patient)
        with engine.connect() as connection:
            ask = (text(f"SHOW {name}") for name in ("lock_timeout", "statement_timeout"))
            limits.append([connection.execute(entry).scalar_one() for entry in ask])
        engine.dispose()
    assert limits == [["5s", "15s"], ["0", "0"]]


def test_nobody_can_write_a_row_for_another(filled: Settings, database: str) -> None:
    engine = postgres_engine(database)
    with engine.connect() as connection:
        name_owner(connection, ALICE)
        with pytest.raises(DBAPIError, match="row-level security"):
            connection.execute(
                text("INSERT INTO drafts VALUES (:owner, 'note', 'x', now())"), {"owner": BOB}
            )
    engine.dispose()


def test_every_table_shows_rows_to_their_owner_only(filled: Settings, database: str) -> None:
    engine = postgres_engine(database)
    with engine.connect() as connection:
        forced = connection.execute(
            text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        ).scalars()
        assert set(forced) == set(TABLES)
        owned = connection.execute(
            text("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        )
        assert owned.scalar_one() == 0, "the role the app runs under must own nothing"
    engine.dispose()


def test_every_key_begins_with_the_owner(filled: Settings, database: str) -> None:
    engine = postgres_engine(database)
    inspector = inspect(engine)
    for table in TABLES:
        keys = [inspector.get_pk_constraint(table)["constrained_columns"]]
        keys += [key["column_names"] for key in inspector.get_unique_constraints(table)]
        keys += [key["constrained_columns"] for key in inspector.get_foreign_keys(table)]
        assert all(key[0] == "owner" for key in keys), table
    engine.dispose()


def test_the_example_is_a_vault_of_its_own(filled: Settings) -> None:
    assert open_vault(filled, ALICE, example=True).records().notes == ()


@pytest.mark.parametrize("url", ["mysql://here/there", "sqlite:///a.db", "nonsense"])
def test_only_postgresql_is_spoken(url: str) -> None:
    with pytest.raises(BadSetting, match="RAPPORT_DATABASE_URL"):
        postgres_engine(url)


def test_no_role_has_what_everybody_is_given_by_itself(filled: Settings, cluster: str) -> None:
    statements = (ROOT / "docs/hosting/public.sql").read_text("utf-8")
    admin = clusters.admin(cluster.replace("@/postgres", "@/rapport"))
    with admin.connect() as connection:
        for role in ("rapport_readers", "somebody"):
            connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        connection.exec_driver_sql(statements.replace("%", "%%"))
        asked = {
            "connect": "has_database_privilege(:role, 'rapport', 'CONNECT')",
            "temporary tables": "has_database_privilege(:role, 'rapport', 'TEMP')",
            "large objects": "has_function_privilege(:role, 'lo_create(oid)', 'EXECUTE')",
            "schema": "has_schema_privilege(:role, 'public', 'USAGE')",
        }
        has = {
            role: {
                what
                for what, question in asked.items()
                if connection.execute(text(f"SELECT {question}"), {"role": role}).scalar_one()
            }
            for role in ("rapport_app", "rapport_readers", "somebody")
        }
        connection.execute(text("DROP ROLE somebody"))
    admin.dispose()
    assert has == {
        "rapport_app": {"connect", "schema"},
        "rapport_readers": {"connect", "schema"},
        "somebody": set(),
    }
    assert open_vault(filled, ALICE).records().therapists


def test_a_name_that_grows_when_it_is_folded_is_kept(on_postgres: Settings) -> None:
    vault = open_vault(on_postgres, ALICE)
    for name in ("\N{LATIN SMALL LETTER SHARP S}" * 60, "\u0390" * 60):
        vault.save(a_therapist(name))
    assert len(vault.records().therapists) == 2
    with pytest.raises(NameTaken):
        vault.save(a_therapist("\N{LATIN SMALL LETTER SHARP S}" * 60))
