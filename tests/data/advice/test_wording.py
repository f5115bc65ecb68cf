"""The sentences offered for one piece: both ways, whole, and in plain words."""

from datetime import date

import pytest

from data.advice.suggestions import (
    GapPiece,
    UnsaidPiece,
    left_unsaid,
    right_after,
    worth_saying,
)
from data.advice.wording import proposal, right_away
from data.example import example_records
from data.model.dimension import built_in
from data.model.moment import Moment, OwnPart
from tests.data.advice.test_suggestions import pieces, rated, report_on
from tests.data.advice.test_texts import FORBIDDEN
from tests.rig.people import TODAY, a_note, a_therapist

DAY = date(2026, 1, 1)


def test_right_after_a_hard_moment_two_sentences_are_enough() -> None:
    who = a_therapist()
    note = a_note(who, DAY, moments=(Moment(kind="pushed"), Moment(kind="hard to hear")))
    piece = right_after(who, note)
    assert piece
    said = right_away(piece, DAY)
    assert said.mild == (
        "Today you said something that was hard for me to hear. "
        "Could we look at it once more, slowly?"
    )
    assert said.plain.startswith("Today ")
    settled = Moment(kind="hard to hear", settled="yes")
    assert right_after(who, a_note(who, DAY, moments=(settled,))) is None
    assert right_after(who, a_note(who, DAY, moments=(Moment(kind="felt heard"),))) is None


def test_one_s_own_words_stand_in_it_as_they_were_written() -> None:
    who = a_therapist()
    note = a_note(who, DAY, own_part=OwnPart(unsaid="  That I {left}\nat three. "))
    (piece,) = pieces(who, (note,))
    assert isinstance(piece, UnsaidPiece)
    assert "“That I {left} at three.”" in proposal(piece, TODAY).mild
    assert left_unsaid(who, (note,))[0].text == piece.text


def test_no_proposal_for_the_example_holds_a_forbidden_word() -> None:
    records = example_records()
    for who in records.therapists:
        for piece in worth_saying(who, records.notes_of(who.id), report_on(records)):
            if isinstance(piece, GapPiece):
                for said in vars(proposal(piece, TODAY)).values():
                    assert not any(word in said.lower() for word in FORBIDDEN)


@pytest.mark.parametrize(
    ("values", "side"),
    [([0] * 5, "too little"), ([10] * 5, "too much"), ([0, 10] * 4, "swings")],
)
def test_the_side_decides_what_is_said(values: list[int], side: str) -> None:
    who = a_therapist()
    (gap,) = pieces(who, rated(who, pace=values))
    assert isinstance(gap, GapPiece)
    assert gap.side == side
    said, of = proposal(gap, TODAY), built_in()["pace"]
    assert of.raise_too_much
    raised = {"too little": of.raise_too_little.plain, "too much": of.raise_too_much.plain}
    assert raised.get(side, "too slow and too pushy") in said.plain
    assert len(gap.notes) == len(values)
