"""What must hold of any report, on people made by chance."""

from datetime import timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.report import Report, report
from data.fit.report_output import as_json
from data.fit.robustness import Flip
from data.model.agreed import AgreedAnswer
from data.model.need import Need, NeedProfile
from data.model.note import Note, Rating
from data.model.records import Records
from tests.data.fit.reports import MONDAY, figures, pulls
from tests.rig.people import a_goal, a_note, a_profile, a_therapist, ratings

quickly = settings(max_examples=20, deadline=None, derandomize=True)

KEYS = ("pace", "directness", "heard")
VALUES = some.lists(some.integers(0, 10), max_size=4)
PeopleRatings = dict[str, dict[str, list[int]]]
PEOPLE: some.SearchStrategy[PeopleRatings] = some.fixed_dictionaries(
    {
        name: some.fixed_dictionaries(dict.fromkeys(KEYS, VALUES))
        for name in ("Maple", "Birch", "Rowan")
    }
).filter(lambda people: any(values for person in people.values() for values in person.values()))


def needed(low: int, high: int, heard: int) -> tuple[Need, ...]:
    return (
        Need(dimension="pace", low=low, high=high, importance=1),
        Need(dimension="directness", low=5, high=8),
        Need(dimension="heard", low=heard, high=10),
        Need(dimension="goals", low=6, high=10, importance=1),
    )


T = TypeVar("T")

GOAL = a_goal()


def made(people: PeopleRatings, order: Random | None = None) -> Records:
    """Return these people's records; with ``order`` everything stands in another order."""

    def listed(things: list[T]) -> list[T]:
        return order.sample(things, len(things)) if order else things

    therapists, notes = [], []
    for who, name in listed(list(enumerate(people))):
        series = people[name]
        therapists.append(a_therapist(name, id=UUID(int=who)))
        for at in listed(list(range(max(map(len, series.values()))))):
            rated = {key: series[key][at] for key in listed(list(KEYS)) if at < len(series[key])}
            day = MONDAY + timedelta(days=at)
            key = UUID(int=10 * at + who)
            notes.append(a_note(therapists[-1], day, id=key, ratings=ratings(**rated)))
    profile = a_profile(needs=tuple(listed(list(needed(3, 6, 6)))))
    return Records(
        therapists=tuple(therapists), notes=tuple(listed(notes)), need_profiles=(profile,)
    )


@quickly
@given(PEOPLE, some.randoms(use_true_random=False))
def test_no_goal_and_nothing_agreed_changes_any_number_of_a_report(
    people: PeopleRatings, chance: Random
) -> None:
    plain = made(people)
    written: list[Note] = []
    for note in plain.notes:
        before = AgreedAnswer(note=written[-1].id, did="did it") if written else None
        goals = (Rating(dimension=GOAL.key, value=chance.randrange(11)),) * chance.randrange(2)
        more = {"ratings": (*goals, *note.ratings), "agreed": "a walk", "take_along": "slowly"}
        written.append(note.model_copy(update={**more, "agreed_before": before}))
    with_goals = {"notes": tuple(written), "dimensions": (GOAL,)}
    for update in (with_goals, {**with_goals, "dimensions": ()}):  # deleted since
        assert as_json(report(plain.model_copy(update=update))) == as_json(report(plain))


@quickly
@given(PEOPLE, some.randoms(use_true_random=False))
def test_the_order_of_therapists_dimensions_and_needs_never_matters(
    people: PeopleRatings, order: Random
) -> None:
    whole_report, other = report(made(people)), report(made(people, order))
    assert figures(other) == pytest.approx(figures(whole_report), abs=1e-9)
    assert pulls(other) == pytest.approx(pulls(whole_report), abs=1e-9)
    assert said(other) == said(whole_report)
    assert other.verdict.flips == whole_report.verdict.flips
    assert set(other.verdict.running) == set(whole_report.verdict.running)
    assert outcome(other) == outcome(whole_report)


def outcome(report: Report) -> list[UUID | None]:
    verdict = report.verdict
    return [
        verdict.front,
        verdict.leader,
        verdict.equal_weights_front,
        verdict.without_newest_note_front,
    ]


def said(report: Report) -> set[tuple[str, str, str]]:
    return {
        (standing.therapist.name, cell.dimension.key, cell.side.words)
        for standing in report.standings
        for cell in standing.cells
    } | {(standing.therapist.name, "sure", standing.sure) for standing in report.standings}


