import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

import pytest

from data.errors import NotJustNow, WaitFirst, WrongPassphrase
from data.lock import throttle
from data.lock.throttle import (
    FREE,
    INSIDE,
    LONGEST_WAIT,
    counted_try,
    known_browser,
)

VAULT = Path("vault.db")


@pytest.fixture(autouse=True)
def from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_wrong", {})
    monkeypatch.setattr(throttle, "_browsers", OrderedDict())


def wrong(at: float) -> None:
    with pytest.raises(WrongPassphrase), counted_try(VAULT, clock=lambda: at):
        raise WrongPassphrase


def waits(at: float) -> int:
    with pytest.raises(WaitFirst) as caught, counted_try(VAULT, clock=lambda: at):
        pytest.fail("nothing may be tried")
    return caught.value.seconds


def test_wrong_passphrases_slow_down() -> None:
    for _ in range(FREE):
        wrong(0)
    assert waits(0.5) == 2
    wrong(2.5)
    assert waits(2.5) == 5
    wrong(7)
    assert waits(7) == 9
    for at in range(100, 100_000, 1000):
        wrong(at)
    assert waits(99_100) <= LONGEST_WAIT + 1


def test_the_right_one_begins_anew() -> None:
    for _ in range(FREE - 1):
        wrong(0)
    with counted_try(VAULT, clock=lambda: 1):
        pass
    for _ in range(FREE):
        wrong(1)
    assert waits(1) == 3


def test_another_vault_is_not_slowed_down() -> None:
    for _ in range(FREE):
        wrong(0)
    with counted_try(Path("other.db"), clock=lambda: 0):
        pass


def test_a_browser_that_was_in_before_is_not_kept_out_by_whoever_knocks() -> None:
    mine, other = known_browser(VAULT), known_browser(Path("other.db"))
    for _ in range(FREE):
        wrong(0)
    for stranger in (None, "", "guessed", other):
        with pytest.raises(WaitFirst), counted_try(VAULT, stranger, lambda: 0):
            pytest.fail("nothing may be tried")
    for who in (mine, INSIDE):
        with counted_try(VAULT, who, lambda: 0):
            pass
    for _ in range(FREE):
        with pytest.raises(WrongPassphrase), counted_try(VAULT, mine, lambda: 0):
            raise WrongPassphrase
    with pytest.raises(WaitFirst), counted_try(VAULT, mine, lambda: 0):
        pytest.fail("it slows down too")


def test_tries_at_the_same_time_are_counted_before_they_are_looked_at() -> None:
    began, done, late = threading.Barrier(FREE + 1), threading.Event(), []

    def guess() -> None:
        with suppress(WrongPassphrase), counted_try(VAULT):
            began.wait(5)
            done.wait(5)
            raise WrongPassphrase

    guesses = [threading.Thread(target=guess) for _ in range(FREE)]
    for thread in guesses:
        thread.start()
    began.wait(5)
    # They are still being looked at, and whoever comes next is told at once to wait.
    with pytest.raises(WaitFirst), counted_try(VAULT):
        late.append("nothing may be tried")
    done.set()
    for thread in guesses:
        thread.join(5)
    assert late == []


def test_one_that_was_not_looked_at_does_not_count() -> None:
    for _ in range(3 * FREE):
        with pytest.raises(NotJustNow), counted_try(VAULT, clock=lambda: 0):
            raise NotJustNow
    wrong(0)


def test_after_days_of_guessing_it_still_counts() -> None:
    for at in range(0, 3_000 * LONGEST_WAIT, LONGEST_WAIT + 1):
        wrong(at)


def test_only_so_many_browsers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_BROWSERS", 2)
    first = known_browser(VAULT)
    for _ in range(2):
        known_browser(VAULT)
    for _ in range(FREE):
        wrong(0)
    with pytest.raises(WaitFirst), counted_try(VAULT, first, lambda: 0):
        pytest.fail("nothing may be tried")
