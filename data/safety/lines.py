"""Crisis lines of each country: emergency numbers, lines, complaints, as in `lines.toml`.

Numbers are given as their owners write them. No country is ever assumed.
"""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field, StringConstraints

from data.model.record import Line as Words
from data.model.record import Name, Record

Number = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 /-]*[0-9]$", max_length=20)]
"""As its owner writes it: digits, and what stands between them."""

Site = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=200)]

OLD = 365
"""Days after which an entry has to say how old it is."""


class CrisisLine(Record):
    """Somebody who answers. ``text``: a number that takes messages."""

    name: Name
    number: Number
    text: Number | None = None
    hours: Words
    cost: Words
    source: Site


class Complaint(Record):
    """Body that takes a complaint about a therapist."""

    name: Name
    site: Site


class Country(Record):
    """Lines of one country. ``checked``: the day it was held beside its sources."""

    key: str
    name: Name
    emergency: Annotated[tuple[Number, ...], Field(min_length=1)]
    checked: date
    line: Annotated[tuple[CrisisLine, ...], Field(min_length=1)]
    complain: tuple[Complaint, ...] = ()

    def is_old(self, today: date) -> bool:
        """Return whether it was checked more than a year ago."""
        return (today - self.checked).days > OLD


class _LinesFile(Record):
    country: tuple[Country, ...]


@cache
def countries() -> dict[str, Country]:
    """Return all countries by their key, in the order of their names."""
    read = tomllib.loads(resources.files(__package__).joinpath("lines.toml").read_text("utf-8"))
    return {
        country.key: country for country in _LinesFile.model_validate(read, strict=False).country
    }


def to_dial(number: str) -> str:
    """Return what a telephone dials for a number: its digits."""
    return "".join(text for text in number if text.isdigit())
