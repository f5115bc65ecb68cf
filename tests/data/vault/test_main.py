import pytest

from data.vault.__main__ import main


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
    assert capsys.readouterr().out == "The tables are of version 0002.\n"
