"""How broad a text will be is estimated; here the estimate is held against the real font."""

import string
from copy import deepcopy
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from components.charts import canvas, path
from tests.components.charts.font import broad

quickly = settings(max_examples=60, deadline=None, derandomize=True)

LETTERS = string.printable.strip() + " äöüßéèêñçøåÄÖÜÉØÅłšž’“”–—…"
TEXTS = some.text(LETTERS, max_size=60)


@quickly
@given(TEXTS)
@example("W" * 60)
@example("mmm MMM @@@ %%% www")
@example("Дружеский кабинет")
@example("Καλημέρα σας")
@example("漢字かな交じり文")
def test_no_text_is_broader_than_estimated(text: str) -> None:
    for size in (12, 13, 15):
        assert broad(text, size) <= canvas.wide(text, size) + 0.01
        assert broad(text, size, bold=True) <= canvas.wide(text, size) + 0.01


@pytest.mark.parametrize(
    "said",
    [
        "5 of 6 needs where you want them",
        "Misses a must-have: Respect for disagreement",
        "Maple: where you want it; 22 notes",
        "understands where I come from",
    ],
)
def test_ordinary_texts_are_not_broken_long_before_they_must(said: str) -> None:
    assert canvas.wide(said) < 1.4 * broad(said)


@quickly
@given(TEXTS, some.integers(60, 340))
def test_every_line_fits_and_nothing_is_lost(text: str, room: int) -> None:
    lines = canvas.lines_of(text, room)
    assert all(canvas.wide(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@quickly
@given(TEXTS, some.integers(60, 340))
def test_no_line_ends_before_it_must(text: str, room: int) -> None:
    lines = canvas.lines_of(text, room)
    for line, then in pairwise(lines):
        assert canvas.wide(f"{line} {then.split()[0]}") > room


def test_a_word_is_broken_only_where_no_line_is_long_enough_for_it() -> None:
    assert canvas.lines_of("one enormously", 90) == ["one", "enormously"]
    assert canvas.lines_of("W" * 30, 200) == ["W" * 15, "W" * 15]


def test_where_there_is_nothing_to_say_there_is_one_empty_line() -> None:
    assert canvas.lines_of("") == [""]


def test_a_mark_has_every_column_and_nothing_where_it_has_nothing() -> None:
    drawn = canvas.table([{"part": "dot", "x": 1}, {"part": "words", "text": "a"}], ("part", "x"))
    assert drawn.to_pylist() == [{"part": "dot", "x": 1}, {"part": "words", "x": None}]


def test_a_stretch_of_time_leaves_the_picture_it_was_made_of_as_it_was() -> None:
    prepared = canvas.prepared(path.draw, "light")
    before = deepcopy(prepared)
    days = date(2026, 1, 1), date(2026, 3, 1)
    drawn = canvas.between(prepared, *days)
    assert prepared == before
    (scale,) = [
        layer["encoding"]["x"]["scale"]
        for layer in drawn["layer"]
        if "domain" in layer["encoding"]["x"].get("scale", {})
        and isinstance(layer["encoding"]["x"]["scale"]["domain"][0], dict)
    ]
    assert [(day["year"], day["month"], day["date"]) for day in scale["domain"]] == [
        (day.year, day.month, day.day) for day in days
    ]
