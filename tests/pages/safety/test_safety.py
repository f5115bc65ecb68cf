"""Safety: the country is asked for, its numbers are one tap away, and no vault is needed."""

from datetime import date
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from data.safety.lines import countries
from tests.pages.conftest import another_window, texts


def opened(country: str = "") -> AppTest:
    app = another_window()
    app.switch_page("safety.py")
    if country:
        app.query_params["country"] = country
    app.run()
    assert not app.exception
    return app


def calls(app: AppTest) -> dict[str, str]:
    """Return where each button that calls or writes leads, by its label."""
    return {
        link_button.proto.label: link_button.proto.url for link_button in app.get("link_button")
    }


def test_no_country_is_assumed() -> None:
    app = opened()
    assert app.selectbox[0].value is None
    assert calls(app) == {}
    assert "112" in texts(app)


def test_the_emergency_number_comes_first_and_each_number_is_one_tap_away() -> None:
    app = opened()
    app.selectbox[0].set_value("canada").run()
    assert list(calls(app).items()) == [
        ("Call 911", "tel:911"),
        ("Call 9-8-8", "tel:988"),
        ("Write to 9-8-8", "sms:988"),
    ]
    assert "Checked on" in texts(app)


def test_the_address_keeps_the_country() -> None:
    app = opened("united-kingdom")
    assert app.selectbox[0].value == "united-kingdom"
    assert any("BACP" in label for label in calls(app))
    assert opened("nowhere").selectbox[0].value is None


@pytest.mark.parametrize("key", countries())
def test_every_country_is_drawn_whole(key: str) -> None:
    page = opened(key)
    for line in countries()[key].line:
        assert f"Call {line.number}" in calls(page)
        assert line.name in texts(page)


def test_an_old_entry_says_so() -> None:
    with patch("components.session.today", return_value=date(2030, 1, 1)):
        app = opened("france")
    assert "more than a year ago" in app.warning[0].value
