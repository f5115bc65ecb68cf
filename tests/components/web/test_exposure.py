"""Who reaches the server, and only with a lock in front."""

from pathlib import Path

import pytest
from streamlit import config

from components.web import exposure as reach
from components.web.exposure import (
    is_open_at_home,
    lets_in,
    listens_on,
    origins,
    use_own_names,
)
from data import home_network
from data.errors import Unguarded
from data.home_network import want
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault

AT_HOME = "192.168.1.9"


@pytest.fixture(autouse=True)
def in_force(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What Streamlit was told; nothing of it outlives the test."""
    options: dict[str, object] = {"server.address": "127.0.0.1"}
    monkeypatch.setattr(config, "get_option", options.get)
    monkeypatch.setattr(config, "set_option", options.__setitem__)
    monkeypatch.setattr(home_network, "addresses", lambda: (AT_HOME,))
    return options


def lock(monkeypatch: pytest.MonkeyPatch, *, on: bool = True) -> None:
    monkeypatch.setattr(reach, "locked_file", lambda: Path("vault.db") if on else None)


@pytest.mark.parametrize("locked", [True, False])
def test_it_listens_here_until_it_is_asked_for_more(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> None:
    lock(monkeypatch, on=locked)
    assert listens_on() == "127.0.0.1"
    assert lets_in("127.0.0.1", "localhost:8501")
    assert lets_in("::1", "[::1]:8501")
    assert not lets_in(AT_HOME, AT_HOME)


def test_a_wish_waits_for_the_lock(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    want(home, wanted=True)
    assert listens_on() == "127.0.0.1"
    assert not lets_in(AT_HOME, f"{AT_HOME}:8501")
    lock(monkeypatch)
    assert listens_on() == "0.0.0.0"
    assert lets_in(AT_HOME, f"{AT_HOME}:8501")
    lock(monkeypatch, on=False)
    assert not lets_in(AT_HOME, f"{AT_HOME}:8501")


def test_a_wish_taken_back_closes_it_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(monkeypatch)
    want(home, wanted=True)
    want(home, wanted=False)
    assert not lets_in(AT_HOME, f"{AT_HOME}:8501")


def test_the_internet_never_comes_in_directly(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(monkeypatch)
    want(home, wanted=True)
    assert not lets_in("8.8.8.8", "8.8.8.8")


@pytest.mark.parametrize(
    ("name", "value"),
    [("RAPPORT_LISTEN", "0.0.0.0"), ("RAPPORT_ADDRESS", "https://notes.example")],
)
def test_no_setting_opens_what_is_kept_without_a_lock(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    open_vault(read_settings(), LOCAL)
    monkeypatch.setenv(name, value)
    with pytest.raises(Unguarded, match=name):
        listens_on()
    lock(monkeypatch)
    assert listens_on() == (value if name == "RAPPORT_LISTEN" else "127.0.0.1")


def test_a_proxy_on_this_machine_needs_a_lock_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not lets_in("127.0.0.1", "notes.example")
    lock(monkeypatch)
    assert lets_in("127.0.0.1", "notes.example")


def test_it_is_known_by_the_names_that_follow(
    home: Path, monkeypatch: pytest.MonkeyPatch, in_force: dict[str, object]
) -> None:
    use_own_names()
    assert in_force["server.allowedHosts"] == ["localhost", "127.0.0.1", "::1"]
    lock(monkeypatch)
    want(home, wanted=True)
    monkeypatch.setenv("RAPPORT_ADDRESS", "https://Notes.example/")
    use_own_names()
    assert in_force["server.allowedHosts"] == [*reach.OWN_NAMES, AT_HOME, "notes.example"]


def test_it_says_so_only_while_it_is_open(
    home: Path, monkeypatch: pytest.MonkeyPatch, in_force: dict[str, object]
) -> None:
    lock(monkeypatch)
    want(home, wanted=True)
    assert not is_open_at_home()
    in_force["server.address"] = "0.0.0.0"
    assert is_open_at_home()
    want(home, wanted=False)
    assert not is_open_at_home()
    monkeypatch.setenv("RAPPORT_LISTEN", "0.0.0.0")
    assert is_open_at_home()
    monkeypatch.setenv("RAPPORT_ADDRESS", "https://notes.example")
    assert not is_open_at_home()


def test_behind_an_address_only_its_own_page_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert origins("localhost:8501") == {"http://localhost:8501", "https://localhost:8501"}
    monkeypatch.setenv("RAPPORT_ADDRESS", "https://notes.example")
    assert origins("notes.example") == {"https://notes.example"}
    assert origins("notes.example:80") == {"https://notes.example"}
    assert origins("[") == {"http://[", "https://["}
