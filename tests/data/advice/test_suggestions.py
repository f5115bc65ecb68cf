"""What is worth saying: few things, each with its notes, in an order that never changes."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.advice.suggestions import (
    MOST,
    GapPiece,
    MomentPiece,
    Piece,
    left_unsaid,
    right_after,
    worth_saying,
)
from data.advice.texts import they_could, words
from data.advice.wording import proposal
from data.errors import NothingToShow
from data.fit.report import Report, report
from data.model.moment import Moment, OwnPart
from data.model.note import Note, Rating
from data.model.record import new_id
from data.model.records import Records
from data.model.therapist import Therapist, WarningSign
from data.model.to_say import Said, ToSay
from tests.rig.people import TODAY, a_note, a_profile, a_therapist, needs, ratings

DAY = date(2026, 1, 1)
THEN = datetime(2026, 10, 1, tzinfo=UTC)
SIGN = WarningSign(sign="I do not feel safe", noticed=DAY)
NEEDS = a_profile(needs=needs(pace=(4, 6), heard=(6, 10), talk=(3, 5)), must_haves=("heard",))

a_moment = st.builds(
    Moment,
    kind=st.sampled_from(list(words().moment)),
    settled=st.sampled_from([None, "yes", "partly", "no", "not yet"]),
    words=st.sampled_from(["", "Said so.", "{braces}"]),
)
an_evening = st.fixed_dictionaries(
    {
        "days": st.integers(0, 400),
        "pace": st.none() | st.integers(0, 10),
        "heard": st.none() | st.integers(0, 10),
        "moments": st.lists(a_moment, max_size=3),
        "unsaid": st.sampled_from(["", " ", "That I left.", "{When}"]),
    }
)


def report_on(records: Records) -> Report | None:
    try:
        return report(records)
    except NothingToShow:
        return None


def as_notes(who: Therapist, evenings: list[dict[str, Any]]) -> tuple[Note, ...]:
    notes = (
        a_note(
            who,
            DAY + timedelta(days=evening["days"]),
            ratings=tuple(
                Rating(dimension=key, value=evening[key])
                for key in ("pace", "heard")
                if evening[key] is not None
            ),
            moments=tuple(evening["moments"]),
            own_part=OwnPart(unsaid=evening["unsaid"]) if evening["unsaid"] else None,
        )
        for evening in evenings
    )
    return tuple(sorted(notes, key=lambda note: note.order))


def pieces(who: Therapist, notes: tuple[Note, ...]) -> tuple[Piece, ...]:
    records = Records(therapists=(who,), notes=notes, need_profiles=(NEEDS,))
    return worth_saying(who, records.notes_of(who.id), report_on(records))


@settings(max_examples=60, deadline=None)
@given(st.lists(an_evening, max_size=8), st.randoms(use_true_random=False))
def test_never_more_than_three_each_with_its_notes_in_a_stable_order(
    evenings: list[dict[str, Any]], chance: Random
) -> None:
    who = a_therapist()
    notes = as_notes(who, evenings)
    found = pieces(who, notes)
    assert len(found) <= MOST
    there = {note.id for note in notes}
    for piece in found:
        assert piece.notes, "every piece has evidence"
        assert set(piece.notes) | {piece.note} <= there
        for said in vars(proposal(piece, TODAY)).values():
            assert said.strip()
            assert "{When}" not in said.replace("“{When}”", "")
    weights = [piece.weight for piece in found]
    assert weights == sorted(weights, reverse=True)
    shuffled = list(notes)
    chance.shuffle(shuffled)
    again = tuple(sorted(shuffled, key=lambda note: note.order))
    assert pieces(who, again) == found


@settings(max_examples=30, deadline=None)
@given(st.lists(an_evening, min_size=1, max_size=6))
def test_never_for_a_therapist_marked_unsafe(evenings: list[dict[str, Any]]) -> None:
    who = a_therapist(warning_signs=(SIGN,))
    notes = as_notes(who, evenings)
    assert pieces(who, notes) == ()
    assert left_unsaid(who, notes) == ()
    assert all(right_after(who, note) is None for note in notes)


@settings(max_examples=30, deadline=None)
@given(st.lists(an_evening, min_size=1, max_size=6))
def test_what_was_taken_up_is_not_offered_again(evenings: list[dict[str, Any]]) -> None:
    who = a_therapist()
    notes = as_notes(who, evenings)
    for piece in pieces(who, notes):
        sentence = as_to_say(piece)
        found = pieces(who.model_copy(update={"to_say": (sentence,)}), notes)
        if isinstance(piece, GapPiece):
            assert all(getattr(entry, "dimension", None) != piece.dimension for entry in found)
        else:
            assert piece not in found


def as_to_say(piece: Piece) -> ToSay:
    return ToSay(
        id=new_id(),
        written_at=THEN,
        words="Said so.",
        note=piece.note,
        moment=piece.moment.kind if piece.moment else None,
        dimension=piece.dimension.key if isinstance(piece, GapPiece) else None,
    )


def rated(who: Therapist, **series: list[int]) -> tuple[Note, ...]:
    longest = max(len(other) for other in series.values())
    return tuple(
        a_note(
            who,
            DAY + timedelta(days=7 * at),
            ratings=ratings(**{key: values[at] for key, values in series.items()}),
        )
        for at in range(longest)
    )


def test_a_missed_must_have_comes_before_everything() -> None:
    who = a_therapist()
    notes = rated(who, pace=[10] * 5, heard=[4] * 5)
    moment = a_note(who, notes[-1].date, moments=(Moment(kind="let down", settled="no"),))
    found = pieces(who, (*notes, moment))
    gap_first, *others = found
    assert isinstance(gap_first, GapPiece)
    assert gap_first.dimension.key == "heard"
    assert {type(other) for other in others} == {GapPiece, MomentPiece}


def test_somebody_one_has_ended_with_is_owed_no_word() -> None:
    who = a_therapist(status="ended")
    assert pieces(who, rated(who, pace=[10] * 5)) == ()


def test_after_it_was_said_a_gap_rests_for_two_notes() -> None:
    who = a_therapist()
    notes = rated(who, pace=[10] * 5)
    sentence = as_to_say(pieces(who, notes)[0])
    who = who.model_copy(update={"to_say": (sentence,)})
    told_it = notes[-1].model_copy(update={"said": (Said(what=sentence.id, how="said it"),)})
    notes = (*notes[:-1], told_it)
    assert pieces(who, notes) == ()
    for later, number in ((7, 0), (14, 1)):
        day = notes[-1].date + timedelta(days=later)
        notes = (*notes, a_note(who, day, ratings=ratings(pace=10)))
        assert len(pieces(who, notes)) == number


def test_lately_counts_more_and_partly_counts_half() -> None:
    who = a_therapist()
    disagreed, let_down, pushed = (
        Moment(kind="disagreed", settled="no"),
        Moment(kind="let down", settled="partly"),
        Moment(kind="pushed", settled="no"),
    )
    notes = (
        a_note(who, DAY, moments=(disagreed,)),
        a_note(who, DAY + timedelta(days=200), moments=(let_down, pushed)),
    )
    assert [piece.moment for piece in pieces(who, notes)] == [pushed, let_down, disagreed]


def test_i_felt_heard_offered_got_defensive_and_was_then_worth_saying() -> None:
    assert "got defensive" not in they_could("felt heard")
    assert "got defensive" in they_could("disagreed")
    who = a_therapist()
    spoiled = Moment(kind="felt heard", they="got defensive")  # of a note from before
    assert worth_saying(who, [a_note(who, DAY, moments=(spoiled,))], None) == ()
    good = Moment(kind="felt heard", they="listened")
    (piece,) = worth_saying(who, [a_note(who, DAY, moments=(good,))], None)
    assert piece.moment == good
