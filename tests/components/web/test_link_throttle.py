"""Wrong links are counted by address, for a minute."""

import pytest

from components.web import link_throttle as wrong_links
from components.web.link_throttle import WITHIN, WrongLinks, network_of


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


def test_to_ask_whether_it_was_enough_counts_nothing(clock: Clock) -> None:
    wrong = WrongLinks()
    assert not any(wrong.had_enough("here", 2) for _ in range(5))
    wrong.too_many("here", 2)
    assert not wrong.had_enough("here", 2)
    wrong.too_many("here", 2)
    assert wrong.had_enough("here", 2)
    clock.now += WITHIN
    assert not wrong.had_enough("here", 2)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("203.0.113.1", "203.0.113.2", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("", "not an address", False),
    ],
)
def test_one_person_s_addresses_count_as_one(first: str, second: str, *, same: bool) -> None:
    assert (network_of(first) == network_of(second)) is same
    wrong = WrongLinks()
    wrong.too_many(first, 1)
    assert wrong.had_enough(second, 1) is same
