"""Where to turn: every country whole, numbers as written, and old entries known as old."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from data.safety.lines import OLD, Country, CrisisLine, countries, to_dial


@pytest.mark.parametrize("country", countries().values(), ids=lambda country: country.key)
def test_every_country_names_whom_to_call_and_where_that_is_from(country: Country) -> None:
    assert country.emergency
    for line in country.line:
        assert line.hours
        assert line.cost
        assert line.source.startswith("http")
    assert date(2026, 1, 1) <= country.checked


def test_countries_stand_in_the_order_of_their_names() -> None:
    names = [country.name for country in countries().values()]
    assert names == sorted(names)
    assert len(names) == len(set(names))


def test_numbers_are_those_of_their_owners() -> None:
    """Written here a second time, from the sources: a slip of a finger in the file shows."""
    numbers = {key: [line.number for line in country.line] for key, country in countries().items()}
    assert numbers == {
        "australia": ["13 11 14"],
        "austria": ["142"],
        "canada": ["9-8-8"],
        "france": ["3114"],
        "germany": ["0800/1110111", "0800/1110222"],
        "ireland": ["116 123"],
        "new-zealand": ["1737"],
        "switzerland": ["143"],
        "united-kingdom": ["116 123"],
        "united-states": ["988"],
    }
    assert {key: country.emergency for key, country in countries().items()} == {
        "australia": ("000",),
        "austria": ("112", "144"),
        "canada": ("911",),
        "france": ("112", "15"),
        "germany": ("112",),
        "ireland": ("112", "999"),
        "new-zealand": ("111",),
        "switzerland": ("112", "144"),
        "united-kingdom": ("999", "112"),
        "united-states": ("911",),
    }


def test_a_telephone_dials_the_digits() -> None:
    assert to_dial("0800/1110111") == "08001110111"
    assert to_dial("116 123") == "116123"
    assert to_dial("9-8-8") == "988"


def test_an_entry_is_old_after_a_year() -> None:
    france = countries()["france"]
    assert not france.is_old(france.checked + timedelta(days=OLD))
    assert france.is_old(france.checked + timedelta(days=OLD + 1))


@pytest.mark.parametrize("number", ["", "call me", "12a", "tel:112", "1" * 21])
def test_what_cannot_be_dialled_is_no_number(number: str) -> None:
    with pytest.raises(ValidationError):
        CrisisLine(name="x", number=number, hours="x", cost="x", source="https://x.invalid")
