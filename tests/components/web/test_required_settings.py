import tomllib
from typing import Any

import pytest
from streamlit import config

from components.web import required_settings as promises
from components.web.required_settings import NOT_EMPTY, REQUIRED, check_promises, promises_hold
from data.errors import PromiseBroken
from tests.rig.server import ROOT


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is in force, as the delivered file sets it; a test may change it."""
    file = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    values: dict[str, Any] = {
        f"{section}.{name}": value for section, part in file.items() for name, value in part.items()
    }
    defaults = {name: config.get_config_options()[name].value for name in REQUIRED}
    monkeypatch.setattr(config, "get_option", (defaults | values).__getitem__)
    promises_hold.cache_clear()
    return values


def test_the_delivered_settings_keep_every_promise(in_force: dict[str, Any]) -> None:
    check_promises()
    assert promises_hold()


@pytest.mark.parametrize("name", [*REQUIRED, *NOT_EMPTY])
def test_every_promise_is_checked(
    in_force: dict[str, Any],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    get = config.get_option
    monkeypatch.setattr(config, "get_option", lambda asked: None if asked == name else get(asked))
    with pytest.raises(PromiseBroken, match=name):
        check_promises()
    promises_hold.cache_clear()
    assert not promises_hold()
    assert name in caplog.text
    promises_hold.cache_clear()


def test_every_option_that_is_set_still_exists() -> None:
    """Streamlit ignores an unknown option without a word; some of ours are hidden ones."""
    file = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    options = config.get_config_options()
    file["theme.light"], file["theme.dark"] = file["theme"].pop("light"), file["theme"].pop("dark")
    named = {f"{section}.{name}" for section, part in file.items() for name in part}
    assert (named | set(REQUIRED) | set(NOT_EMPTY)) <= set(options)


def test_another_address_holds_only_where_it_may_listen_there(
    in_force: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    get = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda name: "0.0.0.0" if name == "server.address" else get(name)
    )
    with pytest.raises(PromiseBroken, match="server"):
        check_promises()
    monkeypatch.setattr(promises, "listens_on", lambda: "0.0.0.0")
    check_promises()
