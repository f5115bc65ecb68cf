import os
import subprocess
from pathlib import Path

import pytest

from data.errors import VaultHeld
from data.vault.process_lock import hold
from tests.rig.programs import program


def test_a_second_process_is_told_which_one_holds_the_vault(tmp_path: Path) -> None:
    vault = tmp_path / "vault.db"
    with subprocess.Popen(
        program("lock_holder", vault),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(VaultHeld, match=f"process {other.pid}"):
            hold(vault)
        other.communicate("")
    hold(vault).release()


def test_the_holder_writes_its_number_down(tmp_path: Path) -> None:
    lock = hold(tmp_path / "vault.db")
    assert (tmp_path / "vault.holder").read_text() == f"{os.getpid()}\n"
    lock.release()


def test_a_holder_that_left_no_number_is_still_respected(tmp_path: Path) -> None:
    lock = hold(tmp_path / "vault.db")
    (tmp_path / "vault.holder").write_text("?")
    with pytest.raises(VaultHeld, match="another process"):
        hold(tmp_path / "vault.db")
    lock.release()
