"""The answer in three lines: nobody is left out silently, and it says no more than is known."""

import re
from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.example import example_records
from data.fit.answer import FitAnswer, answer
from data.fit.phrases import standing_words
from data.fit.report import Report, report
from data.fit.report_output import as_table
from data.model.note import NoteKind
from data.model.record import new_id
from data.model.records import Records
from data.model.therapist import Status
from tests.data.fit.reports import MONDAY
from tests.rig.interface_texts import sentences
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

quickly = settings(max_examples=30, deadline=None, derandomize=True)

EXAMPLE = example_records()
NEEDS = {"pace": (3, 6), "heard": (6, 10), "directness": (5, 8)}
GOOD = {"pace": 5, "heard": 9, "directness": 6}
MIXED = {"pace": 5, "heard": 9, "directness": 1}
BAD = {"pace": 10, "heard": 1, "directness": 1}


def people(
    *, notes: int = 4, kind: NoteKind = "session", musts: tuple[str, ...] = (),
    ended: tuple[str, ...] = (), **rated: dict[str, int],
) -> Records:  # fmt: skip
    """So many notes about each, alike, one a day."""
    therapists = [
        a_therapist(name, status="ended" if name in ended else "trying") for name in rated
    ]
    written = tuple(
        a_note(who, MONDAY + timedelta(days=at), kind=kind, ratings=ratings(**rated[who.name]))
        for who in therapists
        for at in range(notes if rated[who.name] else 0)
    )
    profile = a_profile(needs=needs(**NEEDS), must_haves=musts)
    return Records(therapists=tuple(therapists), notes=written, need_profiles=(profile,))


def lines(records: Records, **more: Any) -> tuple[str, str, str]:
    headline, reason, left_out = astuple(answer(report(records, **more)))
    return headline, reason, left_out


def with_chance(p_best: float, *, clear: bool) -> Report:
    """The example with everybody, and another chance for who is in front."""
    now = report(EXAMPLE, include_ended=True)
    front = now.race.front
    assert front
    chances = {**now.race.p_best, front: p_best}
    return replace(now, race=replace(now.race, p_best=chances, leader=front if clear else None))


def test_the_only_one_still_open_is_said_with_how_they_fit_and_beside_all_tried_before() -> None:
    headline, reason, left_out = lines(EXAMPLE)
    assert headline == "Maple fits what you need: 10 of 11, and that is settled."
    assert reason.startswith(
        "Off: a bit too much to do (Practice between sessions). Better than anyone before, with "
    )
    assert reason.endswith(" with a chance of 19 in 20.")
    assert left_out == "Aspen, Birch and Rowan have ended. Too few ratings to compare Hazel."


def test_the_only_one_still_open_is_no_reason_to_be_silent_about_the_others() -> None:
    _, _, left_out = lines(people(Maple=MIXED, Birch=BAD, Rowan=BAD, ended=("Birch", "Rowan")))
    assert left_out == "Maple is the only one still open. Birch and Rowan have ended."


def test_whom_one_ended_with_is_named_where_they_would_be_ahead() -> None:
    """The headline said that only Willow could be compared; Cedar was ahead in 20 of 20."""
    records = people(Willow=MIXED, Cedar=GOOD, ended=("Cedar",))
    headline, reason, left_out = lines(records)
    assert headline == "Willow fits much of what you need: 2 of 3, and that is settled."
    assert reason == "Off: too vague (Directness)."
    alone, cedar = left_out.split(". ")
    assert alone == "Willow is the only one still open"
    assert cedar.startswith("Cedar, whom you ended with, fit 3 of 3 needs: ahead almost surely")


def test_a_missed_must_have_is_the_reason_said() -> None:
    found = lines(people(Ash={**BAD, "heard": 9}, Elm=GOOD, musts=("pace",)))
    assert found[2] == "Ash misses Pace, a must-have. That leaves Elm."


def test_a_missed_must_have_does_not_hide_who_would_be_ahead() -> None:
    found = lines(people(Ash={**GOOD, "heard": 4}, Elm={**BAD, "heard": 8}, musts=("heard",)))
    assert found[2] == (
        "Ash misses Feeling heard, a must-have. But for that, Ash would be ahead. That leaves Elm."
    )


def test_after_one_note_it_says_that_it_is_one() -> None:
    assert lines(people(Maple=GOOD, notes=1))[0] == (
        "After one note about Maple, all 3 needs look right so far."
    )
    assert lines(people(Maple=BAD, notes=1))[0] == (
        "After one note about Maple, none of 3 needs look right so far."
    )


def test_nothing_where_it_is_wanted_is_said_so() -> None:
    assert lines(people(Maple=BAD))[0] == (
        "With Maple, none of the 3 needs you rated is where you want it."
    )


