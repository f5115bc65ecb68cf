"""What nobody expects: nothing, little, extremes. Each has its answer and no traceback."""

import pytest

from data.errors import NoNeeds, NoNotes
from data.fit.report import report
from data.fit.sentences import verdict_sentence
from data.model.dimension import OwnDimension
from data.model.need import Need
from data.model.note import Rating
from data.model.records import Records
from tests.data.fit.reports import MONDAY, TUESDAY, cell_of, figures, level, of_pace, only
from tests.rig.people import a_jot, a_note, a_profile, a_therapist, a_year, needs, ratings


def test_without_needs_there_is_a_sentence() -> None:
    maple = a_therapist()
    records = Records(therapists=(maple,), notes=(a_note(maple, ratings=ratings(pace=3)),))
    with pytest.raises(NoNeeds, match="Choose a few needs first"):
        report(records)
    with pytest.raises(NoNeeds):
        report(records, a_profile(needs=()))


def test_needs_on_dimensions_nobody_knows_any_more_are_no_needs() -> None:
    gone = a_profile(needs=(Need(dimension="own-gone", low=2, high=4),))
    with pytest.raises(NoNeeds):
        report(a_year(pace=[5]), gone)


def test_without_notes_there_is_a_sentence() -> None:
    with pytest.raises(NoNotes, match="Write a first one"):
        report(Records(therapists=(a_therapist(),), need_profiles=(a_profile(),)))


def test_jots_alone_are_no_notes() -> None:
    maple = a_therapist()
    jots = (a_jot(), a_note(maple, kind="jot", text="She was late."))
    with pytest.raises(NoNotes):
        report(Records(therapists=(maple,), notes=jots, need_profiles=(a_profile(),)))


def test_jots_are_not_counted_among_notes() -> None:
    records = a_year(pace=[5, 5])
    maple = records.therapists[0]
    whole_report = report(
        records.model_copy(
            update={"notes": (*records.notes, a_note(maple, kind="jot", text="She was late."))}
        )
    )
    assert (whole_report.notes, only(whole_report).notes) == (2, 2)


# Little to work on.


def test_one_note_is_a_first_impression_so_far() -> None:
    standing = only(of_pace(5))
    assert (standing.sure, standing.notes, standing.rated, standing.compared) == (
        "first impression",
        1,
        1,
        True,
    )
    assert standing.cells[0].side.words in {"where you want it so far", "too few notes"}


def test_notes_that_speak_of_no_need_leave_everything_open() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    notes = (a_note(maple, ratings=ratings(pace=4)), a_note(birch, ratings=ratings(depth=9)))
    whole_report = report(
        Records(therapists=(maple, birch), notes=notes, need_profiles=(a_profile(),))
    ).standings[1]
    assert whole_report.therapist == birch
    assert (
        whole_report.sure,
        whole_report.notes,
        whole_report.rated,
        whole_report.where_wanted,
    ) == ("nothing yet", 1, 0, 0)
    assert (whole_report.compared, whole_report.fit) == (False, None)
    assert [cell.side.words for cell in whole_report.cells] == ["not rated yet"]


def test_a_therapist_without_notes_is_there_too() -> None:
    records = a_year(pace=[5])
    willow = a_therapist("Willow", status="considering")
    more = records.model_copy(update={"therapists": (*records.therapists, willow)})
    whole_report = report(more).standings[1]
    assert (whole_report.therapist, whole_report.notes, whole_report.sure) == (
        willow,
        0,
        "nothing yet",
    )


@pytest.mark.parametrize(
    "rated",
    [(Rating(dimension="pace", value="did not come up"),), (), ratings(depth=7)],
    ids=["did not come up", "unrated", "rated on what is no need"],
)
def test_notes_without_a_rating_on_a_need_say_that_it_is_too_early(
    rated: tuple[Rating, ...],
) -> None:
    maple = a_therapist()
    notes = tuple(a_note(maple, day, ratings=rated) for day in (MONDAY, TUESDAY))
    profile = a_profile(must_haves=("pace",))
    whole_report = report(Records(therapists=(maple,), notes=notes, need_profiles=(profile,)))
    assert cell_of(whole_report).evidence == ()
    assert cell_of(whole_report).side.words == "not rated yet"
    assert only(whole_report).musts[0].status == "not known"
    assert (only(whole_report).sure, only(whole_report).p_best) == ("nothing yet", None)
    assert (whole_report.pairs, whole_report.verdict.front, whole_report.verdict.flips) == (
        (),
        None,
        (),
    )
    assert verdict_sentence(whole_report).startswith("Too early to say")


