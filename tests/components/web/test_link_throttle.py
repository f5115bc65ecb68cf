"""Wrong links are counted by address, for a minute."""

import pytest

from components.web import link_throttle as wrong_links
from components.web.link_throttle import WITHIN, WrongLinks


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(wrong_links, "time", made)
    return made


def test_so_many_a_minute_and_each_address_by_itself(clock: Clock) -> None:
    wrong = WrongLinks()
    assert [wrong.too_many("here", 2) for _ in range(4)] == [False, False, True, True]
    assert not wrong.too_many("elsewhere", 2)
    clock.now += WITHIN
    assert not wrong.too_many("here", 2)


def test_an_address_is_forgotten_after_a_minute(clock: Clock) -> None:
    wrong = WrongLinks()
    wrong.too_many("here", 2)
    clock.now += WITHIN
    wrong.too_many("elsewhere", 2)
    assert set(wrong._tried) == {"elsewhere"}


def test_a_flood_of_addresses_takes_no_more_room(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrong_links, "_MANY", 10)
    wrong = WrongLinks()
    for number in range(100):
        wrong.too_many(str(number), 2)
    assert len(wrong._tried) <= 11
