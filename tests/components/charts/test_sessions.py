"""Several at the same session number: paths, and names that do not lie on each other."""

import json
from itertools import pairwise

import pytest

from components.charts import canvas, sessions
from components.charts.sessions import SessionLine

TWO = [SessionLine("Maple", 0, [(1, 5.0), (2, 6.0), (9, 8.0)]), SessionLine("Birch", 1, [(2, 3.0)])]


def test_each_step_is_drawn_where_it_is() -> None:
    drawn = sessions.rows(TWO, "light").to_pandas()
    steps = drawn[drawn.part == "step"]
    assert list(zip(steps.x, steps.y, strict=True)) == [(1, 5), (2, 6), (9, 8), (2, 3)]
    assert steps.colour.nunique() == 2
    assert steps["shape"].nunique() == 2


@pytest.mark.parametrize("highest", [10, 100])
def test_names_keep_apart_from_each_other(highest: int) -> None:
    runs = [SessionLine(f"Somebody {n}", n, [(9, 0.7 * highest)]) for n in range(4)]
    drawn = sessions.rows(runs, "light").to_pandas()
    heights = sorted(drawn[drawn.part.isin(["name", "short name"])].y)
    apart = [b - a for a, b in pairwise(heights)]
    assert min(apart) > 0.05 * highest


def test_somebody_without_a_step_has_no_name_and_no_path() -> None:
    drawn = sessions.rows([*TWO, SessionLine("Hazel", 2, [])], "light").to_pandas()
    assert "Hazel" not in set(drawn.text)
    assert sessions.rows([], "light").to_pandas().empty


def test_the_picture_is_told_in_words() -> None:
    assert sessions.says(TWO, "Trust") == (
        "Trust by session number. Maple: about 5 at note 1, about 8 at note 9. "
        "Birch: about 3 at note 2, about 3 at note 2."
    )


def test_a_prepared_picture_holds_nothing_private() -> None:
    spec = json.dumps(canvas.prepared(sessions.draw, 10, 23, "light"))
    assert "Maple" not in spec
    assert "datasets" not in spec


def test_every_picture_begins_at_the_first_session() -> None:
    """Side by side their axes began at different numbers."""
    for longest in (2, 23):
        scale = canvas.prepared(sessions.draw, 10, longest, "light")["layer"][0]["encoding"]["x"][
            "scale"
        ]
        assert scale["domain"] == [1, longest]
    assert sessions.longest_of(TWO) == 9
