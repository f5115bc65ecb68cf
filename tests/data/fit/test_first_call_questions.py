"""What to ask somebody new: must-haves, then what was missed before, then the rest."""

from data.example import example_records
from data.fit.first_call_questions import to_ask
from data.fit.report import report
from data.model.dimension import built_in
from data.model.need import Need, NeedProfile
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

DIMENSIONS = built_in()


def asked(profile: NeedProfile | None) -> list[str]:
    return [entry.dimension.key for entry in to_ask(profile, DIMENSIONS)]


def test_without_needs_the_first_four_are_asked() -> None:
    four = [key for key, entry in DIMENSIONS.items() if entry.first]
    assert asked(None) == four
    assert asked(a_profile(needs=())) == four


def test_must_haves_come_first_and_what_matters_before_what_is_nice() -> None:
    nice = Need(dimension="pace", low=3, high=6, importance=1)
    profile = a_profile(needs=(nice, *needs(talk=(2, 5), heard=(6, 10))), must_haves=("heard",))
    assert asked(profile) == ["heard", "talk", "pace"]


def test_what_somebody_missed_comes_before_other_needs_and_names_them() -> None:
    birch = a_therapist("Birch")
    profile = a_profile(needs=needs(talk=(2, 5), pace=(3, 6)))
    notes = tuple(a_note(birch, ratings=ratings(pace=10, talk=3)) for _ in range(5))
    records = Records(therapists=(birch,), notes=notes, need_profiles=(profile,))
    first, second = to_ask(profile, DIMENSIONS, report(records).standings)
    assert (first.dimension.key, first.missed_with) == ("pace", ("Birch",))
    assert (second.dimension.key, second.missed_with) == ("talk", ())


def test_every_need_of_the_example_is_asked_once() -> None:
    records = example_records()
    profile = records.needs_now()
    assert profile
    found = to_ask(profile, records.known_dimensions(), report(records).standings)
    assert sorted(entry.dimension.key for entry in found) == sorted(
        need.dimension for need in profile.needs
    )
    musts = [entry.must_have for entry in found]
    assert musts == sorted(musts, reverse=True)
    assert sum(musts) == len(profile.must_haves)


def test_a_need_for_a_dimension_that_is_gone_is_left_out() -> None:
    profile = a_profile(needs=needs(pace=(3, 6), talk=(2, 5)))
    dimensions = {key: entry for key, entry in DIMENSIONS.items() if key != "talk"}
    assert [entry.dimension.key for entry in to_ask(profile, dimensions)] == ["pace"]
