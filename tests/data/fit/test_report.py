"""The report: which needs and whom it is about, and that it is the same each time."""

from datetime import date

import pytest

from data.example import example_records
from data.fit.answer import answer
from data.fit.notes_belief import know
from data.fit.report import report
from data.model.record import new_id
from tests.data.fit.reports import cell_of
from tests.rig.people import a_profile, a_year, needs


def test_the_newest_needs_are_used_and_older_ones_can_be_given() -> None:
    older = a_profile(since=date(2026, 1, 1), needs=needs(pace=(0, 2)))
    newer = a_profile(since=date(2026, 2, 1), needs=needs(pace=(4, 6)))
    records = a_year(pace=[5] * 5).model_copy(update={"need_profiles": (newer, older)})
    assert report(records).profile == records.needs_now() == newer
    assert cell_of(report(records)).side.words == "where you want it"
    assert report(records, older).profile == older
    assert cell_of(report(records, older)).side.words == "too much"


def test_the_example_can_be_seen_with_its_older_needs() -> None:
    example = example_records()
    first = example.need_profiles[0]
    now, then = report(example), report(example, first)
    assert now.profile == example.needs_now() != first
    assert len(then.standings[0].cells) == len(first.needs)
    assert now.swing.mean == then.swing.mean


def test_one_sided_dimensions_of_the_example_never_say_too_much() -> None:
    example = example_records()
    cells = [cell for standing in report(example).standings for cell in standing.cells]
    one_sided = {cell.side.where for cell in cells if cell.dimension.kind == "one-sided"}
    assert one_sided
    assert not one_sided & {"too much", "swings"}


def test_a_therapist_in_it_is_found_and_another_is_not() -> None:
    whole_report = report(a_year(pace=[5]))
    assert (
        whole_report.standing(whole_report.standings[0].therapist.id) is whole_report.standings[0]
    )
    with pytest.raises(KeyError):
        whole_report.standing(new_id())


def test_only_chosen_therapists_stand_in_it() -> None:
    example = example_records()
    rowan, maple = (
        therapist.id for therapist in example.therapists if therapist.name in {"Rowan", "Maple"}
    )
    whole_report = report(example, therapists=[maple, rowan], include_ended=True)
    assert [standing.therapist.id for standing in whole_report.standings] == [rowan, maple]
    assert len(whole_report.pairs) == 1
    assert set(whole_report.verdict.running) == {rowan, maple}
    everybody = report(example)
    assert whole_report.swing.mean == everybody.swing.mean
    assert whole_report.self_check == everybody.self_check
    assert whole_report.standing(maple).cells == everybody.standing(maple).cells


def test_only_chosen_dimensions_count_and_must_haves_are_said_all_the_same() -> None:
    example = example_records()
    whole, part = report(example), report(example, dimensions=["pace", "directness"])
    for standing, other in zip(part.standings, whole.standings, strict=True):
        assert [cell.dimension.key for cell in standing.cells] == ["pace", "directness"]
        assert standing.counted == standing.cells == other.cells[:2]
        assert standing.musts == other.musts
    birch = next(standing for standing in part.standings if standing.therapist.name == "Birch")
    assert birch.missed
    assert not birch.running


def test_nobody_chosen_is_an_empty_report() -> None:
    whole_report = report(a_year(pace=[5]), therapists=[])
    assert (
        whole_report.standings,
        whole_report.pairs,
        whole_report.verdict.front,
        whole_report.checks,
    ) == ((), (), None, ())


def test_what_is_known_already_changes_nothing() -> None:
    example = example_records()
    whole_report, again = report(example), report(example, notes_belief=know(example))
    assert whole_report.verdict == again.verdict
    assert [standing.p_best for standing in whole_report.standings] == [
        standing.p_best for standing in again.standings
    ]
    assert whole_report.checks == again.checks


def test_what_no_page_asks_for_is_not_worked_out() -> None:
    now = report(example_records())
    lazily = {"pairs", "verdict", "gut", "learned", "divided", "checks"}
    answer(now)
    assert not lazily & vars(now).keys()
    assert now.checks
    assert {"verdict", "checks"} <= vars(now).keys()
