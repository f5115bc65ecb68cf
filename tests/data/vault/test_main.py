import pytest

from data.settings import Settings
from data.vault import __main__ as command
from data.vault.__main__ import main
from data.vault.open_vaults import close_vaults, open_vault
from tests.rig.people import ALICE, a_jot


def test_without_a_database_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The setting RAPPORT_DATABASE_URL cannot be used: it is not set.")


def test_migrating_twice_says_the_version_both_times(
    migrated: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owning = migrated.replace("rapport_app@", "rapport_owner@")
    monkeypatch.setenv("RAPPORT_DATABASE_URL", owning)
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "The tables are of version 0003.\n"


def test_tables_are_not_brought_forward_while_a_program_uses_them(
    on_postgres: Settings,
    migrated: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_vault(on_postgres, ALICE).save(a_jot())
    monkeypatch.setenv("RAPPORT_DATABASE_URL", migrated.replace("rapport_app@", "rapport_owner@"))
    monkeypatch.setattr(command, "newest", lambda: "9999")
    assert main(["migrate"]) == 1
    assert capsys.readouterr().err.startswith("Rapport is still running on this database.")
    assert len(open_vault(on_postgres, ALICE).records().notes) == 1
    close_vaults()
    assert main(["migrate"]) == 0
