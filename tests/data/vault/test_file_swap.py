"""One file and its key in the place of another; what was begun is finished, or leaves no trace."""

from pathlib import Path

import pytest

from data.lock.keyfile import ahead_of, key_file
from data.vault.file_swap import drop, finish_or_undo, is_ready, take_place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with its key, and a new one beside it that is ready."""
    file = tmp_path / "vault.db"
    file.write_text("old")
    key_file(file).write_text("old key")
    ahead_of(file).write_text("new")
    is_ready(file, b"new key")
    return file


def lying_there(file: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in file.parent.iterdir()}


def test_ready_it_has_changed_nothing_yet(file: Path) -> None:
    assert lying_there(file) == {
        "vault.db": "old",
        "vault.key": "old key",
        "vault.next.db": "new",
        "vault.next.key": "new key",
    }
    assert ahead_of(file).stat().st_mode & 0o777 == 0o600


def test_it_takes_the_place_and_nothing_else_is_left(file: Path) -> None:
    take_place(file)
    assert lying_there(file) == {"vault.db": "new", "vault.key": "new key"}


def test_while_the_file_has_not_moved_it_is_undone(file: Path) -> None:
    finish_or_undo(file)
    assert lying_there(file) == {"vault.db": "old", "vault.key": "old key"}


def test_once_the_file_has_moved_it_is_finished(file: Path) -> None:
    ahead_of(file).replace(file)
    finish_or_undo(file)
    assert lying_there(file) == {"vault.db": "new", "vault.key": "new key"}


def test_a_file_goes_with_what_lies_beside_it(file: Path) -> None:
    for suffix in (".db-wal", ".db-shm"):
        file.with_suffix(suffix).write_text("beside")
    drop(file)
    assert not list(file.parent.glob("vault.db*"))
