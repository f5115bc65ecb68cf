"""Command line that makes tables: what it says, where, and how it ends."""

import pytest

from data.errors import VaultFull
from data.migrate_command import run_migrate


def test_it_hands_on_the_role_and_says_what_is_there_now(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given: list[str | None] = []

    def migrate(role: str | None) -> str:
        given.append(role)
        return "All is there."

    assert run_migrate("data.vault", None, migrate, ["migrate"]) == 0
    assert run_migrate("data.vault", None, migrate, ["migrate", "--role", "rapport"]) == 0
    assert given == [None, "rapport"]
    assert capsys.readouterr().out == "All is there.\n" * 2


def test_an_error_is_one_sentence_apart_from_what_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def migrate(role: str | None) -> str:
        raise VaultFull

    assert run_migrate("data.vault", None, migrate, ["migrate"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{VaultFull().sentence}\n")


def test_another_word_is_refused_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_migrate("data.vault", None, lambda role: "", ["raise"])
    assert "usage: python -m data.vault" in capsys.readouterr().err
