"""Centred on the need: the same marks, counted from its middle."""

import pandas as pd
import pytest

from components.charts import profile
from components.charts.centred import ENDS, around_need, both_ways
from tests.components.charts.cases import CASES, block_in, blocks_in
from tests.components.charts.inside import all_between


@pytest.mark.parametrize("case", list(CASES))
def test_every_mark_lies_inside_the_picture(case: str) -> None:
    for block in blocks_in(case):
        moved = around_need(profile.rows(block, "light"), block[0].cell)
        assert all_between(moved[["x", "x2"]], *ENDS)
        assert all_between(moved[["y", "y2"]], 0, profile.height(block))


def test_marks_are_counted_from_the_middle_of_the_need() -> None:
    block = block_in("the example")
    need = block[0].cell.need
    before = profile.rows(block, "light")
    after = around_need(before, block[0].cell)
    for part in ("need", "range", "level", "rating", "newest"):
        there, here = before[before.part == part], after[after.part == part]
        middle = (need.low + need.high) / 2
        assert list(here.x) == pytest.approx([x - middle for x in there.x])
        assert here[["who", "note"]].equals(there[["who", "note"]])


def test_the_ends_say_what_lies_on_which_side() -> None:
    two_sided, one_sided = block_in("the example", 0), block_in("the example", 2)
    pace = around_need(profile.rows(two_sided, "light"), two_sided[0].cell)
    assert list(pace[pace.part == "low end"].text) == ["too slow"]
    assert list(pace[pace.part == "high end"].text) == ["too pushy"]
    disagreement = around_need(profile.rows(one_sided, "light"), one_sided[0].cell)
    assert list(disagreement[disagreement.part == "high end"].text) == [""]


@pytest.mark.parametrize("case", list(CASES))
def test_every_mark_has_both_places_or_is_not_drawn_around_the_need(case: str) -> None:
    for block in blocks_in(case):
        drawn, cell = profile.rows(block, "light"), block[0].cell
        both, moved = both_ways(drawn, cell), around_need(drawn, cell)
        pd.testing.assert_frame_equal(both[drawn.columns], drawn)
        there = both[both.need_x.notna()]
        assert list(there.index) == list(moved.index)
        for name in ("x", "x2", "text"):
            pd.testing.assert_series_equal(
                there[f"need_{name}"], moved[name], check_names=False, check_dtype=False
            )


def test_the_scale_follows_the_field_of_the_page() -> None:
    switched = profile.spec(200, "light", switched=True)
    bound = [entry for entry in switched["params"] if "bind" in entry]
    assert [entry["bind"] for entry in bound] == [{"element": f"#{profile.FIELD}"}]
    axis = switched["layer"][0]["encoding"]["x"]
    assert f"[{ENDS[0]}, {ENDS[1]}]" in axis["scale"]["domainRaw"]["expr"]
    still = profile.spec(200, "light")
    assert [entry["name"] for entry in still["params"]] == [profile.PICKED]
    assert still["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-0.5, 10.5]
