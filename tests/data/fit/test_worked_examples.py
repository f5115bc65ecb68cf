"""The worked examples of the description, each as it is printed there."""

from dataclasses import asdict

import pytest

from data.fit.report import report
from tests.data.fit.reports import cell_of, only
from tests.rig.people import a_profile, a_year, needs

OTHERS = {
    "directness": [6, 7, 8, 7, 6, 8, 7, 7, 7],
    "challenge": [7, 7, 8, 6, 7, 6, 8, 7, 8],
    "lead": [8, 6, 7, 7, 7, 8, 6, 7, 6],
    "depth": [6, 8, 7, 7, 8, 6, 7, 7, 7],
}
"""The other cells of the worked examples: four series of nine ratings 6..8."""

CALM = [8, 9, 8, 8, 7, 8, 8, 9]


@pytest.mark.parametrize(
    ("values", "need", "printed", "words", "must"),
    [
        (CALM, (7, 10), {"p_inside": 0.98}, "where you want it", "met"),
        ([*CALM, 2], (7, 10), {"p_far": 0.51}, "on the edge", "unclear"),
        ([*CALM, 2, 1], (7, 10), {"p_far": 0.99}, "too little", "missed"),
        ([*CALM, 2, 8], (7, 10), {"p_inside": 0.97}, "where you want it", "met"),
        (
            [1, 9, 1, 9, 1, 9],
            (3, 6),
            {"p_below": 0.22, "p_inside": 0.30, "p_above": 0.48},
            "swings",
            "missed",
        ),
        ([6] * 9, (7, 10), {"p_below": 0.80, "level": 6.0}, "a bit too little", "just outside"),
        ([7] * 9, (7, 10), {"p_inside": 0.80}, "where you want it", "met"),
    ],
    ids=["calm", "one break", "a break that repeats", "one upset", "swings", "six", "seven"],
)
def test_the_worked_examples_come_out_as_printed(
    values: list[int], need: tuple[int, int], printed: dict[str, float], words: str, must: str
) -> None:
    profile = a_profile(needs=needs(pace=need), must_haves=("pace",))
    whole_report = report(a_year("Maple", pace=values, **OTHERS), profile)
    cell = cell_of(whole_report)
    assert cell.outlook
    found = asdict(cell.outlook)
    assert {key: found[key] for key in printed} == pytest.approx(printed, abs=0.005)
    assert cell.side.words == words
    assert only(whole_report).musts[0].status == must
    breaks = [check for check in whole_report.checks if check.kind == "break"]
    assert bool(breaks) == (values == [*CALM, 2])


def test_the_worked_example_without_a_rating() -> None:
    profile = a_profile(needs=needs(pace=(3, 6)), must_haves=("pace",))
    whole_report = report(a_year("Maple", **OTHERS), profile)
    assert cell_of(whole_report).side.words == "not rated yet"
    assert [(must.status, must.p_far) for must in only(whole_report).musts] == [("not known", None)]
