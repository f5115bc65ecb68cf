"""Everything of one person deleted, wherever it was cut off; what is somebody else's stays."""

from pathlib import Path

from data.vault.erasure import erase, finish_erasure


def filled(folder: Path) -> Path:
    """Return a folder with a file of each kind that is ours."""
    for name in (
        "vault.db", "vault.key", "vault.db-wal", "example.db", "backups/a.db", "backups/a.key",
        "set-aside-1/vault.db", "set-aside-1/vault.key",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"secret")
    return folder


def test_nothing_of_a_person_is_left_and_nobody_else_is_touched(tmp_path: Path) -> None:
    mine, other = filled(tmp_path / "mine"), filled(tmp_path / "other")
    before = sorted(other.rglob("*"))
    erase(mine)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert sorted(other.rglob("*")) == before
    erase(mine)


def test_what_was_begun_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    filled(tmp_path / "mine.deleting")
    finish_erasure(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_somebody_else_gets_its_place_back(tmp_path: Path) -> None:
    folder = filled(tmp_path / "mine")
    (folder / "my own.txt").write_text("mine")
    erase(folder)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")] == [
        "mine/my own.txt"
    ]
