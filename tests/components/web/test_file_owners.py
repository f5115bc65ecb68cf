"""Owners of prepared files: remembered for as many files as are asked for, and no more."""

import pytest

from components.web import file_owners as prepared


def test_of_prepared_files_only_the_last_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_REMEMBERED", 3)
    monkeypatch.setattr(prepared, "_people", type(prepared._people)())
    monkeypatch.setattr(prepared, "_owner_of", lambda session: {"alice"})
    for at in (0, 1, 2, 0, 3, 4):
        prepared._note(f"/media/{at}.json", "window")
    assert list(prepared._people) == ["0", "3", "4"]
