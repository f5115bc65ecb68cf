"""What every record promises: nothing coerced, nothing changed, nothing quoted."""

import importlib
import pkgutil
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import String

import data.model
from data.errors import BadRecord, DateAhead
from data.model.archive import Archive
from data.model.note import Note
from data.model.record import (
    LONGEST_TEXT,
    Day,
    Instant,
    Line,
    Name,
    Record,
    Step,
    Text,
    id_time,
    name_key,
    new_id,
    now,
    problem,
    refuse_days_ahead,
    rules_in_words,
)
from data.model.records import Records
from data.model.share import Share, Terms
from data.model.therapist import Therapist, WarningSign
from data.vault.tables import therapists
from tests.rig.people import THEN, TODAY, a_jot, a_therapist

for _module in pkgutil.iter_modules(data.model.__path__, "data.model."):
    importlib.import_module(_module.name)


def _below(kind: type[Record]) -> list[type[Record]]:
    below = [entry for entry in kind.__subclasses__() if entry.__module__.startswith("data.model.")]
    return below + [deeper for entry in below for deeper in _below(entry)]


KINDS = _below(Record)
SECRET = "Do not tell Birch"

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def _what(check: Callable[[], object]) -> str:
    with pytest.raises(ValidationError) as caught:
        check()
    return problem(caught.value)[1]


def test_every_kind_of_record_is_asked() -> None:
    assert {Archive, Records, Note, Therapist, WarningSign, Share} <= set(KINDS)


@each_kind
def test_a_record_never_changes(kind: type[Record]) -> None:
    made = kind.model_construct()
    for field in kind.model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(made, field, None)


@each_kind
def test_a_field_nobody_knows_is_refused(kind: type[Record]) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate({"colour": "red"})
    problems = {(line["loc"], line["type"]) for line in caught.value.errors()}
    assert (("colour",), "extra_forbidden") in problems


@each_kind
@pytest.mark.parametrize(
    "broken", [SECRET + "\x00", [SECRET], SECRET * 10_000], ids=["null", "list", "too long"]
)
def test_a_refusal_repeats_nothing_that_was_typed(kind: type[Record], broken: object) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(dict.fromkeys(kind.model_fields, broken))
    assert SECRET not in str(caught.value)
    assert SECRET not in str(BadRecord(*problem(caught.value)))


@pytest.mark.parametrize(
    "make",
    [
        lambda: a_jot(SECRET, helped=SECRET),
        lambda: a_therapist(SECRET, began=date(2026, 2, 1), ended=date(2026, 1, 1)),
        lambda: Records(therapists=(a_therapist(SECRET), a_therapist(SECRET))),
    ],
    ids=["jot", "therapist", "records"],
)
def test_a_rule_between_fields_repeats_nothing_either(make: Callable[[], Record]) -> None:
    with pytest.raises(ValidationError) as caught:
        make()
    assert SECRET not in str(caught.value)
    assert SECRET not in str(BadRecord(*problem(caught.value)))


