"""`python -m tests.rig.several`, small: one of two programs killed, the database broken off."""

from pathlib import Path

from tests.rig.several import several


def test_a_killed_program_and_a_database_that_restarts_lose_no_acknowledged_note(
    tmp_path: Path,
) -> None:
    counted = several(tmp_path, people=3, seconds=7.5, proxy=False)
    assert counted.after_the_kill
    assert counted.after_the_restart
    assert counted.again
    assert (counted.lost, counted.foreign) == (0, 0)
    assert counted.typed == counted.typed_there == 3, "what was being typed is in the database"
