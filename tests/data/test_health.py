import threading
from collections.abc import Iterator

import pytest

from data import health
from data.health import ask_anew, healthy, when_asked


@pytest.fixture(autouse=True)
def checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was asked; nothing of what the vault handed in."""
    monkeypatch.setattr(health, "_checks", [])
    ask_anew()
    yield []
    ask_anew()


def test_nothing_that_could_be_asked_is_no_good_sign() -> None:
    assert not healthy()


def test_one_no_among_many_is_no() -> None:
    when_asked(lambda: True)
    assert healthy()
    ask_anew()
    when_asked(lambda: False)
    assert not healthy()


def test_many_who_ask_at_once_cost_one_look(checks: list[str]) -> None:
    def look() -> bool:
        checks.append("asked")
        return True

    when_asked(look)
    when_asked(look)
    moments = iter((0.0, 0.5, 0.9, 1.1, 1.1))
    assert [healthy(lambda: next(moments)) for _ in range(4)] == [True] * 4
    assert len(checks) == 2


def test_who_asks_while_a_check_hangs_is_told_no_and_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    begun, ends = threading.Event(), threading.Event()

    def hangs() -> bool:
        begun.set()
        return ends.wait(10)

    when_asked(hangs)
    first = threading.Thread(target=healthy)
    first.start()
    assert begun.wait(10)
    assert not healthy()
    ends.set()
    first.join()
    assert healthy()
