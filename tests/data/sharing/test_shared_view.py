"""The snapshot: what was chosen and nothing else, whatever else a record holds."""

import typing
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from data.example import example_records
from data.fit.report import report
from data.model.record import Record
from data.model.records import Records
from data.model.share import Choice, Dates, Naming, Passage
from data.sharing.presets import usual_choice
from data.sharing.shared_view import SharedView, shared_view
from tests.data.sharing.markers import everything, texts
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

TODAY = date(2026, 11, 24)


def chosen(records: Records, **more: Any) -> Choice:
    """One therapist, two needs, one passage of one note."""
    note = records.notes[0]
    start = note.text.index("zq passage")
    passage = Passage(note=note.id, start=start, end=start + len("zq passage 0 chosen."))
    return Choice(
        audience="other",
        by="Sam",
        therapists=(records.therapists[0].id,),
        dimensions=("pace", "own-zq-shown", "own-zq-goal"),  # a goal, from a form of one's own
        passages=(passage,),
        **more,
    )


def test_every_free_text_of_every_record_is_a_marker() -> None:
    """A new field without a marker fails here, so that the next test speaks of every field."""
    marked = {path for path, _ in texts(everything())}
    free = set(_free_texts(Records, ""))
    assert free - marked == set()


def _free_texts(model: type[BaseModel], path: str) -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        if name == "key":  # of a built-in dimension
            continue
        found += _within(field.annotation, f"{path}.{name}")
    return found


def _within(kind: Any, path: str) -> list[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _free_texts(kind, path)
    if kind is str and not path.endswith((".dimension", ".must_haves", "going_in", "do_not_mind")):
        return [path] if not path.endswith("do_not_know") else []
    if typing.get_origin(kind) is typing.Literal:
        return []
    return [entry for part in typing.get_args(kind) for entry in _within(part, path)]


def test_only_what_was_chosen_is_in_it() -> None:
    records = everything()
    view = shared_view(records, chosen(records), TODAY)
    assert {text for _, text in texts(view)} == {
        "own-zq-shown",
        "zq own shown",
        "zq own low",
        "zq own high",
        "zq pace renamed",
        "zq name one",
        "zq passage 0 chosen.",
    }


def test_no_id_day_or_state_of_the_vault_is_in_it() -> None:
    records = everything()
    view = shared_view(records, chosen(records), TODAY)
    view_text = view.model_dump_json(exclude_unset=True)
    ids = [
        *(therapist.id for therapist in records.therapists),
        *(note.id for note in records.notes),
        *(need_profile.id for need_profile in records.need_profiles),
    ]
    assert not [other for other in ids if str(other) in view_text]
    for said in ("2026-07-17", "2026-02", "2026-03", "ended", "couple", "let down", "right"):
        assert said not in view_text
    (therapist,) = view.records.therapists
    assert therapist.model_fields_set == {"id", "name", "status", "written_at"}
    assert all(
        note.model_fields_set == {"id", "kind", "therapist", "date", "written_at", "ratings"}
        for note in view.records.notes
    )


def test_how_many_notes_lie_between_cannot_be_told() -> None:
    records = example_records()
    maple = next(therapist for therapist in records.therapists if therapist.name == "Maple")
    choice = usual_choice("other", records).model_copy(update={"therapists": (maple.id,)})
    notes = shared_view(records, choice, TODAY).records.notes
    days = sorted({note.date for note in notes})
    assert [(day - days[0]).days for day in days] == list(range(len(days)))


@pytest.mark.parametrize(
    ("naming", "names"),
    [
        ("code name", ["Maple", "Moss", "Birch"]),
        ("initials", ["M. 1", "M. 2", "B."]),
        ("letter", ["Therapist A", "Therapist B", "Therapist C"]),
    ],
)
def test_therapists_are_named_as_chosen(naming: Naming, names: list[str]) -> None:
    records = example_records()
    people = tuple(
        therapist.model_copy(update={"name": name})
        for therapist, name in zip(records.therapists, ("Maple", "Moss", "Birch"), strict=False)
    )
    rest = records.therapists[len(people) :]
    records = records.model_copy(update={"therapists": (*people, *rest)})
    choice = usual_choice("other", records).model_copy(
        update={"therapists": tuple(person.id for person in people), "naming": naming}
    )
    view = shared_view(records, choice, TODAY)
    assert [therapist.name for therapist in view.records.therapists] == names


@pytest.mark.parametrize(
    ("dates", "when"), [("exact", "17 July 2026"), ("month", "July 2026"), ("none", "")]
)
def test_dates_stand_beside_passages_as_far_as_chosen(dates: Any, when: str) -> None:
    records = everything()
    (passage,) = shared_view(records, chosen(records, dates=dates), TODAY).passages
    assert (passage.when, passage.therapist) == (when, "zq name one")


def test_a_passage_about_somebody_who_is_not_shown_is_left_out() -> None:
    records = everything()
    choice = chosen(records).model_copy(update={"therapists": (records.therapists[1].id,)})
    assert shared_view(records, choice, TODAY).passages == ()


def test_the_figures_are_those_of_the_fit() -> None:
    """With everybody and every need in it, each therapist stands as on the owner's own screen."""
    records = example_records()
    everybody = tuple(therapist.id for therapist in records.therapists)
    choice = usual_choice("other", records).model_copy(update={"therapists": everybody})
    view = shared_view(records, choice, TODAY)
    here, there = (report(entry, include_ended=True).standings for entry in (records, view.records))
    mine = {note.therapist.name: note for note in here}
    for standing in there:
        other = mine[standing.therapist.name]
        assert (standing.where_wanted, standing.rated) == (other.where_wanted, other.rated)
        assert [cell.side for cell in standing.cells] == [cell.side for cell in other.cells]


def test_a_snapshot_cannot_be_changed() -> None:
    assert issubclass(SharedView, Record)
    assert SharedView.model_config["frozen"]


@pytest.mark.parametrize(
    ("dates", "time"),
    [
        ("exact", "Made from the notes from 8 March 2026."),
        ("month", "Made from the notes from March 2026."),
        ("none", "Made from the notes of a part of the time."),
    ],
)
def test_only_notes_of_the_chosen_days_leave(dates: Dates, time: str) -> None:
    maple = a_therapist("Maple")
    notes = [
        a_note(maple, date(2026, 3, day), text=f"On day {day}.", ratings=ratings(pace=day))
        for day in (1, 8, 9)
    ]
    profile = a_profile(needs=needs(pace=(3, 6)))
    records = Records(therapists=(maple,), notes=tuple(notes), need_profiles=(profile,))
    choice = Choice(
        audience="other", therapists=(maple.id,), dimensions=("pace",), since=date(2026, 3, 8),
        dates=dates, passages=(Passage(note=notes[0].id, start=0, end=9),),
    )  # fmt: skip
    view = shared_view(records, choice, date(2026, 11, 1))
    assert [note.ratings[0].value for note in view.records.notes] == [8, 9]
    assert view.passages == ()
    assert view.time == time
    assert "day 1" not in view.model_dump_json()
    whole = shared_view(records, choice.model_copy(update={"since": None}), date(2026, 11, 1))
    assert (len(whole.records.notes), whole.time) == (3, "")
