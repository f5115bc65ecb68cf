"""What is said to be on the disk was waited for."""

import os
from pathlib import Path

import pytest

from data.fsync import sync_file, sync_folder


@pytest.fixture
def waited_for(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: found.append(Path(f"/proc/self/fd/{handle}").readlink())
    )
    return found


def test_a_file_and_the_names_in_its_folder(tmp_path: Path, waited_for: list[Path]) -> None:
    (tmp_path / "note").write_text("kept")
    sync_file(tmp_path / "note")
    sync_folder(tmp_path)
    assert waited_for == [tmp_path / "note", tmp_path]
    assert (tmp_path / "note").read_text() == "kept"


def test_no_handle_is_left_open(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        sync_folder(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
