"""Upkeep once a day: what fails is tried again, whatever the clock does."""

from datetime import datetime, timedelta

import pytest

from data.errors import VaultFull
from data.keeping import daily
from data.keeping.daily import keep_up, what_failed
from data.model.record import now
from data.settings import read_settings
from data.vault.backup_files import backups_of
from data.vault.files import VaultFiles
from data.vault.open_vaults import open_vault, vault_path
from tests.rig.people import ALICE, a_jot


def test_set_back_after_a_failure_the_clock_does_not_stop_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vault = open_vault(read_settings(), ALICE)
    path = vault_path(read_settings().home, ALICE)
    vault.save(a_jot())
    begun = now()

    def full(*_: object) -> None:
        raise VaultFull

    def at(moment: datetime) -> None:
        for module in ("data.keeping.daily", "data.keeping.backups", "data.vault.files"):
            monkeypatch.setattr(f"{module}.now", lambda: moment)
        keep_up(vault)

    with monkeypatch.context() as failing:
        failing.setattr(VaultFiles, "back_up", full)
        failing.setattr(daily, "now", lambda: begun)
        keep_up(vault)
    assert "disk is full" in what_failed(path)
    at(begun + timedelta(minutes=1))
    assert backups_of(path) == (), "not again at once"
    at(begun - timedelta(days=3))
    assert len(backups_of(path)) == 1
    assert what_failed(path) == ""
