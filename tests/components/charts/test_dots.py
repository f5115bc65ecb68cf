"""Twenty dots for each therapist: as the report has them, moved no further than they must."""

import json
from collections import Counter
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from components.charts import canvas, dots
from components.charts.palette import Theme, sign
from data.fit.phrases import fit_words
from data.fit.report import Standing
from tests.components.charts.cases import (
    CASES,
    THEMES,
    columns_in,
    private_in,
    standings_in,
    whole,
)
from tests.components.charts.font import broad
from tests.components.charts.marks import DrawnMark, lies_inside, marks_of, of_part, texts

EVERY = pytest.mark.parametrize("case", CASES)
BOTH = pytest.mark.parametrize("theme", THEMES)

COLUMN, HIGHEST = 2.5, 10
"""Percent that a dot takes, and how many stand on each other."""

quickly = settings(max_examples=80, deadline=None, derandomize=True)


@cache
def drawn_in(case: str, theme: Theme = "light") -> list[DrawnMark]:
    return marks_of(dots.rows(columns_in(case), theme))


def compared_in(case: str) -> list[Standing]:
    return [entry for entry in standings_in(case) if entry.fit]


@BOTH
@EVERY
def test_marks_and_words_lie_inside_the_picture(case: str, theme: Theme) -> None:
    drawn, tall = drawn_in(case, theme), dots.height(columns_in(case))
    assert lies_inside(drawn, (-2, 102), tall)
    for mark in of_part(drawn, "words"):
        assert broad(mark.text, 12) <= canvas.wide(mark.text, 12) <= canvas.PHONE


@EVERY
def test_whoever_is_compared_has_a_name_a_range_and_twenty_dots(case: str) -> None:
    drawn = drawn_in(case)
    compared = compared_in(case)
    said = "".join(note.therapist.name + fit_words(note) for note in compared)
    assert whole("".join(texts(of_part(drawn, "words")))) == whole(said)
    signs = [
        sign(column.colour_index, "light") for column in columns_in(case) if column.standing.fit
    ]
    assert [mark.sign for mark in of_part(drawn, "dot")] == [
        other for other in signs for _ in range(20)
    ]


@EVERY
def test_dots_are_the_report_s_own(case: str) -> None:
    drawn = of_part(drawn_in(case), "dot")
    for at, entry in enumerate(compared_in(case)):
        assert entry.fit
        own = drawn[20 * at : 20 * at + 20]
        assert [mark.x for mark in own] == [x for x, _ in dots.stacked(entry.fit.dots)]


@EVERY
def test_no_dot_hides_another_and_none_reaches_the_words(case: str) -> None:
    drawn = drawn_in(case)
    dot = of_part(drawn, "dot")
    assert len({(mark.x, mark.y) for mark in dot}) == len(dot)
    taken = [mark.y for mark in of_part(drawn, "words")]
    assert all(abs(mark.y - y) >= 12 for mark in dot for y in taken)


@quickly
@given(some.lists(some.floats(0, 1), max_size=20))
@example([1.0] * 20)
@example([0.0] * 20)
@example([0.35, 0.7, 0.975, 1.0])
def test_a_dot_moves_only_where_every_nearer_column_is_full(cases: list[float]) -> None:
    places = dots.stacked(tuple(cases))
    standing = Counter(x for x, _ in places)
    assert max(standing.values(), default=0) <= HIGHEST
    for case, (x, _) in zip(cases, places, strict=True):
        wanted, got = min(int(100 * case / COLUMN), 39), int(x / COLUMN)
        nearer = [at for at in range(40) if abs(at - wanted) < abs(got - wanted)]
        assert all(standing[COLUMN * (at + 0.5)] == HIGHEST for at in nearer)
        assert abs(wanted - got) <= 1  # else it would say something else


@quickly
@given(some.lists(some.floats(0, 1), max_size=20))
def test_dots_stand_on_each_other_without_a_gap(cases: list[float]) -> None:
    up: dict[float, list[int]] = {}
    for x, under in dots.stacked(tuple(cases)):
        up.setdefault(x, []).append(under)
    assert all(column == list(range(len(column))) for column in up.values())


def test_with_room_for_all_no_dot_moves() -> None:
    spread = tuple((at + 0.5) / 40 for at in range(0, 40, 2))
    assert [x for x, _ in dots.stacked(spread)] == pytest.approx([100 * entry for entry in spread])


def test_many_alike_stand_in_two_columns() -> None:
    places = dots.stacked((1.0,) * 20)
    assert {x for x, _ in places} == {98.75, 96.25}
    assert {up for _, up in places} == set(range(10))


def test_nobody_compared_is_an_empty_picture() -> None:
    assert drawn_in("nothing rated") == []
    assert dots.height(columns_in("nothing rated")) == 0


@BOTH
def test_a_prepared_picture_holds_nothing_of_anybody(theme: Theme) -> None:
    spec = canvas.prepared(dots.draw, theme, tall=321)
    assert spec["height"] == 321
    prepared = json.dumps(spec)
    assert not [entry for entry in private_in("the example") if entry in prepared]
    assert '"values"' not in prepared.replace('"values": [0, 25, 50, 75, 100]', "")
    assert "datasets" not in prepared


def test_the_picture_is_told_in_words() -> None:
    sentence = dots.says(columns_in("the example"))
    assert sentence.startswith("How right sessions are likely to be. Maple: about 96 %")
    assert all(
        f"{note.therapist.name}: {fit_words(note)}" in sentence
        for note in compared_in("the example")
    )
    assert "Hazel" not in sentence