@pytest.mark.parametrize(
    ("kind", "given_instead"),
    [
        (Step, "3"),
        (Step, 3.0),
        (Step, True),
        (Text, b"text"),
        (Text, 3),
        (Day, "2026-10-01"),
        (Day, THEN),
        (Instant, "2026-10-01T18:00:00Z"),
        (Instant, date(2026, 10, 1)),
    ],
)
def test_nothing_is_taken_for_something_else(kind: Any, given_instead: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(given_instead, strict=True)


@given(some.text(some.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_text_is_kept_as_typed(text: str) -> None:
    assert TypeAdapter(Text).validate_python(text) == text


def test_a_text_may_be_long_but_not_endless() -> None:
    longest = "🫠" * LONGEST_TEXT
    assert TypeAdapter(Text).validate_python(longest) == longest
    assert _what(lambda: TypeAdapter(Text).validate_python(longest + "x")) == "it is too long"


@pytest.mark.parametrize("kind", [Text, Line, Name])
def test_what_no_file_can_keep_is_refused(kind: Any) -> None:
    assert "null character" in _what(lambda: TypeAdapter(kind).validate_python("a\x00b"))
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python("half \ud83e")


@given(some.text(some.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=70))
def test_a_name_loses_only_the_blanks_around_it(text: str) -> None:
    if len(text.strip()) > 60:
        assert _what(lambda: TypeAdapter(Name).validate_python(text)) == "it is too long"
    elif all(unicodedata.category(c) in {"Cf", "Zs"} for c in text):
        assert _what(lambda: TypeAdapter(Name).validate_python(text)) == "it must not be empty"
    else:
        assert TypeAdapter(Name).validate_python(text) == text.strip()


@pytest.mark.parametrize("kind", [Line, Name])
@pytest.mark.parametrize("end", ["\n", "\r", "\t", "\v", "\x85", "\u2028", "\u2029", "\x1b"])
def test_a_line_stays_on_one_line(kind: Any, end: str) -> None:
    assert (
        _what(lambda: TypeAdapter(kind).validate_python(f"a{end}b")) == "it must stand on one line"
    )


def test_a_line_may_be_empty() -> None:
    assert TypeAdapter(Line).validate_python("") == ""
    assert _what(lambda: TypeAdapter(Line).validate_python("x" * 201)) == "it is too long"


def test_a_day_lies_in_1900_or_later() -> None:
    assert TypeAdapter(Day).validate_python(date(1900, 1, 1)) == date(1900, 1, 1)
    sentence = _what(lambda: TypeAdapter(Day).validate_python(date(1899, 12, 31)))
    assert sentence == "the date must be in 1900 or later"


def test_an_instant_is_kept_in_utc_and_needs_a_timezone() -> None:
    there = datetime(2026, 10, 1, 20, tzinfo=timezone(timedelta(hours=2)))
    instant = TypeAdapter(Instant).validate_python(there)
    assert (instant, instant.tzinfo) == (THEN, UTC)
    naive = there.replace(tzinfo=None)
    assert _what(lambda: TypeAdapter(Instant).validate_python(naive)) == "the time needs a timezone"


def test_a_step_lies_between_0_and_10() -> None:
    assert [TypeAdapter(Step).validate_python(step) for step in (0, 10)] == [0, 10]
    assert _what(lambda: TypeAdapter(Step).validate_python(-1)) == "it is too small"
    assert _what(lambda: TypeAdapter(Step).validate_python(11)) == "it is too large"


def test_ids_sort_by_time_of_making() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(set(made))
    assert {entry.version for entry in made} == {7}


def test_now_is_in_utc() -> None:
    assert now().tzinfo == UTC
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "name",
    [" maple", "MAPLE", "Maple\u00a0", "Ｍａｐｌｅ"],
    ids=["blank", "case", "space", "width"],
)
def test_names_that_look_the_same_are_the_same(name: str) -> None:
    assert name_key(name) == name_key("Maple")


def test_names_that_differ_are_not_the_same() -> None:
    assert name_key("a  b") == name_key("a b") != name_key("ab")
    assert name_key("Straße") == name_key("STRASSE")
    assert name_key("Zo\u00eb") == name_key("Zoe\u0308") != name_key("Zoe")


def test_tomorrow_is_already_today_somewhere() -> None:
    refuse_days_ahead([], TODAY)
    refuse_days_ahead([date(1900, 1, 1), TODAY + timedelta(days=1)], TODAY)
    with pytest.raises(DateAhead):
        refuse_days_ahead([TODAY, TODAY + timedelta(days=2)], TODAY)


def test_a_problem_is_told_with_the_path_to_it() -> None:
    class Outer(Record):
        signs: tuple[WarningSign, ...]

    with pytest.raises(ValidationError) as caught:
        Outer.model_validate({"signs": ({"sign": "x", "noticed": TODAY}, {"sign": "y"})})
    assert problem(caught.value) == ("signs[1].noticed", "it is missing")


@pytest.mark.parametrize("name", ["\u200b", "\u2060 ", "\u202e"])
def test_a_name_nobody_can_see_is_empty(name: str) -> None:
    assert _what(lambda: TypeAdapter(Name).validate_python(name)) == "it must not be empty"


def test_names_that_look_alike_count_as_the_same() -> None:
    assert name_key("Maple") == name_key(" m\u200bAPLE\u2060")


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-01:00"])
def test_an_instant_outside_the_calendar_is_refused(instant: str) -> None:
    with pytest.raises(ValidationError, match="between 1900 and 9998"):
        TypeAdapter(Instant).validate_json(f'"{instant}"')


def test_a_broken_rule_is_said_with_the_field_s_own_name_and_nothing_that_was_typed() -> None:
    with (
        pytest.raises(BadRecord, match="Whom is it for") as caught,
        rules_in_words("Whom is it for"),
    ):
        Terms(words="private\nwords")
    assert "private" not in str(caught.value)
    with pytest.raises(BadRecord, match="words"), rules_in_words():
        Terms(words="private\nwords")
    with pytest.raises(BadRecord, match="“Seen”"), rules_in_words(labels={"warning_signs": "Seen"}):
        a_therapist(warning_signs=[{"sign": "x"}])


@pytest.mark.parametrize(
    "sign",
    ["\N{LATIN SMALL LETTER SHARP S}", "\u0390", "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"],
)
def test_a_name_that_grows_when_it_is_folded_finds_room(sign: str) -> None:
    column = therapists.c.name_key.type
    assert isinstance(column, String)
    keys = {name_key(sign * 60), name_key(sign * 59 + "a"), name_key(sign * 59 + "b")}
    assert len(keys) == 3
    assert all(len(key) <= (column.length or 0) for key in keys)
    assert name_key(sign * 60) == name_key(f" {sign * 60} ")


def test_an_id_says_when_it_was_made() -> None:
    before = now()
    made = id_time(new_id())
    assert made is not None
    assert before - timedelta(milliseconds=1) <= made <= now()
    assert id_time(uuid4()) is None
