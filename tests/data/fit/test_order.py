"""The order of needs and of people: by how much they count, and by whom one is with."""

from data.example import example_records
from data.fit.order import GOING, MUST_HAVES, groups_of, needs_in_order, people_in_order
from data.fit.report import report
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, ratings


def test_groups_go_from_must_haves_to_how_it_is_going_and_hold_each_need_once() -> None:
    for standing in report(example_records()).standings:
        groups = groups_of(standing)
        assert [group.name for group in groups] == [MUST_HAVES, "Matters", "Nice to have", GOING]
        first = {standing.cells[at].dimension.key for at in groups[0].places}
        assert first == {must.dimension.key for must in standing.musts}
        assert sorted(needs_in_order(standing)) == list(range(len(standing.cells)))


def test_a_profile_tells_the_same_order_without_a_report() -> None:
    """*What if* listed needs in another order than the grid beside it."""
    records = example_records()
    standing, profile = report(records).standings[0], records.needs_now()
    assert profile
    order = [standing.cells[at].dimension.key for at in needs_in_order(standing)]
    assert list(profile.in_order(records.known_dimensions())) == order
    assert order != [need.dimension for need in profile.needs]


def test_a_group_without_a_need_is_left_out() -> None:
    who = a_therapist()
    notes = (a_note(who, ratings=ratings(pace=4)),)
    records = Records(therapists=(who,), notes=notes, need_profiles=(a_profile(),))
    assert [group.name for group in groups_of(report(records).standings[0])] == ["Matters"]


def test_with_whom_one_is_comes_first_otherwise_as_they_were_added() -> None:
    ended, first, second = (
        a_therapist("Rowan", status="ended"), a_therapist("Maple"), a_therapist("Birch"),
    )  # fmt: skip
    cast = (ended, first, second)
    notes = tuple(a_note(who, ratings=ratings(pace=4)) for who in cast)
    found = report(Records(therapists=cast, notes=notes, need_profiles=(a_profile(),)))
    order = [standing.therapist.name for standing in people_in_order(found.standings)]
    assert order == ["Maple", "Birch", "Rowan"]
