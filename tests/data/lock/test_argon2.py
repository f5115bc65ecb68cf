"""All passphrase work goes through one thread, one after the other, and nobody waits for ever."""

import ast
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from data.errors import NotJustNow
from data.lock import argon2
from data.lock.argon2 import LONGEST_LINE, Urgency, encoded, matches, stretched
from tests.rig.programs import program

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.usefixtures("full_cost")

AT_ONCE = {
    "two people make links": ("make a link",) * 2,
    "somebody changes the lock, somebody tries the door": (
        "seal",
        "open",
    ),
    "a reader, and the owner": (
        "open a link",
        "open",
    ),
    "two at the door of a lock of the first version": ("open the first version",) * 2,
}


@pytest.mark.parametrize("work", AT_ONCE.values(), ids=AT_ONCE.keys())
def test_two_at_the_same_time_both_come_to_an_end(work: tuple[str, str]) -> None:
    """In a process of its own: where two wait for each other, no thread of them can be ended."""
    ended = run(program("two_at_once", *work))
    assert ended.stdout.strip() == "both came to an end", ended.stderr


def test_nothing_else_in_the_program_calls_argon2() -> None:
    callers = {
        file.relative_to(ROOT).as_posix()
        for folder in ("data", "components", "pages")
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and "argon2" in (node.module or "")
        if any(name.name == "Argon2id" for name in node.names)
    }
    assert callers == {"data/lock/argon2.py"}


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> argon2._Queue:
    made = argon2._Queue()
    monkeypatch.setattr(argon2, "_line", made)
    return made


@pytest.fixture
def busy(line: argon2._Queue) -> Iterator[threading.Event]:
    """The worker works, until the event is set."""
    begun, done = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        done.wait(20)

    working = threading.Thread(target=line.run, args=(work, Urgency.OWNER), daemon=True)
    working.start()
    assert begun.wait(5)
    yield done
    done.set()
    working.join(5)


def test_whoever_waits_too_long_is_told_so(
    line: argon2._Queue, busy: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argon2, "LONGEST_WAIT", 0.2)
    looked_at: list[int] = []
    began = time.monotonic()
    with pytest.raises(NotJustNow, match="was not looked at"):
        line.run(lambda: looked_at.append(1), Urgency.OWNER)
    assert time.monotonic() - began < 2
    busy.set()
    line.run(lambda: looked_at.append(2), Urgency.STRANGER)
    assert looked_at == [2], "what nobody waits for any more is not worked on"


def test_the_line_is_short_and_full_it_is_said_at_once(
    line: argon2._Queue, busy: threading.Event
) -> None:
    with ThreadPoolExecutor(LONGEST_LINE) as waiting:
        asked = [
            waiting.submit(line.run, lambda: None, Urgency.STRANGER) for _ in range(LONGEST_LINE)
        ]
        until(lambda: len(line._waiting[Urgency.STRANGER]) == LONGEST_LINE)
        with pytest.raises(NotJustNow):
            line.run(lambda: None, Urgency.STRANGER)
        mine = ThreadPoolExecutor(1).submit(line.run, lambda: "mine", Urgency.OWNER)
        until(lambda: len(line._waiting[Urgency.OWNER]) == 1)
        busy.set()
        assert mine.result(5) == "mine", "strangers in line keep no owner out"
        for entry in asked:
            entry.result(5)


def test_the_owner_goes_first_and_strangers_last(
    line: argon2._Queue, busy: threading.Event
) -> None:
    order: list[Urgency] = []
    with ThreadPoolExecutor(3) as waiting:
        for urgency in reversed(Urgency):
            waiting.submit(line.run, partial(order.append, urgency), urgency)
            until(line._waiting[urgency].__len__)
        busy.set()
    assert order == [*Urgency]


def test_a_failure_comes_to_whoever_asked_and_the_next_one_is_served(line: argon2._Queue) -> None:
    def fail() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        line.run(fail, Urgency.OWNER)
    assert line.run(lambda: 1, Urgency.OWNER) == 1


def test_what_costs_more_than_any_seal_of_ours_is_not_begun() -> None:
    for memory, passes, lanes in ((1_048_576, 3, 1), (65_536, 20, 1), (65_536, 3, 16), (7, 3, 1)):
        with pytest.raises(ValueError, match=r"^$"):
            stretched(b"words", b"s" * 16, memory_kib=memory, passes=passes, lanes=lanes)
    stored = encoded(b"words", b"s" * 16)
    assert matches(b"words", stored)
    for dear in (
        stored.replace("m=65536", "m=4194304"),
        stored.replace("t=3", "t=200"),
        "",
        "$argon2",
    ):
        began = time.monotonic()
        assert not matches(b"words", dear)
        assert time.monotonic() - began < 1


def test_the_program_ends_while_it_works() -> None:
    ended = run(program("stuck_work"))
    assert ended.stdout.strip() == "ends True", ended.stderr


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run it in a process of its own. Raises `TimeoutExpired` where it does not end."""
    return subprocess.run(
        command, cwd=ROOT, timeout=40, capture_output=True, text=True, check=False
    )


def until(holds: Callable[[], object]) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < 5
        time.sleep(0.005)
