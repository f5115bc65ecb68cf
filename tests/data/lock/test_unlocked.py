from pathlib import Path

import pytest

from data.lock import unlocked
from data.lock.unlocked import came_by_code, key_in, let_in, lock, lock_idle

VAULT, OTHER = Path("vault.db"), Path("other.db")
KEY = b"k" * 32


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has unlocked anything yet."""
    monkeypatch.setattr(unlocked, "_browsers", {})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Two clocks that the test sets: of the wall, and one that may stand still."""
    now = [0.0, 0.0]
    monkeypatch.setattr(unlocked, "_clocks", lambda: (now[0], now[1]))
    return now


def test_open_in_one_browser_is_not_open_in_the_next() -> None:
    token = let_in(VAULT, KEY, 5)
    assert key_in(token, VAULT) == KEY
    for other in (None, "", "guess", let_in(OTHER, KEY, 5)):
        assert key_in(other, VAULT) is None


def test_locking_locks_every_browser_of_this_vault() -> None:
    first, second, other = let_in(VAULT, KEY, 5), let_in(VAULT, KEY, 5), let_in(OTHER, KEY, 5)
    lock(VAULT)
    assert key_in(first, VAULT) is None
    assert key_in(second, VAULT) is None
    assert key_in(other, OTHER) == KEY


@pytest.mark.parametrize("which", [0, 1])
def test_it_locks_itself_by_either_clock(clock: list[float], which: int) -> None:
    token = let_in(VAULT, KEY, 5)
    clock[which] = 299
    assert key_in(token, VAULT, used=False) == KEY
    clock[which] = 301
    assert lock_idle() == {VAULT}
    assert key_in(token, VAULT) is None


def test_what_is_done_keeps_it_open_and_looking_on_does_not(clock: list[float]) -> None:
    token = let_in(VAULT, KEY, 5)
    clock[0] = 200
    assert key_in(token, VAULT)
    clock[0] = 400
    assert key_in(token, VAULT, used=False)
    clock[0] = 501
    assert key_in(token, VAULT) is None


def test_a_vault_stays_open_while_one_browser_is_used(clock: list[float]) -> None:
    let_in(VAULT, KEY, 5)
    clock[0] = 200
    used = let_in(VAULT, KEY, 5)
    clock[0] = 400
    assert key_in(used, VAULT) == KEY
    assert lock_idle() == set()


def test_who_came_by_the_recovery_code_is_known() -> None:
    assert came_by_code(let_in(VAULT, KEY, 5, by_code=True))
    assert not came_by_code(let_in(VAULT, KEY, 5))
    assert not came_by_code(None)
