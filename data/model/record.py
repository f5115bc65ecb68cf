"""Record: the base of all records; frozen, checked, never quoting its own content.

Must never let an error message contain what a person typed (`hide_input_in_errors`).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Annotated, Final
from uuid import UUID

from pydantic import (
    AfterValidator,
    AliasChoices,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from uuid_utils.compat import uuid7

from data.errors import BadRecord, DateAhead

LONGEST_TEXT = 100_000
"""Characters. A note of this length is about 35 printed pages."""

EARLIEST = date(1900, 1, 1)
LATEST = 9998
"""The last year; one more could leave the calendar when its timezone is changed."""


class Record(BaseModel):
    """Base of all records: unknown fields are refused, nothing is coerced, nothing changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


OPENED: Final = Field(validation_alias=AliasChoices("revision", "seen"))
"""The field of a draft for the revision it was opened at; drafts of 0.1 call it ``seen``."""

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _keepable(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError("null", "it contains a null character, which no file can keep")
    return text


def _one_line(text: str) -> str:
    if any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in text):
        raise PydanticCustomError("one_line", "it must stand on one line")
    return text


def _not_before_1900(day: date) -> date:
    if day < EARLIEST:
        raise PydanticCustomError("too_early", f"the date must be in {EARLIEST.year} or later")
    return day


def _in_utc(instant: datetime) -> datetime:
    if not EARLIEST.year <= instant.year <= LATEST:
        years = f"{EARLIEST.year} and {LATEST}"
        raise PydanticCustomError("out_of_time", f"the year must lie between {years}")
    return instant.astimezone(UTC)


def _stripped(text: str) -> str:
    if all(unicodedata.category(c) in _UNSEEN for c in text):
        raise PydanticCustomError("empty", "it must not be empty")
    return text.strip()


Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_keepable)]
"""Free text, kept as typed: any script, any line break, up to `LONGEST_TEXT` characters."""

Line = Annotated[str, Field(max_length=200), AfterValidator(_keepable), AfterValidator(_one_line)]
"""A short text on one line; may be empty."""

Name = Annotated[
    str,
    Field(max_length=LONGEST_TEXT),
    AfterValidator(_keepable),
    AfterValidator(_one_line),
    AfterValidator(_stripped),
    Field(max_length=60),
]
"""A name on one line, 1 to 60 characters."""

Day = Annotated[date, AfterValidator(_not_before_1900)]
"""A date in the person's own timezone, 1900 or later."""

Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment in time, UTC."""

Step = Annotated[int, Field(ge=0, le=10)]
"""A whole number 0..10 on a dimension's scale."""


def new_id() -> UUID:
    """Return an id that sorts by time of making (UUIDv7, RFC 9562)."""
    return uuid7()


def id_time(record_id: UUID) -> datetime | None:
    """Return when `new_id` made an id, None for an id made elsewhere that does not say it."""
    if record_id.version != 7:
        return None
    return datetime.fromtimestamp((record_id.int >> 80) / 1000, UTC)


def now() -> datetime:
    """Return this instant, UTC."""
    return datetime.now(UTC)


LONGEST_KEY = 100
"""Characters of the form in which names are compared; the database has no more room."""


def name_key(name: str) -> str:
    """Return the form in which two code names count as the same: "Maple" is " maple".

    Signs that cannot be seen make no difference, as nobody could tell the two apart. Some letters
    are more when they are folded: a form that is longer than `LONGEST_KEY` is one of its hash.
    """
    visible = "".join(
        c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf"
    )
    folded = re.sub(r"\s+", " ", visible.casefold()).strip()
    return folded if len(folded) <= LONGEST_KEY else sha256(folded.encode()).hexdigest()


def refuse_days_ahead(days: list[date], today: date) -> None:
    """Raise `DateAhead` when a day has not come yet anywhere on Earth.

    One day of grace: the person's timezone may be ahead of the server's.
    """
    if any(day > today + timedelta(days=1) for day in days):
        raise DateAhead


_IN_WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "nothing of this name is known",
    "string_type": "it must be text",
    "string_too_long": "it is too long",
    "string_unicode": "it contains half a character, which no file can keep",
    "string_pattern_mismatch": "it is not a name that records can use",
    "int_type": "it must be a whole number",
    "int_parsing": "it must be a whole number",
    "bool_type": "it must be true or false",
    "greater_than_equal": "it is too small",
    "less_than_equal": "it is too large",
    "literal_error": "it is none of the possible words",
    "uuid_parsing": "it is not an id",
    "uuid_type": "it is not an id",
    "date_from_datetime_parsing": "it is not a date like 2026-03-31",
    "date_parsing": "it is not a date like 2026-03-31",
    "date_type": "it is not a date like 2026-03-31",
    "datetime_type": "it is not a time like 2026-03-31T18:00:00Z",
    "datetime_parsing": "it is not a time like 2026-03-31T18:00:00Z",
    "datetime_from_date_parsing": "it is not a time like 2026-03-31T18:00:00Z",
    "timezone_aware": "the time needs a timezone",
    "too_long": "there are too many",
    "too_short": "there are too few",
    "tuple_type": "it must be a list",
    "model_type": "it must be an object",
    "model_attributes_type": "it must be an object",
}


_FIELD = re.compile(r"[a-z][a-z0-9_]{0,40}")


def problem(error: ValidationError) -> tuple[str, str]:
    """Return where the first rule was broken and which, in plain words, without the input.

    A name that no field could have is left out of the path: it may be something private.
    """
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    where, choice = "", False
    for part in first["loc"]:
        if isinstance(part, int):
            where += f"[{part}]"
        elif _FIELD.fullmatch(part):
            where += f".{part}" if where else part
        else:  # one of several kinds a value may be of, in pydantic's own notation
            choice = first["type"] != "extra_forbidden"
    what = "it is none of the possible values" if choice else first["msg"]
    return where, what if choice else _IN_WORDS.get(first["type"], what)


@contextmanager
def rules_in_words(
    where: str | None = None, labels: Mapping[str, str] = MappingProxyType({})
) -> Iterator[None]:
    """Raise a broken rule as a `BadRecord`, with the field as the page calls it.

    ``where``: what all that is made in here is called; ``labels``: what each field is.
    """
    try:
        yield
    except ValidationError as error:
        path, what = problem(error)
        found = labels.get(re.split(r"[.\[]", path)[0], path)
        raise BadRecord(found if where is None else where, what) from None
