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
    """Give a widget a value, as a tap does; on the card of a need, that is opened first."""
    card(app, key)
    at(app, key).set_value(value).run()
    assert not app.exception
    return app


def card(app: AppTest, key: str) -> AppTest:
    """Open the card on which this widget stands, where it stands on one."""
    dimension = key.removeprefix("need-").split("/")[0]
    if key.startswith("need-") and f"need-{dimension}" not in {pills.key for pills in app.pills}:
        app.button(key=f"need-row/{dimension}").click().run()
        assert not app.exception
    return app


def field(app: AppTest, key: str) -> Any:
    """Return a widget on the card of a need."""
    return at(card(app, key), key)


def cards(app: AppTest) -> list[str]:
    """Return the keys of the dimensions that have a card, from above."""
    rows = [button.key or "" for button in app.button]
    return [key.removeprefix("need-row/") for key in rows if key.startswith("need-row/")]


def options(app: AppTest, key: str) -> list[str]:
    """Return what can be chosen, as it is read."""
    return [option.replace("\\", "") for option in at(card(app, key), key).options]


def profiles(vault: Vault) -> tuple[NeedProfile, ...]:
    return vault.records().need_profiles


def newest(vault: Vault) -> NeedProfile:
    found = vault.records().needs_now()
    assert found is not None
    return found


def own_dimensions(vault: Vault) -> tuple[OwnDimension, ...]:
    return vault.records().dimensions


def keep(vault: Vault, *records: Record) -> None:
    for record in records:
        vault.save(record)


def today() -> date:
    return datetime.now(UTC).date()
