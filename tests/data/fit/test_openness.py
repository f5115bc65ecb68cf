"""What goes with what is said only where enough notes say it clearly."""

import pytest

from data.fit.openness import ENOUGH, Trend, goes_with_openness
from data.model.moment import OwnPart
from data.model.note import Note
from tests.rig.people import a_note, a_therapist, ratings


def notes(opened: list[int], pace: list[int]) -> list[Note]:
    who = a_therapist()
    return [
        a_note(who, ratings=ratings(pace=rated), own_part=OwnPart(open=open_))
        for open_, rated in zip(opened, pace, strict=True)
    ]


@pytest.mark.parametrize(
    ("opened", "pace", "way"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 4, 4, 6, 6, 8, 8], "higher"),
        ([1, 2, 3, 4, 5, 6, 7, 8], [9, 8, 8, 6, 5, 5, 3, 1], "lower"),
        ([1, 2, 3, 4, 5, 6, 7, 8], [5, 9, 1, 6, 4, 9, 1, 5], None),
        ([5] * 8, [1, 2, 3, 4, 5, 6, 7, 8], None),
        ([1, 2, 3, 4, 5, 6, 7, 8], [5] * 8, None),
    ],
    ids=["together", "against", "not clearly", "always as open", "always the same rating"],
)
def test_it_is_said_only_where_it_is_clear(
    opened: list[int], pace: list[int], way: Trend | None
) -> None:
    assert goes_with_openness(notes(opened, pace), "pace") == way


def test_a_few_notes_say_nothing() -> None:
    few = list(range(ENOUGH - 1))
    assert goes_with_openness(notes(few, few), "pace") is None


def test_a_note_without_an_answer_counts_for_nothing() -> None:
    many = list(range(ENOUGH))
    silent = [a_note(a_therapist("Birch"), ratings=ratings(pace=0)) for _ in range(20)]
    assert goes_with_openness([*notes(many, many), *silent], "pace") == "higher"
    assert goes_with_openness([*notes(many, many), *silent], "heard") is None
