"""Shares, as their owner sees them: nothing is shown that was not chosen."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from data.model.record import new_id
from data.model.share import Audience, Passage, Share, State
from tests.people import THEN


def _a_share(**more: Any) -> Share:
    given: dict[str, Any] = {"id": new_id(), "audience": "partner or friend", "made_at": THEN}
    return Share(**given | {"ends_at": THEN + timedelta(days=14)} | more)


def test_a_new_share_shows_nothing_that_was_not_chosen() -> None:
    share = _a_share()
    assert (share.therapists, share.dimensions, share.passages) == ((), (), ())
    assert (share.show_needs, share.naming, share.dates) == (False, "code name", "month")
    assert (share.state, share.openings_left) == ("open", None)


def test_a_share_always_ends() -> None:
    with pytest.raises(ValidationError):
        Share.model_validate(_a_share().model_dump(exclude={"ends_at"}))


def test_shares_use_the_words_of_the_design() -> None:
    assert set(get_args(State)) == {"open", "paused", "ended"}
    assert set(get_args(Audience)) == {
        "partner or friend",
        "current therapist",
        "next therapist",
        "other",
    }


@pytest.mark.parametrize(
    "more",
    [
        {"audience": "everybody"},
        {"state": "deleted"},
        {"naming": "real name"},
        {"dates": "year"},
        {"openings_left": -1},
        {"dimensions": ("Pace",)},
        {"words": "for\nRobin"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_cannot_be_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _a_share(**more)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (0, 0)])
def test_a_passage_has_some_length_within_the_text(start: int, end: int) -> None:
    assert Passage(note=new_id(), start=0, end=1).end == 1
    with pytest.raises(ValidationError):
        Passage(note=new_id(), start=start, end=end)


def test_a_share_comes_back_as_it_was() -> None:
    share = _a_share(
        words="for Robin",
        therapists=(new_id(),),
        dimensions=("pace", "own-silences"),
        passages=(Passage(note=new_id(), start=3, end=9),),
        show_needs=True,
        openings_left=0,
    )
    assert Share.model_validate_json(share.model_dump_json()) == share
