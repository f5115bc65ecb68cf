"""`python -m data.sharing migrate`: what it makes and says, and what stops it."""

import pytest

from data.settings import read_settings
from data.sharing.__main__ import main
from data.sharing.link_store import has_store
from data.vault.__main__ import main as vault_main


def test_without_a_database_one_sentence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The setting RAPPORT_READERS_URL cannot be used: it is not set.")


def test_where_nobody_answers_that_is_said_without_the_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAPPORT_READERS_URL", "postgresql://somebody:secret@localhost:1/readers")
    assert main(["migrate"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "secret" not in said.err
    assert said.err.count("\n") == 1


def test_migrating_again_says_that_all_is_there(
    readers_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owning = readers_url.replace("readers@", "readers_owner@")
    monkeypatch.setenv("RAPPORT_READERS_URL", owning)
    assert main(["migrate", "--role", "readers"]) == 0
    assert capsys.readouterr().out == "The tables for readers of links are there.\n"


def test_a_role_that_is_not_there_is_named_and_nothing_is_made(
    cluster: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAPPORT_READERS_URL", cluster)
    monkeypatch.setenv("RAPPORT_DATABASE_URL", cluster)
    for command in (main, vault_main):
        assert command(["migrate", "--role", "nobody_here"]) == 1
        assert "no role “nobody_here”. Nothing was changed" in capsys.readouterr().err
    assert not has_store(read_settings())