def test_the_leader_is_named_with_how_sure_and_how_many_notes() -> None:
    assert answer(with_chance(0.86, clear=True)).headline == (
        "Maple fits your needs best so far, with a chance of 17 in 20, from 23 notes."
    )
    assert lines(EXAMPLE, include_ended=True)[0] == (
        "Maple fits your needs best so far, with a chance of 19 in 20, from 23 notes."
    )


def test_a_leader_all_from_memory_is_said_to_be() -> None:
    headline, _, _ = lines(people(Maple=GOOD, Birch=BAD, kind="from memory"))
    assert headline.endswith("from 4 notes, all from memory.")
    alone = lines(people(Maple=GOOD, kind="from memory"))
    assert "All of it is from memory." in alone[1]


def test_a_leader_with_a_must_have_not_rated_is_said_to_have_one() -> None:
    some_rated = {key: value for key, value in GOOD.items() if key != "heard"}
    records = people(Maple=some_rated, Birch=BAD, musts=("heard", "pace"))
    assert "Feeling heard, a must-have, is not rated yet." in lines(records)[1]


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.78, "Maple is a little in front, with a chance of 15 in 20."),
        (0.7999, "Maple is a little in front, with a chance of 15 in 20."),
        (0.6, "Maple is a little in front, with a chance of 12 in 20."),
        (0.59, "Maple and Rowan are about level."),
    ],
)
def test_below_the_mark_it_is_rounded_down_and_below_twelve_it_is_level(
    chance: float, said: str
) -> None:
    now = with_chance(chance, clear=False)
    chances = {"Maple": chance, "Rowan": 0.41}
    standings = tuple(
        replace(standing, p_best=chances.get(standing.therapist.name, standing.p_best))
        for standing in now.standings
    )
    assert answer(replace(now, standings=standings)).headline == f"No clear winner. {said}"


def test_two_who_both_fit_are_not_told_apart() -> None:
    headline, _, _ = lines(people(Maple=GOOD, Birch={**GOOD, "heard": 8}, notes=12))
    assert headline == "Maple and Birch both fit, as far as anyone can tell."


def test_two_alike_who_do_not_fit_are_about_level() -> None:
    headline, reason, _ = lines(people(Maple=BAD, Birch=BAD, notes=12))
    assert headline == "No clear winner. Maple and Birch are about level."
    assert reason.endswith("Birch: 0 of 3.")


def test_one_who_misses_a_must_have_is_no_everybody() -> None:
    headline, reason, left_out = lines(people(Ash={**GOOD, "heard": 1}, musts=("heard",)))
    assert headline == "Ash misses Feeling heard, a must-have."
    assert (reason, left_out) == ("Ash: 2 of 3 needs where you want them.", "")


def test_where_all_miss_a_must_have_each_is_named() -> None:
    headline, reason, _ = lines(people(Ash=BAD, Elm=BAD, musts=("heard",)))
    assert headline == "All 2 you can compare miss a must-have."
    assert reason == "Ash misses Feeling heard, a must-have. Elm misses Feeling heard, a must-have."


def test_where_all_miss_a_must_have_the_one_who_ended_and_did_not_is_named() -> None:
    records = people(Ash=BAD, Cedar=GOOD, musts=("heard",), ended=("Cedar",))
    assert lines(records)[2] == "Cedar, whom you ended with, fit 3 of 3 needs."


def test_with_everybody_ended_the_best_of_them_is_named() -> None:
    headline, reason, left_out = lines(people(Ash=BAD, Elm=MIXED, ended=("Ash", "Elm")))
    assert headline.startswith("You have ended with everybody who can be compared.")
    assert (reason, left_out) == ("Of those, Elm fit 2 of 3 needs.", "Ash has ended.")


def test_too_little_rated_is_said_with_how_much() -> None:
    headline, reason, left_out = lines(people(Maple={"pace": 5}, Hazel={}))
    assert headline == "Too early to say how Maple fits."
    assert reason == "Too few of your needs rated to say: 1 of 3."
    assert left_out == "No notes yet about Hazel."
    both = lines(people(Maple={"pace": 5}, Birch={"pace": 5}))
    assert both[0] == "Too early to say: nobody is rated on half of what you need yet."


def test_whom_no_note_is_about_is_named() -> None:
    assert lines(people(Maple=GOOD, Hazel={}))[2] == "No notes yet about Hazel."


def test_needs_on_how_it_is_going_alone_count_in_no_fit() -> None:
    profile = a_profile(needs=needs(trust=(7, 10)))
    records = people(Maple={"trust": 8})
    found = answer(report(records, profile))
    assert found.headline.startswith("None of the needs looked at counts in fit")