@quickly
@given(PEOPLE)
def test_the_same_records_give_the_same_report(people: PeopleRatings) -> None:
    records = made(people)
    assert figures(report(records)) == figures(report(records))


@quickly
@given(PEOPLE, some.integers(0, 3), some.integers(0, 4))
def test_a_wider_range_never_lowers_fit(people: PeopleRatings, below: int, above: int) -> None:
    records = made(people)
    narrow = report(records, a_profile(needs=needed(3, 6, 6)))
    wide = report(records, a_profile(needs=needed(3 - below, 6 + above, 6 - below)))
    for less, more in zip(narrow.standings, wide.standings, strict=True):
        assert less.compared == more.compared
        if less.fit and more.fit:
            assert more.fit.mean >= less.fit.mean - 1e-9


@quickly
@given(PEOPLE)
def test_equal_importances_give_the_same_report_whatever_their_level(people: PeopleRatings) -> None:
    records = made(people)
    nice, matters = (report(records, all_alike(importance)) for importance in (1, 2))
    assert figures(nice) == figures(matters)


def all_alike(importance: int) -> NeedProfile:
    alike = [need.model_copy(update={"importance": importance}) for need in needed(3, 6, 6)]
    return a_profile(needs=tuple(alike))


@quickly
@given(PEOPLE)
def test_every_figure_is_on_its_scale_and_none_is_missing(people: PeopleRatings) -> None:
    whole_report = report(made(people))
    for standing in whole_report.standings:
        assert standing.compared == (standing.fit is not None)
        assert standing.rated <= len(standing.counted) == 4
        for cell in standing.cells:
            assert (cell.outlook is None) == (not cell.evidence)
    chances = [standing.p_best for standing in whole_report.standings if standing.running]
    assert sum(chance or 0 for chance in chances) == pytest.approx(1 if chances else 0)
    for what, figure in figures(whole_report).items():
        points = what.rsplit(" ", 1)[-1] in {"level", "low", "high", "swing"}
        assert -1e-12 <= figure <= (10 if points else 1) + 1e-12, what


@quickly
@given(PEOPLE)
def test_who_is_in_front_has_the_highest_mean_of_those_in_the_running(
    people: PeopleRatings,
) -> None:
    whole_report = report(made(people))
    means = {
        standing.therapist.id: standing.fit.mean
        for standing in whole_report.standings
        if standing.running and standing.fit
    }
    assert set(whole_report.verdict.running) == set(means)
    if whole_report.verdict.front:
        assert means[whole_report.verdict.front] == pytest.approx(max(means.values()))
        assert (
            whole_report.verdict.p_best == whole_report.standing(whole_report.verdict.front).p_best
        )
    else:
        assert not means


@quickly
@given(PEOPLE)
def test_what_pulls_a_pair_apart_is_the_difference_of_their_fits(people: PeopleRatings) -> None:
    whole_report = report(made(people))
    for pair in whole_report.pairs:
        a, b = (whole_report.standing(who).fit for who in (pair.a, pair.b))
        assert a
        assert b
        assert sum(pull.by for pull in pair.pulls) == pytest.approx(a.mean - b.mean, abs=1e-9)
        strengths = [abs(pull.by) for pull in pair.pulls]
        assert strengths == pytest.approx(sorted(strengths, reverse=True), abs=1e-8)


@quickly
@given(PEOPLE)
def test_shares_of_what_to_notice_add_up_to_one(people: PeopleRatings) -> None:
    for standing in report(made(people)).standings:
        assert sum(notice.share for notice in standing.notice_next) == pytest.approx(1)
        assert len(standing.notice_next) == len(standing.counted)


@quickly
@given(PEOPLE)
def test_a_flip_does_what_it_says(people: PeopleRatings) -> None:
    records = made(people)
    whole_report = report(records)
    for flip in whole_report.verdict.flips:
        assert report(records, flipped(whole_report, flip)).verdict.front == flip.front
    assert len({abs(flip.after - flip.before) for flip in whole_report.verdict.flips}) < 2


def flipped(report: Report, flip: Flip) -> NeedProfile:
    """The needs with one importance changed, or without one of them."""
    changed = [
        need if need.dimension != flip.dimension.key
        else need.model_copy(update={"importance": flip.after})
        for need in report.profile.needs
    ]  # fmt: skip
    return a_profile(needs=tuple(need for need in changed if need.importance > 0))
