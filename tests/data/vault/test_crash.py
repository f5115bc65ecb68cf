from pathlib import Path

from tests.rig.crash import crash, crash_server


def test_a_killed_program_loses_no_acknowledged_note(home: Path) -> None:
    counted = crash(home, kills=10, seed=7)
    assert counted.kills == 10
    assert counted.acknowledged > 10
    assert (counted.lost, counted.corrupt) == (0, 0)


def test_a_killed_server_loses_no_note_that_it_said_was_saved(tmp_path: Path) -> None:
    counted = crash_server(tmp_path, kills=2, seed=7)
    assert counted.kills == 2
    assert counted.acknowledged > 3
    assert (counted.lost, counted.corrupt) == (0, 0)