VALUES = some.lists(some.integers(0, 10), max_size=3)
STATUSES: list[Status] = ["trying", "considering", "ended"]


@some.composite
def anybody(draw: some.DrawFn) -> Records:
    """Up to four therapists with up to three notes each, in any state."""
    names = ("Maple", "Birch", "Rowan", "Aspen")[: draw(some.integers(1, 4))]
    therapists = [a_therapist(name, status=draw(some.sampled_from(STATUSES))) for name in names]
    notes = [
        a_note(
            who,
            MONDAY + timedelta(days=at),
            kind=draw(some.sampled_from(["session", "from memory"])),
            ratings=ratings(
                **{key: value for key in NEEDS if (value := draw(some.integers(-3, 10))) >= 0}
            ),
        )
        for who in therapists
        for at in range(draw(some.integers(0, 3)))
    ] or [a_note(therapists[0])]
    musts = draw(some.sampled_from([(), ("pace",), ("heard", "directness")]))
    profile = a_profile(needs=needs(**NEEDS), must_haves=musts)
    return Records(
        therapists=tuple(therapists), notes=tuple(notes), need_profiles=(profile,)
    )  # fmt: skip


@quickly
@given(anybody(), some.booleans())
def test_never_silent_about_somebody_left_out_who_would_be_ahead(
    records: Records,
    ended: bool,  # noqa: FBT001 - drawn
) -> None:
    now = report(records, include_ended=ended)
    found = answer(now)
    if now.verdict.front is None:
        best = [standing for standing in now.standings if standing.compared]
        assert all(standing.therapist.name in found.text for standing in best)
        return
    front = now.standing(now.verdict.front)
    assert front.therapist.name in found.headline
    for standing in now.standings:
        if not standing.running:
            assert standing.therapist.name in found.left_out
        if not standing.running and standing.fit and front.fit:
            ahead = standing.fit.mean > front.fit.mean + 1e-9
            said = found.left_out.split(standing.therapist.name, 1)[1]
            assert not ahead or "ahead" in said or "level" in said


@quickly
@given(anybody())
def test_every_sentence_of_it_is_short_and_blames_nobody(records: Records) -> None:
    for line in spoken(answer(report(records))):
        assert line.endswith("."), line
        for sentence in sentences(line):
            assert len(sentence.split()) <= 25, sentence
            assert not sentence[0].islower()
        words = set(re.findall(r"[a-z-]+", line.lower()))
        assert not words & {"because", "wrong", "must", "failed", "bad"}


def spoken(found: FitAnswer) -> Iterator[str]:
    assert found.headline
    return (line for line in astuple(found) if line)


def test_names_are_said_as_they_were_typed() -> None:
    odd = EXAMPLE.therapists[0].model_copy(
        update={"id": new_id(), "name": "<b>*M*</b>", "status": "trying"}
    )
    with_it = EXAMPLE.model_copy(update={"therapists": (*EXAMPLE.therapists, odd)})
    assert "<b>*M*</b>" in answer(report(with_it)).left_out


@quickly
@given(anybody(), some.booleans())
def test_counts_and_order_are_the_same_wherever_they_are_said(
    records: Records,
    ended: bool,  # noqa: FBT001 - drawn
) -> None:
    """In the answer, in the table and in the figures; and names stand as they were written down."""
    now = report(records, include_ended=ended)
    text, table = answer(now).text, as_table(now)
    counts = {
        standing.therapist.name: (standing.where_wanted, len(standing.counted))
        for standing in now.standings
    }
    for count in re.finditer(r"(\d+) of (\d+)\b(?! likely)", text):
        before = text[: count.start()]
        name = max(counts, key=before.rfind)
        wanted, of = counts[name]
        if before.endswith("rated to say: "):
            wanted = next(s.rated for s in now.standings if s.therapist.name == name)
        assert (int(count[1]), int(count[2])) == (wanted, of), text
    for sentence in re.findall(r"[^.]*(?:have ended|to compare [^.]*|yet about [^.]*)\.", text):
        named = [name for name in counts if name in sentence]
        assert sorted(named, key=sentence.find) == named
    blocks = [block for block in table.split("\n\n") if "\n  " in block]
    assert [block.split(" (")[0] for block in blocks] == list(counts)
    for standing, block in zip(now.standings, blocks, strict=True):
        assert f"  {standing_words(standing)}\n" in block
        for counted in re.finditer(r"^  (\d+) of (\d+) needs", block, re.MULTILINE):
            assert (int(counted[1]), int(counted[2])) == counts[standing.therapist.name]
