"""When it says Saved it is saved, even if the power fails the next moment."""

from pathlib import Path

import pytest

from data.vault import sqlite
from tests.rig.power_cut import cut, history


@pytest.mark.parametrize("locked", [False, True], ids=["unlocked", "locked"])
def test_no_acknowledged_note_is_lost_when_the_power_fails(
    home: Path, tmp_path: Path, *, locked: bool
) -> None:
    done = history(home, locked=locked)
    counted = cut(home, done, tmp_path / "cuts", cuts=100, seed=3)
    assert counted.cuts == 100
    assert counted.acknowledged > 500
    assert (counted.lost, counted.corrupt) == (0, 0)


def test_the_control_that_syncs_less_loses(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail: with what others use, acknowledged notes are lost."""
    less = tuple(
        pragma.replace("synchronous = EXTRA", "synchronous = NORMAL")
        for pragma in sqlite._AFTER_KEY
    )
    assert less != sqlite._AFTER_KEY
    monkeypatch.setattr(sqlite, "_AFTER_KEY", less)
    done = history(home, locked=False)
    assert cut(home, done, tmp_path / "cuts", cuts=60, seed=3).lost > 0
