from pathlib import Path

import pytest

from data import home_network
from data.errors import VaultReadOnly
from data.home_network import addresses, is_at_home, is_wanted, want


def test_a_wish_is_kept_until_it_is_taken_back(home: Path) -> None:
    assert not is_wanted(home)
    for wanted in (True, True, False, False):
        want(home, wanted=wanted)
        assert is_wanted(home) is wanted


def test_a_wish_that_cannot_be_kept_is_said(home: Path) -> None:
    home.write_text("a file in its place")
    with pytest.raises(VaultReadOnly):
        want(home, wanted=True)


@pytest.mark.parametrize("address", ["192.168.1.9", "10.0.0.1", "172.18.0.2", "100.100.1.2"])
def test_private_networks_are_home(address: str) -> None:
    assert is_at_home(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "0.0.0.0", "8.8.8.8", "", "/tmp/socket"])
def test_this_machine_alone_and_the_internet_are_not(address: str) -> None:
    assert not is_at_home(address)


def test_each_address_at_home_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter(["192.168.1.9", "8.8.4.4", "192.168.1.9"])
    monkeypatch.setattr(home_network, "_address_towards", lambda there: next(found))
    assert addresses() == ("192.168.1.9",)


def test_the_way_to_this_machine_begins_at_this_machine() -> None:
    assert home_network._address_towards("127.0.0.1") == "127.0.0.1"
    assert home_network._address_towards("no address") == ""
