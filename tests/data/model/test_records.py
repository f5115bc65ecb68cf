"""All records of one vault: the rules between them, and their order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from data.model.dimension import OwnDimension, Renamed, built_in
from data.model.need import Need
from data.model.note import Rating
from data.model.record import new_id
from data.model.records import Records
from tests.rig.people import THEN, a_jot, a_note, a_profile, a_therapist, needs, ratings

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch", written_at=THEN + timedelta(days=1))
OWN = OwnDimension(key="own-rain", name="Rain", kind="two-sided", low_end="dry", high_end="wet")
NOTE, JOT, PROFILE = a_note(MAPLE), a_jot(), a_profile()
TEMPO = Renamed(key="pace", name="Tempo")


def test_nothing_at_all_holds_together() -> None:
    assert Records().known_dimensions() == built_in()
    assert Records().needs_now() is None
    assert Records().in_order() == Records()


@pytest.mark.parametrize(
    ("table", "record"),
    [
        ("dimensions", OWN),
        ("renamed", TEMPO),
        ("need_profiles", PROFILE),
        ("therapists", MAPLE),
        ("notes", JOT),
    ],
)
def test_nothing_stands_in_it_twice(table: str, record: object) -> None:
    with pytest.raises(ValidationError, match=rf"same id stands in it twice \({table}\[1\]\)"):
        Records.model_validate({table: (record, record)})


@pytest.mark.parametrize("name", ["Maple", " mAPLE", "Ｍaple"])
def test_two_therapists_cannot_share_a_code_name(name: str) -> None:
    with pytest.raises(ValidationError, match=r"same code name \(therapists\[2\].name\)"):
        Records(therapists=(MAPLE, BIRCH, a_therapist(name)))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: {"notes": (JOT, NOTE)}, r"no such therapist is in it \(notes\[1\]\.therapist\)"),
        (
            lambda: {
                "therapists": (MAPLE,),
                "notes": (a_note(MAPLE, ratings=ratings(pace=1, peace=1)),),
            },
            r"no such dimension is known \(notes\[0\]\.ratings\[1\]\.dimension\)",
        ),
        (
            lambda: {"renamed": (TEMPO, Renamed(key="own-rain")), "dimensions": (OWN,)},
            r"no built-in dimension has this key \(renamed\[1\]\.key\)",
        ),
        (
            lambda: {"need_profiles": (PROFILE, a_profile(needs=needs(peace=(3, 6))))},
            r"no such dimension is known \(need_profiles\[1\]\.needs\[0\]\.dimension\)",
        ),
        (
            lambda: {"need_profiles": (a_profile(needs=needs(heard=(3, 6))),)},
            r"ends at 10 \(need_profiles\[0\]\.needs\[0\]\.high\)",
        ),
    ],
    ids=["therapist", "rating", "renamed", "profile", "need"],
)
def test_what_refers_to_nothing_is_refused_with_its_path(
    make: Callable[[], dict[str, Any]], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Records(**make())


def test_a_jot_may_be_about_nobody_but_not_about_a_stranger() -> None:
    assert Records(notes=(JOT,)).notes == (JOT,)
    with pytest.raises(ValidationError, match="no such therapist"):
        Records(notes=(a_note(new_id(), kind="jot", text="Who was that?"),))


def test_an_own_dimension_can_be_needed_only_while_it_is_there_but_stays_rated() -> None:
    note = a_note(MAPLE, ratings=(Rating(dimension="own-rain", value=3),))
    assert Records(therapists=(MAPLE,), notes=(note,)).notes == (note,)
    profile = a_profile(needs=(Need(dimension="own-rain", low=3, high=6),))
    assert Records(dimensions=(OWN,), need_profiles=(profile,)).needs_now() == profile
    with pytest.raises(ValidationError, match="no such dimension"):
        Records(need_profiles=(profile,))


def test_dimensions_are_known_under_the_names_chosen_for_them() -> None:
    dimensions = Records(dimensions=(OWN,), renamed=(TEMPO,)).known_dimensions()
    assert list(dimensions) == [*built_in(), "own-rain"]
    assert dimensions["pace"].name == "Tempo"


def test_a_copy_with_other_names_does_not_take_the_old_ones_along() -> None:
    records = Records(dimensions=(OWN,))
    records.known_dimensions().clear()  # what was handed out is the caller's own
    other = records.model_copy(update={"renamed": (Renamed(key="pace", name="Tempo"),)})
    assert records.known_dimensions()["pace"].name == "Pace"
    assert other.known_dimensions()["pace"].name == "Tempo"
    none = other.model_copy(update={"dimensions": ()})
    assert OWN.key not in none.known_dimensions()


def test_the_newest_profile_counts_and_of_one_day_the_one_written_last() -> None:
    day = date(2026, 9, 1)
    early, late = a_profile(since=day), a_profile(since=day, written_at=THEN + timedelta(hours=1))
    old = a_profile(since=day - timedelta(days=1), written_at=THEN + timedelta(days=1))
    assert Records(need_profiles=(early, late, old)).needs_now() == late


def test_the_notes_of_a_therapist_leave_out_jots_and_others() -> None:
    jot, other = a_note(MAPLE, kind="jot", text="Ring back."), a_note(BIRCH)
    records = Records(therapists=(MAPLE, BIRCH), notes=(jot, other, NOTE, JOT))
    assert records.notes_of(MAPLE.id) == (NOTE,)
    assert records.notes_of(new_id()) == ()
    assert records.notes_about(MAPLE.id) == (jot, NOTE)
    assert records.notes_about(new_id()) == ()


def test_the_same_records_have_one_order() -> None:
    other = OWN.model_copy(update={"key": "own-air"})
    newer = a_profile(since=date(2026, 9, 2), written_at=THEN - timedelta(days=1))
    earlier = a_note(BIRCH, date(2026, 9, 1), written_at=THEN + timedelta(days=1))
    ordered = Records(
        dimensions=(other, OWN),
        renamed=(Renamed(key="heard", hidden=True), TEMPO),
        need_profiles=(PROFILE, newer),
        therapists=(MAPLE, BIRCH),
        notes=(earlier, NOTE),
    )
    turned = Records(**{table: tuple(reversed(rows)) for table, rows in dict(ordered).items()})
    assert turned != ordered
    assert turned.in_order() == ordered == ordered.in_order()


def test_the_notes_of_somebody_are_those_of_the_records_asked() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    first, second = a_note(maple), a_note(birch)
    records = Records(therapists=(maple, birch), notes=(first, second, a_jot()))
    untouched = Records(therapists=records.therapists, notes=records.notes)
    assert records.notes_of(maple.id) == (first,)
    assert records == untouched
    fewer = records.model_copy(update={"notes": (second,)})
    assert (fewer.notes_of(maple.id), fewer.notes_of(birch.id)) == ((), (second,))
    assert records.notes_of(maple.id) == (first,)
