"""The memory of the process goes into no file."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("before", [256, 1024])
def test_no_core_is_written_and_there_are_handles_enough(before: int) -> None:
    script = (
        "import ctypes, resource\n"
        f"hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({before}, hard))\n"
        "from components.web.process_limits import set_process_limits\n"
        "set_process_limits()\n"
        "print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(65536, hard))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["0", "0", "0", "True"]
