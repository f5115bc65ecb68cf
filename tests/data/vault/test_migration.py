import secrets
import subprocess
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from data.errors import VaultDamaged, VaultNewer
from data.settings import read_settings
from data.vault import migration as migrating
from data.vault.backup_files import backups_of
from data.vault.migration import migrate, newest, version_of
from data.vault.open_vaults import close_vaults, open_vault, vault_path
from data.vault.postgres import postgres_engine
from data.vault.sqlite import key_of, sqlite_engine_for_migration
from data.vault.tables import metadata
from tests.rig.people import ALICE, a_jot
from tests.rig.programs import program

NEXT = '''
"""A next version, which rebuilds a parent table."""
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "0003"

def upgrade():
    with op.batch_alter_table("therapists", recreate="always") as batch:
        batch.add_column(sa.Column("more", sa.Text))
    EXTRA
'''

VERSIONS = sorted((migrating._SCRIPTS / "versions").glob("v*.py"))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return sqlite_engine_for_migration(tmp_path / "vault.db", secrets.token_bytes(32))


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations with one more, which a test may write."""
    copy = tmp_path / "migrations"
    (copy / "versions").mkdir(parents=True)
    for name in ("env.py", *(f"versions/{path.name}" for path in VERSIONS)):
        (copy / name).write_text((migrating._SCRIPTS / name).read_text())
    monkeypatch.setattr(migrating, "_SCRIPTS", copy)
    return copy / "versions" / "v9999_next.py"


def fill(connection: Connection) -> None:
    connection.execute(text("INSERT INTO therapists VALUES ('alice', 't', 1, '{}', 'maple')"))
    connection.execute(
        text("INSERT INTO notes VALUES ('alice', 'n', 1, '{}', 't', 'session', '2026-01-01')")
    )
    connection.commit()


def test_a_new_vault_is_of_the_newest_version(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert version_of(connection) == newest() == "0003"


def test_migrating_again_does_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)


def test_the_migrations_make_the_tables_the_program_works_with(
    engine: Engine, database: str
) -> None:
    migrate(engine)
    on_postgres = postgres_engine(database)
    for entry in (engine, on_postgres):
        with entry.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    on_postgres.dispose()


def test_rebuilding_a_parent_table_keeps_its_children(engine: Engine, next_version: Path) -> None:
    migrate(engine)
    with engine.connect() as connection:
        fill(connection)
    next_version.write_text(NEXT.replace("EXTRA", "pass"))
    migrate(engine)
    with engine.connect() as connection:
        assert version_of(connection) == "9999"
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 1
        assert connection.execute(text("SELECT more FROM therapists")).scalar_one() is None


@pytest.mark.parametrize(
    "harm",
    ["op.execute('DELETE FROM notes')", "op.execute('DELETE FROM therapists')"],
    ids=["rows lost", "references broken"],
)
def test_a_migration_that_would_lose_something_changes_nothing(
    engine: Engine, next_version: Path, harm: str
) -> None:
    migrate(engine)
    with engine.connect() as connection:
        fill(connection)
    next_version.write_text(NEXT.replace("EXTRA", harm))
    with pytest.raises(VaultDamaged):
        migrate(engine)
    with engine.connect() as connection:
        assert version_of(connection) == "0003"
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 1
        assert connection.execute(text("SELECT count(*) FROM therapists")).scalar_one() == 1


def test_a_migration_that_fails_half_way_changes_nothing(
    engine: Engine, next_version: Path
) -> None:
    migrate(engine)
    with engine.connect() as connection:
        fill(connection)
    next_version.write_text(NEXT.replace("EXTRA", "raise OSError('power')"))
    with pytest.raises(OSError, match="power"):
        migrate(engine)
    with engine.connect() as connection:
        assert version_of(connection) == "0003"
        columns = connection.execute(text("SELECT * FROM therapists")).keys()
        assert "more" not in columns


def test_killed_at_each_statement_the_old_vault_stands(
    engine: Engine, next_version: Path, tmp_path: Path
) -> None:
    migrate(engine)
    with engine.connect() as connection:
        fill(connection)
    next_version.write_text(NEXT.replace("EXTRA", "pass"))
    run = subprocess.run(
        program(
            "killed_migration",
            tmp_path / "vault.db",
            key_of(engine).hex(),
            next_version.parent.parent,
        ),
        capture_output=True,
        text=True,
        check=True,
    )
    lives = run.stdout.splitlines()
    assert len(lives) > 10
    assert set(lives) == {"ok 0003 1"}
    with engine.connect() as connection:
        assert version_of(connection) == "9999"


def test_before_an_update_a_checked_backup_is_made(
    home: Path, next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot("from before"))
    close_vaults()
    next_version.write_text(NEXT.replace("EXTRA", "pass"))
    vault = open_vault(read_settings(), ALICE)
    (backup,) = backups_of(vault_path(home, ALICE))
    assert backup.why == "before update"
    vault.empty()
    vault.files.put_back(backup.path)
    assert [note.text for note in vault.records().notes] == ["from before"]


def test_a_vault_of_a_newer_program_is_refused(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '4711'"))
    with pytest.raises(VaultNewer, match="newer Rapport"):
        migrate(engine)
