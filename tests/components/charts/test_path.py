"""A path over time: what is drawn is what was rated, needed, and happened."""

import json
from datetime import date, timedelta

import pandas as pd
import pytest

from components.charts import canvas
from components.charts import path as chart
from components.charts.palette import Theme
from components.charts.path import Needed, Path, PathMoment
from data.fit.notes_belief import know
from data.fit.path import path
from data.model.dimension import built_in
from tests.components.charts.cases import THEMES
from tests.components.charts.inside import all_between
from tests.rig.people import a_year

FIRST = date(2026, 1, 1)


def a_path(
    *values: int, needed: tuple[Needed, ...] = (), moments: tuple[PathMoment, ...] = ()
) -> Path:
    records = a_year(pace=list(values)) if values else a_year(heard=[5])
    points = path(know(records), records.therapists[0].id, "pace")
    last = FIRST + timedelta(days=max(len(values) - 1, 0))
    return Path(built_in()["pace"], 0, points, needed, moments, FIRST, last)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("values", [(5,), (0,) * 9, (10,) * 9, (1, 9) * 9], ids=str)
def test_ratings_and_path_are_those_of_the_model(values: tuple[int, ...], theme: Theme) -> None:
    two_points = a_path(*values)
    drawn = chart.rows(two_points, theme).to_pandas()
    assert list(drawn[drawn.part == "rating"].y) == list(values)
    assert list(drawn[drawn.part == "path"].y) == [point.level for point in two_points.points]
    assert all_between(drawn[["y", "y2"]], -0.7, 12.6)
    days = pd.to_datetime(pd.Series([two_points.first, two_points.last]))
    assert drawn.x.between(days.iloc[0], days.iloc[1]).all()


def test_one_rating_has_a_range_too() -> None:
    assert (chart.rows(a_path(5), "light").to_pandas().part == "reach").sum() == 1
    assert (chart.rows(a_path(5, 6), "light").to_pandas().part == "reach").sum() == 0


def test_the_band_steps_where_needs_changed_and_stops_where_there_was_none() -> None:
    steps = (
        Needed(FIRST + timedelta(days=2), 3, 6),
        Needed(FIRST + timedelta(days=4), None, None),
        Needed(FIRST + timedelta(days=6), 5, 8),
    )
    drawn = chart.rows(a_path(*[5] * 9, needed=steps), "light").to_pandas()
    bands = drawn[drawn.part == "need"]
    # What was needed first is what the notes before it are seen against.
    assert [day.day for day in bands.x] == [1, 7]
    assert [day.day for day in bands.x2] == [5, 9]
    assert list(bands.y) == pytest.approx([2.6, 4.6])


def test_signs_of_moments_close_together_do_not_lie_on_each_other() -> None:
    moments = (
        PathMoment(FIRST, "disagreed"),
        PathMoment(FIRST, "pushed"),
        PathMoment(FIRST + timedelta(days=9), "repaired"),
    )
    drawn = chart.rows(a_path(*[5] * 31, moments=moments), "light").to_pandas()
    signs = drawn[drawn.part == "moment"]
    assert list(signs.text) == [
        "1 January 2026: disagreed",
        "1 January 2026: pushed",
        "10 January 2026: repaired",
    ]
    first, second, later = signs.y
    assert first != second
    assert first == later
    assert signs["shape"].nunique() == len(moments)


def test_the_chosen_stretch_is_marked() -> None:
    chosen = (FIRST + timedelta(days=2), FIRST + timedelta(days=4))
    drawn = chart.rows(a_path(*[5] * 9), "light", chosen).to_pandas()
    marked = drawn[drawn.part == "stretch"]
    assert [day.day for day in (*marked.x, *marked.x2)] == [3, 5]
    assert "stretch" not in set(chart.rows(a_path(5), "light").to_pandas().part)


def test_the_picture_is_told_in_words() -> None:
    assert chart.says(a_path()) == "Pace: not rated yet."
    assert chart.says(a_path(5)) == "Pace over time. One rating, 5, on 1 January 2026."
    sentence = chart.says(a_path(2, 2, 2, 8, 8, 8))
    assert sentence.startswith("Pace over time. About ")
    assert sentence.endswith("about 8 on 6 January 2026.")


def test_a_prepared_picture_holds_nothing_private() -> None:
    spec = json.dumps(canvas.prepared(chart.draw, "light"))
    assert "2026" not in spec
    assert "datasets" not in spec
