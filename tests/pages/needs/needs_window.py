"""My needs as one has them open: choose on the cards, read what can be chosen, save."""

from datetime import UTC, date, datetime
from typing import Any

from streamlit.testing.v1 import AppTest

from data.model.dimension import OwnDimension
from data.model.need import NeedProfile
from data.model.record import Record
from data.vault.vault import Vault
from tests.pages.conftest import at

FIRST = ["pace", "directness", "disagreement", "attunement"]
SAVE = "Save my needs"
SILENCES = OwnDimension(
    key="own-silences", name="Silences", kind="two-sided", low_end="fills them", high_end="waits"
)


def page(app: AppTest) -> AppTest:
    app.switch_page("needs.py").run()
    assert not app.exception
    return app


def choose(app: AppTest, key: str, value: Any) -> AppTest:
    """Give a widget a value, as a tap does."""
    at(app, key).set_value(value).run()
    assert not app.exception
    return app


def cards(app: AppTest) -> list[str]:
    """Return the keys of the dimensions that have a card, from above."""
    keys = [pills.key or "" for pills in app.pills]
    return [key.removeprefix("need-") for key in keys if key.startswith("need-") and "/" not in key]


def options(app: AppTest, key: str) -> list[str]:
    """Return what can be chosen, as it is read."""
    return [option.replace("\\", "") for option in at(app, key).options]


def profiles(vault: Vault) -> tuple[NeedProfile, ...]:
    return vault.records().need_profiles


def newest(vault: Vault) -> NeedProfile:
    found = vault.records().needs_now()
    assert found is not None
    return found


def own_dimensions(vault: Vault) -> tuple[OwnDimension, ...]:
    return vault.records().dimensions


def keep(vault: Vault, *kept: Record) -> None:
    for record in kept:
        vault.save(record)


def today() -> date:
    return datetime.now(UTC).date()
