"""Two beside each other: dots and pulls are those of the report."""

import json
from itertools import combinations

import pytest

from components.charts import pair as chart
from components.charts.pair import Side
from components.charts.palette import Theme
from data.fit.comparison import Pair
from data.fit.report import report
from tests.components.charts.cases import THEMES, records_in
from tests.components.charts.inside import all_between

SIDES = (Side("Maple", 3), Side("Rowan", 2))


def pairs() -> tuple[Pair, ...]:
    return report(records_in("the example")).pairs


@pytest.mark.parametrize("theme", THEMES)
def test_the_marks_lie_inside_the_picture(theme: Theme) -> None:
    for pair in pairs():
        drawn = chart.rows(pair, SIDES, theme)
        assert all_between(drawn[["x", "x2"]], -1, 1)
        assert all_between(drawn[["y"]], 0, chart.height(pair))
        assert chart.spec(chart.height(pair), theme)["height"] == chart.height(pair)


def test_the_dots_say_in_how_many_of_twenty_cases_the_first_is_ahead() -> None:
    for pair in pairs():
        dots = chart.rows(pair, SIDES, "light").query("part == 'dot'")
        assert len(dots) == chart.DOTS
        first = dots.iloc[0].colour if chart.ahead(pair) else None
        assert (dots.colour == first).sum() in {chart.ahead(pair), 0}
        assert chart.ahead(pair) == round(20 * pair.p_a_ahead)


def test_a_pull_points_to_whom_it_speaks_for_and_the_strongest_is_the_longest() -> None:
    for pair in pairs():
        drawn = chart.rows(pair, SIDES, "light")
        bars = drawn[drawn.part == "pull"]
        wanted = chart.pulls(pair)
        assert [x < 0 for x in bars.x2] == [pull.by > 0 for pull in wanted]
        if wanted:
            assert abs(bars.x2.iloc[0]) == pytest.approx(1)
            assert bars.x2.abs().is_monotonic_decreasing


def test_two_that_are_told_apart_by_nothing_are_drawn() -> None:
    even = Pair(pairs()[0].a, pairs()[0].b, 0.5, ())
    drawn = chart.rows(even, SIDES, "dark")
    assert (drawn.part == "dot").sum() == chart.DOTS
    assert chart.says(even, SIDES) == "Maple and Rowan fit about equally well. "


def test_the_picture_is_told_in_words() -> None:
    for pair, _ in combinations(pairs(), 2):
        sentence = chart.says(pair, SIDES)
        assert "of 20 cases" in sentence or "equally well" in sentence
        assert all(pull.dimension.name in sentence for pull in chart.pulls(pair))


def test_a_prepared_picture_holds_nothing_private() -> None:
    spec = json.dumps(chart.spec(300, "light"))
    assert "Maple" not in spec
    assert "datasets" not in spec
