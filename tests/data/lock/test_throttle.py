from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import WaitFirst, WrongPassphrase
from data.lock.throttle import FREE, LONGEST_WAIT, forget_tries, one_try

VAULT = Path("vault.db")


@pytest.fixture(autouse=True)
def from_the_beginning() -> Iterator[None]:
    forget_tries()
    yield
    forget_tries()


def wrong(at: float) -> None:
    with pytest.raises(WrongPassphrase), one_try(VAULT, lambda: at):
        raise WrongPassphrase


def waits(at: float) -> int:
    with pytest.raises(WaitFirst) as told, one_try(VAULT, lambda: at):
        pytest.fail("nothing may be tried")
    return told.value.seconds


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
    with one_try(VAULT, lambda: 1):
        pass
    for _ in range(FREE):
        wrong(1)
    assert waits(1) == 3


def test_another_vault_is_not_slowed_down() -> None:
    for _ in range(FREE):
        wrong(0)
    with one_try(Path("other.db"), lambda: 0):
        pass
