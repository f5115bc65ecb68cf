"""An archive beside what is here: counted before, all or nothing, and the second time nothing."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from data.errors import Changed
from data.example import example_records
from data.imports.archive_merge import MergeChoice, plan
from data.model.archive import read_archive, write_archive
from data.model.dimension import OwnDimension, Renamed
from data.model.note import Note
from data.model.record import new_id
from data.model.records import Records
from data.model.to_say import ToSay
from data.settings import read_settings
from data.vault.open_vaults import open_vault
from data.vault.vault import Vault
from tests.data.imports.case_tables import CASES
from tests.rig.people import (
    ALICE,
    THEN,
    TODAY,
    a_goal,
    a_jot,
    a_note,
    a_profile,
    a_therapist,
    needs,
    ratings,
)

MAPLE = a_therapist("Maple")
NOTE = a_note(MAPLE, text="mine")
OTHER = NOTE.model_copy(update={"text": "theirs"})


@pytest.fixture
def vault(home: object) -> Vault:
    return open_vault(read_settings(), ALICE)


def bring(vault: Vault, theirs: Records, choice: MergeChoice = "mine") -> None:
    found = plan(vault.records(), theirs, choice)
    vault.imports.bring(found.add, found.replace, vault.revision())


def texts(vault: Vault) -> list[str]:
    return sorted(note.text for note in vault.records().notes)


def test_what_it_would_add_is_counted() -> None:
    mine = Records(therapists=(MAPLE,), notes=(NOTE,))
    theirs = Records(therapists=(MAPLE,), notes=(OTHER, a_note(MAPLE), a_jot()))
    found = plan(mine, theirs)
    assert dict(found.new) == {"note": 2}
    assert found.already_here == 1
    assert [(differ.kind, differ.name) for differ in found.differs] == [("note", "2026-10-01")]


@pytest.mark.parametrize(
    ("choice", "names"), [("mine", ["mine"]), ("theirs", ["theirs"]), ("both", ["mine", "theirs"])]
)
def test_what_differs_is_kept_as_chosen(
    vault: Vault, choice: MergeChoice, names: list[str]
) -> None:
    vault.take(Records(therapists=(MAPLE,), notes=(NOTE,)))
    theirs = Records(therapists=(MAPLE,), notes=(OTHER,))
    bring(vault, theirs, choice)
    assert texts(vault) == names
    assert vault.get(Note, NOTE.id).revision == (2 if choice == "theirs" else 1)


def test_each_that_differs_may_be_chosen_by_itself(vault: Vault) -> None:
    first, second, third = (a_note(MAPLE, text=f"mine {at}") for at in range(3))
    notes = (first, second, third)
    vault.take(Records(therapists=(MAPLE,), notes=notes))
    theirs = Records(
        therapists=(MAPLE.model_copy(update={"details": "theirs"}),),
        notes=tuple(
            note.model_copy(update={"text": note.text.replace("mine", "theirs")}) for note in notes
        ),
    )
    each: dict[str, MergeChoice] = {
        f"note {second.id}": "theirs",
        f"note {third.id}": "both",
        f"therapist {MAPLE.id}": "theirs",
    }
    found = plan(vault.records(), theirs, "mine", each)
    assert {differ.key for differ in found.differs} == {*each, f"note {first.id}"}
    vault.imports.bring(found.add, found.replace, vault.revision())
    assert texts(vault) == ["mine 0", "mine 2", "theirs 1", "theirs 2"]
    assert vault.records().therapists[0].details == "theirs"


def test_what_cannot_be_done_is_not_offered_and_leaves_mine() -> None:
    profile, renamed = a_profile(), Renamed(key="pace", name="Tempo")
    mine = Records(need_profiles=(profile,), renamed=(renamed,))
    theirs = Records(
        need_profiles=(profile.model_copy(update={"do_not_mind": ("talk",)}),),
        renamed=(Renamed(key="pace", name="Speed"),),
    )
    offered = {differ.kind: differ.choices for differ in plan(mine, theirs).differs}
    assert offered == {
        "version of your needs": ("mine", "both"),
        "change of a dimension": ("mine", "theirs"),
    }
    assert [type(entry) for entry in plan(mine, theirs, "theirs").replace] == [Renamed]
    assert [type(entry) for entry in plan(mine, theirs, "both").add] == [type(profile)]


def rated(dimension: OwnDimension) -> tuple[Records, Note]:
    """Return an archive that rates, needs and speaks of a dimension, and the note in it."""
    to_say = ToSay(id=new_id(), written_at=THEN, words="More.", dimension=dimension.key)
    who = a_therapist("Birch", to_say=(to_say,))
    note = a_note(who, ratings=ratings(**{dimension.key: 3}))
    needed = () if dimension.goal else needs(**{dimension.key: (4, 10)})
    profile = a_profile(needs=needed, must_haves=tuple(need.dimension for need in needed))
    whole = Records(
        dimensions=(dimension,), therapists=(who,), notes=(note,), need_profiles=(profile,)
    )
    return whole, note


@pytest.mark.parametrize("choice", get_args(MergeChoice))
@pytest.mark.parametrize("change", [{"goal": False}, {"goal": False, "kind": "two-sided"}])
def test_a_dimension_of_another_kind_comes_in_beside_mine_with_what_was_rated_on_it(
    vault: Vault, choice: MergeChoice, change: dict[str, object]
) -> None:
    mine = a_goal("Sleep")
    theirs, note = rated(mine.model_copy(update=change))
    vault.save(mine)
    assert plan(vault.records(), theirs, choice).differs == ()
    bring(vault, theirs, choice)
    records = vault.records()
    assert {own.key: own.goal for own in records.dimensions} == {
        "own-sleep": True, "own-sleep-2": False,
    }  # fmt: skip
    assert vault.get(Note, note.id).record.ratings[0].dimension == "own-sleep-2"
    assert records.need_profiles[0].must_haves == ("own-sleep-2",)
    assert records.need_profiles[0].needs[0].dimension == "own-sleep-2"
    assert records.therapists[0].to_say[0].dimension == "own-sleep-2"
    assert read_archive(write_archive(records), TODAY) == records
    again = plan(records, theirs, choice)
    assert (again.add, again.replace, again.differs) == ((), (), ())


def test_a_dimension_with_other_words_is_the_same_or_another_one_by_choice(vault: Vault) -> None:
    mine = a_goal("Sleep", goal=False)
    theirs, note = rated(mine.model_copy(update={"low_end": "rested", "high_end": "awake"}))
    vault.save(mine)
    (differs,) = plan(vault.records(), theirs).differs
    assert (differs.shares_a_key, differs.choices) == (True, ("mine", "theirs", "both"))
    bring(vault, theirs, "both")
    assert vault.get(Note, note.id).record.ratings[0].dimension == "own-sleep-2"
    assert plan(vault.records(), theirs).differs == ()
    hidden = plan(vault.records(), Records(dimensions=(mine.model_copy(update={"hidden": True}),)))
    assert [(found.shares_a_key, found.choices) for found in hidden.differs] == [
        (False, ("mine", "theirs"))
    ]


def test_what_was_rated_on_a_dimension_deleted_there_is_not_rated_on_mine(vault: Vault) -> None:
    mine = a_goal("Sleep", goal=False)
    vault.save(mine)
    theirs = Records(therapists=(MAPLE,), notes=(a_note(MAPLE, ratings=ratings(**{mine.key: 3})),))
    bring(vault, theirs)
    assert vault.records().notes[0].ratings[0].dimension == "own-sleep-2"
    assert plan(vault.records(), theirs).add == ()
    vault.empty()
    vault.take(theirs)
    vault.save(mine)
    look = plan(vault.records(), theirs)
    assert (look.add, look.differs) == ((), ()), "an archive of this very vault"


def test_a_renamed_own_dimension_may_still_be_taken() -> None:
    mine = a_goal("Sleep")
    theirs = mine.model_copy(update={"high_end": "refreshed"})
    found = plan(Records(dimensions=(mine,)), Records(dimensions=(theirs,)), "theirs")
    assert found.replace == (theirs,)


@pytest.mark.parametrize("choice", get_args(MergeChoice))
def test_the_same_archive_twice_adds_nothing(vault: Vault, choice: MergeChoice) -> None:
    vault.take(Records(therapists=(MAPLE,), notes=(NOTE,), need_profiles=(a_profile(),)))
    maple = MAPLE.model_copy(update={"details": "from the other computer"})
    theirs = Records(therapists=(maple,), notes=(OTHER, a_note(maple)))
    bring(vault, theirs, choice)
    once = vault.records()
    found = plan(once, theirs, choice)
    assert found.add == ()
    bring(vault, theirs, choice)
    assert vault.records() == once


def test_somebody_of_the_same_name_is_the_same_person_unless_both_are_kept(vault: Vault) -> None:
    vault.take(Records(therapists=(MAPLE,)))
    other = a_therapist(" maple")
    theirs = Records(therapists=(other,), notes=(a_note(other),))
    bring(vault, theirs)
    assert [therapist.name for therapist in vault.records().therapists] == ["Maple"]
    assert vault.records().notes[0].therapist == MAPLE.id
    vault.empty()
    vault.take(Records(therapists=(MAPLE,)))
    bring(vault, theirs, "both")
    assert {therapist.name for therapist in vault.records().therapists} == {"Maple", "maple 2"}
    assert vault.records().notes[0].therapist != MAPLE.id
    again = plan(vault.records(), theirs, "both")
    assert again.add == ()


def test_a_renamed_dimension_is_taken_or_left(vault: Vault) -> None:
    vault.save(Renamed(key="pace", name="Tempo"))
    theirs = Records(renamed=(Renamed(key="pace", name="Speed"),))
    bring(vault, theirs, "both")
    assert vault.records().renamed[0].name == "Tempo"
    bring(vault, theirs, "theirs")
    assert vault.records().renamed[0].name == "Speed"


def test_a_vault_that_changed_since_the_look_stays_as_it_is(vault: Vault) -> None:
    revision = vault.revision()
    vault.save(a_jot("another window"))
    with pytest.raises(Changed):
        vault.imports.bring([a_jot("from the archive")], [], revision)
    assert texts(vault) == ["another window"]


def test_out_and_in_and_out_again_is_equal_to_the_byte(vault: Vault) -> None:
    archive = write_archive(example_records())
    bring(vault, read_archive(archive, date(2030, 1, 1)))
    assert write_archive(vault.records()) == archive


_days = some.dates(date(2020, 1, 1), date(2026, 10, 1))
_some_notes = some.lists(
    some.builds(
        lambda day, text: a_note(MAPLE, day, text=text), _days, some.text("aé\n=", max_size=50)
    ),
    max_size=6,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_some_notes, _some_notes, some.sampled_from(get_args(MergeChoice)))
def test_whatever_is_brought_nothing_of_mine_is_lost_unless_theirs_is_chosen(
    vault: Vault, mine: list[Note], theirs: list[Note], choice: MergeChoice
) -> None:
    vault.empty()
    edited = [note.model_copy(update={"text": f"{note.text}!"}) for note in mine[::2]]
    vault.take(Records(therapists=(MAPLE,), notes=tuple(mine)))
    bring(vault, Records(therapists=(MAPLE,), notes=(*edited, *theirs)), choice)
    records = vault.records().notes
    if choice != "theirs":
        assert set(mine) <= set(records)
    assert set(theirs) <= set(records)
    assert (set(edited) <= set(records)) is (choice == "theirs" or not edited)
    assert len(records) == len(mine) + len(theirs) + (len(edited) if choice == "both" else 0)


def test_somebody_elses_needs_and_namesakes_are_asked_about() -> None:
    theirs = read_archive((CASES / "archive_of_somebody_else.json").read_bytes(), TODAY)
    maple = a_therapist("Maple")
    profile = a_profile(since=date(2026, 1, 1))
    mine = Records(therapists=(maple,), need_profiles=(profile,))
    found = plan(mine, theirs)
    assert found.newer_needs == 1
    assert not any(type(record) is type(profile) for record in found.add)
    assert [differ.shares_a_name for differ in found.differs] == [True]
    chosen = plan(mine, theirs, each={found.differs[0].key: "both"}, take_needs=True)
    assert {type(record).__name__ for record in chosen.add} == {"NeedProfile", "Therapist", "Note"}
