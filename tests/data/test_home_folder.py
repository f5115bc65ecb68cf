from pathlib import Path

import pytest

from data.home_folder import refusal, takes_writing


def test_a_folder_that_takes_what_is_written_is_not_spoken_of(tmp_path: Path) -> None:
    for home in (tmp_path, tmp_path / "not/there/yet"):
        assert takes_writing(home)
        assert refusal(home) == ""
    assert not (tmp_path / "not").exists()


def test_one_of_the_wrong_owner_is_named_whole_with_the_user_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 10001)
    assert refusal(tmp_path / "new").startswith(
        f"Rapport may not write to {tmp_path / 'new'} as user 10001."
    )


def test_a_file_in_its_place_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    assert not takes_writing(tmp_path / "home")
