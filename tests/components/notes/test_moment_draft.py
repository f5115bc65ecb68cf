"""A moment tapped, taken back and tapped again keeps its answers; editing changes nothing else."""

from datetime import date

from components.notes.moment_draft import (
    kinds_on,
    moments_of,
    with_another,
    with_kinds,
)
from data.model.moment import Moment

SAVED = (
    Moment(kind="disagreed", they="explained", me="closed up", asked_again=date(2026, 10, 8)),
    Moment(kind="pushed"),
    Moment(kind="disagreed", settled="no", words="Again."),
)


def test_the_moments_of_a_note_come_back_as_they_were() -> None:
    drafts = moments_of(SAVED)
    assert tuple(draft.moment() for draft in drafts.values()) == SAVED
    assert list(drafts) == ["disagreed", "pushed", "disagreed 2"]


def test_a_kind_that_is_tapped_again_has_its_answers_still() -> None:
    drafts = moments_of(SAVED)
    without = with_kinds(drafts, ["pushed"])
    assert kinds_on(without) == ["pushed"]
    assert with_kinds(without, ["pushed", "disagreed"]) == drafts


def test_a_new_kind_comes_last() -> None:
    drafts = with_kinds(moments_of(SAVED), ["let down", "pushed", "disagreed"])
    assert list(drafts)[-1] == "let down"
    assert kinds_on(drafts) == ["disagreed", "pushed", "let down"]


def test_there_can_be_several_of_a_kind() -> None:
    drafts = with_another(with_another(moments_of(SAVED), "pushed"), "disagreed")
    assert list(drafts)[-2:] == ["pushed 2", "disagreed 3"]
