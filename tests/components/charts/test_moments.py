"""Moments as a picture: each is drawn once on its day, and how it went has a sign of its own."""

import json
from typing import Any

import pytest

from components.charts import canvas
from components.charts import moments as chart
from components.charts.palette import Theme
from data.advice.moments import happened
from data.example import example_records
from data.model.moment import Moment
from tests.components.charts.cases import THEMES
from tests.components.charts.inside import all_between
from tests.rig.people import a_note, a_therapist


@pytest.mark.parametrize("theme", THEMES)
def test_every_moment_of_the_example_is_drawn_on_its_day(theme: Theme) -> None:
    records = example_records()
    for colour_index, therapist in enumerate(records.therapists):
        found = happened(records.notes_of(therapist.id))
        drawn = chart.rows(found, colour_index, theme).to_pandas()
        main = drawn[~drawn.part.isin(["label", "full", "half"])]
        assert sorted(day.date() for day in main.x) == sorted(note.day for note in found)
        assert all_between(drawn[["y"]], 0, chart.height(found))


@pytest.mark.parametrize(
    ("kind", "settled", "parts"),
    [
        ("disagreed", "yes", {"full", "outline"}),
        ("disagreed", "partly", {"half", "outline"}),
        ("disagreed", "no", {"outline"}),
        ("disagreed", "not yet", {"outline"}),
        ("disagreed", None, {"dot"}),
        ("repaired", None, {"good"}),
    ],
)
def test_how_it_went_has_a_sign_of_its_own(kind: Any, settled: Any, parts: set[str]) -> None:
    found = happened([a_note(a_therapist(), moments=(Moment(kind=kind, settled=settled),))])
    assert set(chart.rows(found, 0, "light").to_pandas().part) == parts | {"label"}


def test_the_picture_is_told_in_words_and_its_spec_holds_nothing_private() -> None:
    note = a_note(a_therapist(), moments=(Moment(kind="pushed", settled="yes", words="Private."),))
    found = happened([note])
    assert chart.says(found) == "1 time you felt pushed: worked through."
    assert "Private." not in chart.rows(found, 0, "light").to_pandas().to_csv()
    assert "2026" not in json.dumps(canvas.prepared(chart.draw, "dark", tall=chart.height(found)))
