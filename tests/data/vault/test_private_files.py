"""Folder, keys and vault are for their owner alone, also after somebody copied them about."""

import os
import stat
from pathlib import Path

import pytest

from data.settings import read_settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from tests.rig.people import a_jot


def modes(folder: Path) -> set[str]:
    found = {oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.rglob("*") if path.is_file()}
    return {oct(stat.S_IMODE(folder.stat().st_mode)), *found}


@pytest.fixture
def copied(home: Path) -> Path:
    """A vault with a backup, as `cp` under a usual umask brings it back."""
    vault = open_vault(read_settings(), LOCAL)
    vault.save(a_jot())
    vault.files.back_up("by hand")
    close_vaults()
    folder = vault_path(home, LOCAL).parent
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def test_what_others_could_read_is_put_right_with_a_word(
    copied: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_vault(read_settings(), LOCAL)
    assert modes(copied) == {"0o700", "0o600"}
    assert modes(copied / "backups") == {"0o700", "0o600"}
    assert "Others on this machine could read" in caplog.text
    caplog.clear()
    close_vaults()
    open_vault(read_settings(), LOCAL)
    assert caplog.text == ""


def test_a_new_vault_is_private_whatever_the_umask(home: Path) -> None:
    before = os.umask(0)
    try:
        vault = open_vault(read_settings(), LOCAL)
        vault.save(a_jot())
        vault.files.back_up("by hand")
    finally:
        os.umask(before)
    folder = vault_path(home, LOCAL).parent
    assert {mode for mode in modes(folder) if mode.endswith(("7", "6", "5", "4"))} == set()


def test_what_a_link_leads_to_is_left_alone(copied: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("somebody's")
    elsewhere.chmod(0o644)
    (copied / "link").symlink_to(elsewhere)
    open_vault(read_settings(), LOCAL)
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644