def test_from_memory_only_is_early_and_named_so() -> None:
    records = of_pace(*[5] * 9, kind="from memory")
    assert only(records).sure == "early"
    assert verdict_sentence(records).endswith("and that is early. All of it is from memory.")


def test_needs_on_how_it_is_going_alone_count_for_nobody() -> None:
    whole_report = report(a_year(trust=[9] * 5), a_profile(needs=needs(trust=(7, 10))))
    assert (only(whole_report).compared, only(whole_report).notice_next) == (False, ())
    assert verdict_sentence(whole_report).startswith("None of the needs looked at counts in fit")


# Extremes.


@pytest.mark.parametrize(("value", "words"), [(0, "too little"), (10, "too much")], ids=str)
def test_ratings_all_at_one_end_are_fine(value: int, words: str) -> None:
    records = of_pace(*[value] * 12, need=(4, 6))
    assert cell_of(records).side.words == words
    assert level(cell_of(records)) == pytest.approx(value, abs=0.6)
    assert all(-1e-12 <= figure <= 10 for figure in figures(records).values())
    assert records.self_check.inside_80 == records.self_check.predicted == 11


def test_where_anything_is_right_nobody_is_ahead() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    notes = (a_note(maple, ratings=ratings(pace=0)), a_note(birch, ratings=ratings(pace=10)))
    profile = a_profile(needs=needs(pace=(0, 10), depth=(0, 10)))
    whole_report = report(Records(therapists=(maple, birch), notes=notes, need_profiles=(profile,)))
    for standing in whole_report.standings:
        assert standing.fit
        assert standing.fit.mean == pytest.approx(1)
        assert standing.p_best == pytest.approx(0.5)
        assert [notice.share for notice in standing.notice_next] == [0, 0]
    assert whole_report.pairs[0].p_a_ahead == pytest.approx(0.5)
    assert (whole_report.verdict.front, whole_report.verdict.leader) == (maple.id, None)
    assert whole_report.verdict.flips == ()
    assert verdict_sentence(whole_report).startswith(
        "No clear winner. Maple and Birch are about level."
    )


def test_where_anything_is_right_everything_is_where_it_is_wanted() -> None:
    records = of_pace(0, 10, 5, need=(0, 10))
    assert only(records).where_wanted == 1
    assert cell_of(records).inside == 3


def test_a_need_of_one_point_can_be_met() -> None:
    records = of_pace(*[5] * 20, need=(5, 5))
    assert cell_of(records).side.words == "where you want it"
    assert cell_of(records).inside == 20
    assert cell_of(of_pace(*[5] * 9, need=(5, 5))).side.words == "on the edge"


def test_five_hundred_dimensions_are_no_more_than_slow() -> None:
    keys = [f"own-{number}" for number in range(500)]
    own = tuple(
        OwnDimension(key=key, name=key, kind="two-sided", low_end="a", high_end="b") for key in keys
    )
    therapists = (a_therapist("Maple"), a_therapist("Birch"))
    notes = tuple(
        a_note(who, day, ratings=ratings(**dict.fromkeys(keys[:rated], value)))
        for who, rated, value in ((therapists[0], 500, 5), (therapists[1], 300, 9))
        for day in (MONDAY, TUESDAY)
    )
    needed = tuple(
        Need(dimension=key, low=4, high=6, importance=1 if number % 3 else 2)
        for number, key in enumerate(keys)
    )
    whole_report = report(
        Records(
            dimensions=own,
            therapists=therapists,
            notes=notes,
            need_profiles=(a_profile(needs=needed),),
        )
    )
    assert whole_report.verdict.leader == therapists[0].id
    assert len(whole_report.standings[0].cells) == 500
    assert whole_report.standings[1].rated == 300
    for standing in whole_report.standings:
        assert standing.fit
        assert 0 < standing.fit.low < standing.fit.mean < standing.fit.high < 1
        assert sum(notice.share for notice in standing.notice_next) == pytest.approx(1)


def test_two_therapists_exactly_alike_are_a_tie() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    notes = tuple(
        a_note(who, day, ratings=ratings(pace=5)) for who in (maple, birch) for day in (MONDAY,)
    )
    records = Records(therapists=(birch, maple), notes=notes, need_profiles=(a_profile(),))
    whole_report = report(records)
    assert [standing.p_best for standing in whole_report.standings] == pytest.approx([0.5, 0.5])
    assert whole_report.verdict.front == birch.id  # stands first
    assert whole_report.verdict.leader is None
