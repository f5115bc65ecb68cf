"""Kills a migration before each of its statements, one life after the other.

Given: the vault's file, its key, the folder of the scripts. After each life it says whether the
file is whole, its version, and how many notes are in it.
"""

import os
import sys
from pathlib import Path

from sqlalchemy import event, text

from data.vault import migration
from data.vault.sqlite import sqlite_engine_for_migration

path, key, scripts = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3])
migration._SCRIPTS = scripts


def life(statements: int) -> None:
    """Migrate until so many statements have begun, or to the end."""
    engine = sqlite_engine_for_migration(path, key)
    count = 0

    def before(*_: object) -> None:
        nonlocal count
        count += 1
        if count == statements:
            os.kill(os.getpid(), 9)

    event.listen(engine, "before_cursor_execute", before)
    migration.migrate(engine)
    os._exit(0)


for number in range(1, 500):
    child = os.fork()
    if child == 0:
        life(number)
    if os.waitpid(child, 0)[1] == 0:
        break
    engine = sqlite_engine_for_migration(path, key)
    with engine.connect() as connection:
        whole = connection.execute(text("PRAGMA integrity_check")).scalar()
        rows = connection.execute(text("SELECT count(*) FROM notes")).scalar()
        print(whole, migration.version_of(connection), rows)
    engine.dispose()
