"""The backup recipe for PostgreSQL in docs/hosting.md, tried: out of one database, into another."""

import os
import subprocess
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import create_engine, text

from data.settings import Settings
from data.vault.open_vaults import close_vaults, open_vault
from tests.rig.equipment import postgres
from tests.rig.people import ALICE, BOB, a_jot, a_therapist


def test_what_was_dumped_comes_back_for_its_owners_and_nobody_else(
    on_postgres: Settings, database: str, cluster: str, tmp_path: Path
) -> None:
    programs = postgres()
    assert programs
    for owner in (ALICE, BOB):
        vault = open_vault(on_postgres, owner)
        vault.save(a_therapist(f"{owner}'s"))
        vault.save(a_jot())
        vault.drafts.keep("note", "half a sentence")
    whole, here = tmp_path / "rapport.dump", cluster.replace("@/postgres", "@/rapport")

    subprocess.run([programs / "pg_dump", "-Fc", f"--file={whole}", here], check=True)
    without_right = subprocess.run(
        [programs / "pg_dump", "-Fc", f"--file={os.devnull}", database],
        check=False,
        capture_output=True,
    )
    assert without_right.returncode, "the app's role must not be able to dump what others keep"
    admin = create_engine(
        cluster.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE again OWNER rapport_owner"))
    there = cluster.replace("@/postgres", "@/again")
    subprocess.run(
        [programs / "pg_restore", "--exit-on-error", f"--dbname={there}", whole], check=True
    )

    again = Settings(
        home=tmp_path, database_url=SecretStr(database.replace("@/rapport", "@/again"))
    )
    for owner in (ALICE, BOB):
        before, after = open_vault(on_postgres, owner), open_vault(again, owner)
        assert after.records() == before.records()
        assert after.drafts.text("note") == "half a sentence"
    assert open_vault(again, "charlie").records().notes == ()
    close_vaults()
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE again"))
    admin.dispose()
