"""Moments and one's own part in a note, as lines of text."""

from typing import get_args

import pytest

from data.advice.note_phrases import moment_words, notes_count_words, own_part_words
from data.advice.texts import words
from data.model.moment import Moment, OwnPart, Settled
from tests.rig.people import a_jot, a_note, a_therapist

WHO = a_therapist()


def test_a_moment_is_a_line_with_what_they_did_and_how_it_ended() -> None:
    ask = words().moment["disagreed"].ask
    assert moment_words(Moment(kind="disagreed")) == ask
    whole = Moment(kind="disagreed", they="nothing", settled="partly")
    assert moment_words(whole) == f"{ask}: they did nothing, partly settled"
    assert moment_words(Moment(kind="disagreed", they="explained")) == f"{ask}: they explained"


@pytest.mark.parametrize("settled", get_args(Settled))
def test_however_it_was_settled_there_are_words_for_it(settled: Settled) -> None:
    assert "settled" in moment_words(Moment(kind="disagreed", settled=settled))


def test_of_one_s_own_part_only_what_was_said_has_a_line() -> None:
    assert own_part_words(a_note(WHO)) == ""
    part = OwnPart(open=0, unsaid="That I left.")
    assert own_part_words(a_note(WHO, own_part=part)) == "Open: 0 of 10\nLeft unsaid: That I left."
    assert own_part_words(a_note(WHO, own_part=OwnPart(tried="To ask"))) == "Tried: To ask"


def test_jots_are_counted_apart_as_fit_counts_none() -> None:
    """One page said 25 notes below “from 23 notes”."""
    note, jot = a_note(WHO), a_jot(therapist=WHO.id)
    assert notes_count_words([note, note]) == "2 notes"
    assert notes_count_words([note, jot, jot]) == "1 note, 2 jots"
    assert notes_count_words([jot]) == "1 jot"
    assert notes_count_words([]) == ""
