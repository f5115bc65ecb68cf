"""The memory of the process goes into no file."""

import subprocess
from pathlib import Path

import pytest

from tests.rig.programs import program

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("before", [256, 1024])
def test_no_core_is_written_and_there_are_handles_enough(before: int) -> None:
    ended = subprocess.run(
        program("process_limits", before), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["0", "0", "0", "True"]
