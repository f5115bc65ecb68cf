"""Moments and one's own part: the words of the vocabulary, and nothing has to be answered."""

from typing import get_args

import pytest
from pydantic import ValidationError

from data.model.moment import AndMe, Moment, MomentKind, OwnPart, Settled, TheyDid


def test_moments_use_the_words_of_the_vocabulary() -> None:
    assert set(get_args(MomentKind)) == {
        "disagreed",
        "pushed",
        "held back",
        "hard to hear",
        "felt heard",
        "let down",
        "repaired",
    }
    assert set(get_args(AndMe)) == {
        "thought about it",
        "changed my mind",
        "still see it differently",
        "closed up",
    }


@pytest.mark.parametrize("kind", get_args(MomentKind))
def test_a_moment_needs_no_answers(kind: MomentKind) -> None:
    assert Moment(kind=kind).model_dump(exclude_defaults=True) == {"kind": kind}


def test_did_nothing_and_not_answered_differ() -> None:
    assert "nothing" in get_args(TheyDid)
    assert "not yet" in get_args(Settled)
    unanswered = Moment(kind="pushed")
    assert unanswered != Moment(kind="pushed", they="nothing")
    assert unanswered != Moment(kind="pushed", settled="not yet")


@pytest.mark.parametrize("field", ["kind", "they", "settled", "me", "me_later"])
def test_other_words_are_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        Moment.model_validate({"kind": "pushed"} | {field: "shouted"})


def test_how_open_one_was_lies_on_the_scale_or_is_left_out() -> None:
    assert OwnPart().open is None
    assert [OwnPart(open=step).open for step in (0, 10)] == [0, 10]
    for step in (-1, 11):
        with pytest.raises(ValidationError):
            OwnPart(open=step)
