"""Shares, as their owner sees them: nothing is shown that was not chosen."""

from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from data.model.record import new_id
from data.model.share import Audience, Choice, LinkDays, Passage, Share, Terms
from tests.rig.people import THEN, a_note, a_share, a_therapist


def test_a_new_choice_shows_nothing_that_was_not_chosen() -> None:
    choice = Choice(audience="other")
    assert (choice.therapists, choice.dimensions, choice.passages) == ((), (), ())
    assert (choice.by, choice.naming, choice.dates) == ("", "code name", "month")


def test_a_share_always_ends() -> None:
    with pytest.raises(ValidationError):
        Share.model_validate(a_share().model_dump(exclude={"ends_at"}))
    with pytest.raises(ValidationError):
        a_share(ends_at=THEN)
    assert Terms().days == 14
    assert get_args(LinkDays) == (1, 7, 14, 30, 90)


def test_choices_use_the_words_of_the_design() -> None:
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
        {"naming": "real name"},
        {"dates": "year"},
        {"dimensions": ("Pace",)},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_cannot_be_chosen_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Choice(**{"audience": "other"} | more)


@pytest.mark.parametrize(
    "more",
    [{"words": "for\nRobin"}, {"days": 2}, {"openings": 0}, {"openings": 1001}],
    ids=lambda more: next(iter(more)),
)
def test_terms_that_cannot_be_are_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Terms(**more)


@pytest.mark.parametrize("door", ["", "0" * 63, "G" * 64, "0" * 65])
def test_a_door_is_a_hash(door: str) -> None:
    with pytest.raises(ValidationError):
        a_share(door=door)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (0, 0)])
def test_a_passage_has_some_length_within_the_text(start: int, end: int) -> None:
    assert Passage(note=new_id(), start=0, end=1).end == 1
    with pytest.raises(ValidationError):
        Passage(note=new_id(), start=start, end=end)


def test_a_share_comes_back_as_it_was() -> None:
    choice = Choice(
        audience="other",
        by="Sam",
        therapists=(new_id(),),
        dimensions=("pace", "own-silences"),
        passages=(Passage(note=new_id(), start=3, end=9),),
    )
    terms = Terms(words="for Robin", days=90, openings=3)
    share = a_share(choice=choice, terms=terms, by_phrase=True, ended_at=THEN)
    assert Share.model_validate_json(share.model_dump_json()) == share


def test_a_choice_holds_the_notes_of_its_days_and_no_time_ends_before_it_begins() -> None:
    maple = a_therapist("Maple")
    long = a_note(maple, date(2026, 3, 1)).model_copy(update={"until": date(2026, 4, 30)})
    choice = Choice(audience="other", since=date(2026, 4, 30), until=date(2026, 5, 31))
    assert choice.holds(long)
    assert not choice.holds(a_note(maple, date(2026, 6, 1)))
    assert Choice(audience="other").holds(long)
    with pytest.raises(ValidationError, match="ends before it begins"):
        Choice(audience="other", since=date(2026, 5, 1), until=date(2026, 4, 1))
