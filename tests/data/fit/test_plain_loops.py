"""The fit model equals its second writing, made of plain loops from the description alone."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from data.example import example_records
from data.model.need import Importance, Need
from data.model.note import DidNotComeUp, GoBack, Note, NoteKind, Rating, Right
from data.model.records import Records
from data.model.therapist import Therapist
from tests.data.fit import agreement as agree
from tests.data.fit.test_robustness import HALF_RATED, ONLY_LEFT_OUT, SLIGHTLY, made
from tests.data.fit.twice import Both
from tests.rig.people import THEN, a_note, a_profile, a_therapist, needs, ratings


@pytest.fixture(scope="module")
def example() -> Both:
    return Both(example_records(), ended=True)


def test_on_the_example_both_believe_the_same(example: Both) -> None:
    assert len(example.slow.cells) > 30
    agree.on_cells(example)


def test_on_the_example_both_use_the_same_words(example: Both) -> None:
    assert any(standing.musts for standing in example.fast.standings)
    agree.on_words(example)


def test_on_the_example_both_find_the_same_fit(example: Both) -> None:
    assert sum(standing.fit is not None for standing in example.fast.standings) > 1
    agree.on_fit(example)


def test_on_the_example_both_find_the_same_paths(example: Both) -> None:
    agree.on_paths(example, most=30)


def test_on_the_example_both_compare_alike(example: Both) -> None:
    assert len(example.fast.pairs) > 1
    agree.on_comparison(example)


def test_on_the_example_both_answers_are_as_firm(example: Both) -> None:
    agree.on_robustness(example)


def test_on_the_example_both_notice_the_same(example: Both) -> None:
    agree.on_notice(example)


def test_on_the_example_both_learn_and_feel_the_same(example: Both) -> None:
    assert example.fast.learned
    agree.on_learned_and_gut(example)


def test_on_the_example_both_check_the_same(example: Both) -> None:
    assert example.fast.self_check.predicted > 100
    agree.on_checks(example)


@pytest.mark.parametrize(
    "records",
    [
        made(SLIGHTLY, pace=2, talk=1, focus=1),
        made(ONLY_LEFT_OUT, pace=2, talk=2),
        made(HALF_RATED, pace=1, talk=2, focus=1, depth=1),
    ],
    ids=["changed by one", "left out", "compared then"],
)
def test_where_one_importance_turns_the_order_both_say_which(records: Records) -> None:
    both = Both(records)
    assert both.fast.verdict.flips
    agree.on_comparison(both)
    agree.on_robustness(both)


def test_on_ratings_that_are_all_alike_both_find_the_same_habits() -> None:
    """Every kind of check at once: flat notes, a halo, and a newest note unlike the others."""
    maple = a_therapist()
    values = [7, 8, 8, 7, 6, 8, 7, 8, 7, 1]
    notes = tuple(
        a_note(
            maple,
            date(2026, 3, 1) + timedelta(days=at),
            ratings=ratings(pace=value, talk=value, focus=min(value + at % 2, 8)),
        )
        for at, value in enumerate(values)
    )
    profile = a_profile(needs=needs(pace=(3, 6), talk=(2, 5)))
    both = Both(Records(therapists=(maple,), notes=notes, need_profiles=(profile,)))
    assert {"flat", "halo", "break"} <= {check.kind for check in both.fast.checks}
    agree.on_everything(both)


KEYS = ("pace", "directness", "heard", "trust")
KINDS: list[NoteKind] = ["session", "session", "from memory", "first call"]
OTHERWISE: list[DidNotComeUp | None] = ["did not come up", None]
VALUES = some.one_of(some.integers(0, 10), some.integers(0, 10), some.sampled_from(OTHERWISE))
FELT: list[GoBack | None] = ["yes", "unsure", "no", None]
RIGHT: list[Right | None] = [*get_args(Right), None, None]


@some.composite
def a_small_person(draw: some.DrawFn) -> Records:
    """At most three therapists, four dimensions and six ratings on each, doubtful ones too."""
    therapists = [
        a_therapist(name, status=draw(some.sampled_from(["trying", "staying", "ended"])))
        for name in ("Maple", "Birch", "Rowan")[: draw(_upto(3))]
    ]
    notes = [draw(a_rated_note(who, at)) for who in therapists for at in range(draw(_upto(6)))]
    needs = []
    for key in KEYS[: draw(_upto(4))]:
        low, high = sorted((draw(some.integers(0, 10)), draw(some.integers(0, 10))))
        end = 10 if key in {"heard", "trust"} else high
        importance: Importance = draw(some.sampled_from([1, 2]))
        needs.append(Need(dimension=key, low=low, high=end, importance=importance))
    profile = a_profile(
        needs=tuple(needs),
        must_haves=tuple(need.dimension for need in needs[: draw(some.integers(0, 3))]),
        going_in=tuple(draw(some.sampled_from([(), ("trust",)])) if len(needs) == 4 else ()),
    )
    return Records(
        therapists=tuple(therapists), notes=tuple(draw(some.permutations(notes))),
        need_profiles=(profile,),
    )  # fmt: skip


def _upto(most: int) -> some.SearchStrategy[int]:
    return some.integers(1, most)


@some.composite
def a_rated_note(draw: some.DrawFn, who: Therapist, at: int) -> Note:
    values = {key: draw(VALUES) for key in KEYS}
    listed = [
        Rating(
            dimension=k, value=v, right=draw(some.sampled_from(RIGHT)) if type(v) is int else None
        )
        for k, v in values.items()
        if v is not None
    ]
    day = date(2026, 3, 1) + timedelta(days=draw(some.integers(0, 5)))
    # What was made later was written earlier: of one day, the time of writing decides, not the id.
    written_at = THEN - timedelta(minutes=at, seconds=draw(some.integers(0, 59)))
    return a_note(
        who, day, written_at=written_at, kind=draw(some.sampled_from(KINDS)),
        ratings=tuple(listed), go_back=draw(some.sampled_from(FELT)),
    )  # fmt: skip


# Without explaining, which takes minutes: a failure shows its smallest person all the same.
quickly = settings(
    max_examples=15, deadline=None, derandomize=True, phases=set(Phase) - {Phase.explain}
)


@quickly
@given(a_small_person(), some.booleans())
def test_on_any_small_person_both_say_the_same(records: Records, ended: bool) -> None:  # noqa: FBT001 - drawn
    both = Both(records, ended=ended)
    agree.on_everything(both)
    agree.on_paths(both, most=2)
