"""Warning signs: what is never part of therapy. They stand before any figure, never inside one."""

import tomllib
from functools import cache
from importlib import resources

from data.model.record import Line, Name, Record


class Sign(Record):
    """One warning sign, as it is marked on a therapist, and what is meant by it."""

    sign: Name
    means: Line


class _SignsFile(Record):
    sign: tuple[Sign, ...]


@cache
def signs() -> tuple[Sign, ...]:
    """Return all of them, in the order of the file."""
    read = tomllib.loads(resources.files(__package__).joinpath("signs.toml").read_text("utf-8"))
    return _SignsFile.model_validate(read, strict=False).sign
