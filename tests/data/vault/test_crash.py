from pathlib import Path

from tests.crash import crash


def test_a_killed_program_loses_no_acknowledged_note(home: Path) -> None:
    counted = crash(home, kills=10, seed=7)
    assert counted.kills == 10
    assert counted.acknowledged > 10
    assert (counted.lost, counted.corrupt) == (0, 0)
