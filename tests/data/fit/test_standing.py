"""One therapist against the needs: how sure, what counts, when compared, must-haves."""

from datetime import date, timedelta

import pytest

from data.fit.report import report
from data.model.need import Importance, Need
from data.model.note import NoteKind
from data.model.records import Records
from tests.data.fit.reports import MONDAY, TUESDAY, cell_of, of_pace, only
from tests.rig.people import THEN, a_note, a_profile, a_therapist, a_year, needs, ratings


@pytest.mark.parametrize("kind", ["from memory", "first call"])
def test_a_doubtful_note_says_less_than_a_session(kind: NoteKind) -> None:
    doubtful, lived = cell_of(of_pace(5, 5, kind=kind)), cell_of(of_pace(5, 5))
    assert doubtful.outlook
    assert lived.outlook
    width = doubtful.outlook.high - doubtful.outlook.low
    assert width > lived.outlook.high - lived.outlook.low + 0.5


def test_from_memory_alone_it_is_never_more_than_early() -> None:
    assert only(of_pace(*[5] * 9, kind="from memory")).sure == "early"
    assert only(of_pace(*[5] * 9, kind="session")).sure == "more settled"
    assert only(of_pace(5, kind="from memory")).sure == "first impression"


def test_one_lived_session_makes_memory_more_than_memory() -> None:
    maple = a_therapist()
    kinds: list[NoteKind] = ["from memory", "from memory", "from memory", "session"]
    notes = tuple(
        a_note(maple, MONDAY + timedelta(days=at), kind=kind, ratings=ratings(pace=5))
        for at, kind in enumerate(kinds)
    )
    whole_report = report(Records(therapists=(maple,), notes=notes, need_profiles=(a_profile(),)))
    assert only(whole_report).sure == "more settled"


@pytest.mark.parametrize(
    ("counts", "sure"),
    [
        ((0, 0, 9), "nothing yet"),
        ((0, 1), "first impression"),
        ((1, 2), "first impression"),
        ((2, 2), "early"),
        ((3, 4), "early"),
        ((4, 4), "more settled"),
        ((0, 4, 4), "more settled"),
    ],
    ids=str,
)
def test_how_sure_is_the_median_number_of_ratings(counts: tuple[int, ...], sure: str) -> None:
    keys = ("pace", "directness", "challenge")[: len(counts)]
    series = {key: [5] * count for key, count in zip(keys, counts, strict=True)}
    records = a_year("Maple", **series)
    profile = a_profile(needs=needs(**dict.fromkeys(keys, (3, 6))))
    assert only(report(records, profile)).sure == sure


# How it is going.


def test_how_it_is_going_is_outside_fit() -> None:
    records = a_year(pace=[5, 5], trust=[9, 9])
    with_trust = a_profile(needs=needs(pace=(3, 6), trust=(7, 10)))
    standing = only(report(records, with_trust))
    assert [cell.dimension.key for cell in standing.cells] == ["pace", "trust"]
    assert [cell.dimension.key for cell in standing.counted] == ["pace"]
    assert (standing.rated, standing.where_wanted) == (1, 1)
    alone = only(report(records, a_profile(needs=needs(pace=(3, 6)))))
    assert standing.fit
    assert alone.fit
    assert standing.fit.dots == alone.fit.dots


def test_how_it_is_going_counts_where_it_is_put_in() -> None:
    records = a_year(pace=[5, 5], trust=[1, 1])
    outside = a_profile(needs=needs(pace=(3, 6), trust=(7, 10)))
    standing = only(report(records, outside.model_copy(update={"going_in": ("trust",)})))
    assert [cell.dimension.key for cell in standing.counted] == ["pace", "trust"]
    before = only(report(records, outside))
    assert standing.fit
    assert before.fit
    assert standing.fit.mean < before.fit.mean - 0.2


def test_with_needs_only_on_how_it_is_going_nothing_is_compared() -> None:
    standing = only(report(a_year(trust=[9] * 5), a_profile(needs=needs(trust=(7, 10)))))
    assert (standing.compared, standing.fit, standing.sure, standing.counted) == (
        False,
        None,
        "nothing yet",
        (),
    )
    assert standing.cells[0].side.words == "where you want it"


# Compared, must-haves, versions of needs.


@pytest.mark.parametrize(
    ("rated", "unrated", "compared"),
    [(1, 2, []), (1, 1, ["Maple"]), (2, 2, ["Maple"]), (2, 1, ["Maple"])],
)
def test_compared_from_half_of_the_weight_of_the_needs(
    rated: Importance, unrated: Importance, compared: list[str]
) -> None:
    profile = a_profile(
        needs=(
            Need(dimension="pace", low=3, high=6, importance=rated),
            Need(dimension="directness", low=5, high=8, importance=unrated),
        )
    )
    whole_report = report(a_year("Maple", pace=[5]), profile)
    assert [
        standing.therapist.name for standing in whole_report.standings if standing.compared
    ] == compared
    assert [
        standing.therapist.name for standing in whole_report.standings if standing.fit
    ] == compared


def test_must_haves_stand_in_the_order_in_which_they_were_chosen() -> None:
    records = a_year(pace=[5, 5, 5, 5], directness=[0, 0, 0, 0])
    profile = a_profile(
        needs=needs(pace=(3, 6), directness=(5, 8), challenge=(4, 7)),
        must_haves=("challenge", "directness", "pace"),
    )
    musts = only(report(records, profile)).musts
    assert [(must.dimension.key, must.status) for must in musts] == [
        ("challenge", "not known"),
        ("directness", "missed"),
        ("pace", "met"),
    ]


def test_two_ratings_on_one_day_never_miss_a_must_have() -> None:
    maple = a_therapist()

    def status(*days: date) -> str:
        notes = tuple(
            a_note(maple, day, written_at=THEN + timedelta(hours=at), ratings=ratings(pace=10))
            for at, day in enumerate(days)
        )
        profile = a_profile(must_haves=("pace",))
        whole_report = report(Records(therapists=(maple,), notes=notes, need_profiles=(profile,)))
        return only(whole_report).musts[0].status

    assert status(MONDAY, MONDAY) == "unclear"
    assert status(MONDAY, TUESDAY) == "missed"
