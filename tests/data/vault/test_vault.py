"""The contract: what a vault promises, on SQLite and on PostgreSQL alike."""

import inspect
import json
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from data.errors import (
    ArchiveDiffers,
    BackupGone,
    BadRecord,
    Changed,
    DateAhead,
    Gone,
    NameTaken,
    NoBackupHere,
    RapportError,
)
from data.example import example_records
from data.model.dimension import OwnDimension, Renamed
from data.model.need import Need, NeedProfile
from data.model.note import Note, Rating
from data.model.record import LONGEST_TEXT, Record, new_id, now
from data.model.records import Records
from data.model.share import Share
from data.model.therapist import Therapist
from data.model.to_say import ToSay
from data.settings import read_settings
from data.vault import tables
from data.vault.open_vaults import open_vault
from data.vault.record_tables import StoredRecord, shelf_of
from data.vault.vault import Additions, StoredDraft, Vault
from tests.data.conftest import OpenVault
from tests.rig.people import (
    ALICE,
    BOB,
    CHARLIE,
    THEN,
    a_goal,
    a_jot,
    a_note,
    a_profile,
    a_share,
    a_step,
    a_therapist,
    needs,
    ratings,
)


def test_a_new_vault_is_empty(vault: Vault) -> None:
    assert vault.records() == Records()
    assert vault.revision() == 0


def test_what_was_saved_is_there(vault: Vault) -> None:
    maple = a_therapist()
    note = a_note(maple, text="She asked twice.\nI said no.", ratings=ratings(pace=7))
    profile = a_profile()
    for record in (maple, note, profile):
        vault.save(record)
    assert vault.records() == Records(therapists=(maple,), notes=(note,), need_profiles=(profile,))


def test_every_kind_of_record_comes_back_as_it_was(vault: Vault) -> None:
    maple = a_therapist()
    every: list[Record] = [
        OwnDimension(
            key="own-silences", name="Silences", kind="two-sided", low_end="fills", high_end="lets"
        ),
        Renamed(key="pace", name="Tempo", hidden=True),
        a_profile(),
        maple,
        a_note(maple),
    ]
    for record in every:
        assert vault.save(record) == StoredRecord(record, 1)
        key = shelf_of(type(record)).id(record)
        assert vault.get(type(record), key) == StoredRecord(record, 1)


def test_the_example_goes_in_and_comes_out_the_same(vault: Vault) -> None:
    example = example_records()
    count = len(example.notes) + len(example.therapists) + len(example.need_profiles)
    count += len(example.dimensions) + len(example.renamed)
    assert vault.take(example) == Additions(new=count, already_there=0)
    assert vault.records() == example


def test_the_same_archive_twice_adds_nothing(vault: Vault) -> None:
    first = vault.take(example_records())
    assert vault.take(example_records()) == Additions(new=0, already_there=first.new)
    assert vault.records() == example_records()


def test_an_archive_that_differs_changes_nothing(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    before = vault.revision()
    other = Records(therapists=(maple.model_copy(update={"status": "ended"}), a_therapist("Birch")))
    with pytest.raises(ArchiveDiffers, match="one record"):
        vault.take(other)
    assert vault.records().therapists == (maple,)
    assert vault.revision() == before


def test_an_archive_with_a_code_name_that_is_taken_changes_nothing(vault: Vault) -> None:
    vault.save(a_therapist("Maple"))
    birch, other = a_therapist("Birch"), a_therapist("maple")
    with pytest.raises(NameTaken):
        vault.take(Records(therapists=(birch, other)))
    assert len(vault.records().therapists) == 1


def test_saving_the_same_twice_by_impatience_saves_once(vault: Vault) -> None:
    jot = a_jot()
    assert vault.save(jot) == vault.save(jot) == StoredRecord(jot, 1)
    assert vault.records().notes == (jot,)


def test_another_record_under_the_same_id_overwrites_nothing(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    with pytest.raises(Changed):
        vault.save(jot.model_copy(update={"text": "another"}))
    assert vault.records().notes == (jot,)


def test_an_edit_counts_the_revision(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    edited = jot.model_copy(update={"text": "edited"})
    assert vault.save(edited, revision=1) == StoredRecord(edited, 2)
    assert vault.get(Note, jot.id) == StoredRecord(edited, 2)


def test_two_windows_never_silently_overwrite(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    first = jot.model_copy(update={"text": "first window"})
    vault.save(first, revision=1)
    with pytest.raises(Changed):
        vault.save(jot.model_copy(update={"text": "second window"}), revision=1)
    assert vault.get(Note, jot.id).record == first


def test_changed_and_gone_are_told_apart(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    with pytest.raises(Gone):
        vault.save(jot, revision=1)
    with pytest.raises(Gone):
        vault.remove(jot, revision=1)
    with pytest.raises(Gone):
        vault.get(Note, jot.id)


def test_a_deleted_note_can_be_brought_back(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    note = a_note(maple, text="too soon deleted", ratings=ratings(pace=3))
    vault.save(note)
    vault.remove(note, revision=1)
    assert vault.records().notes == ()
    assert vault.removed() == (note,)
    vault.bring_back(note.id)
    assert vault.records().notes == (note,)
    assert vault.removed() == ()
    with pytest.raises(Gone):
        vault.bring_back(note.id)


def test_after_thirty_days_a_deleted_note_is_gone(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_jot("first"), a_jot("second")
    for jot in (first, second):
        vault.save(jot)
    vault.remove(first, revision=1)
    monkeypatch.setattr("data.vault.vault.now", lambda: now() + timedelta(days=31))
    assert vault.removed() == ()
    vault.remove(second, revision=1)
    monkeypatch.undo()
    with pytest.raises(Gone):
        vault.bring_back(first.id)
    assert vault.removed() == (second,)


def test_a_record_changed_meanwhile_is_not_deleted(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.save(jot.model_copy(update={"text": "edited"}), revision=1)
    with pytest.raises(Changed):
        vault.remove(jot, revision=1)
    assert len(vault.records().notes) == 1


def test_two_therapists_cannot_share_a_code_name(vault: Vault) -> None:
    vault.save(a_therapist("Maple"))
    with pytest.raises(NameTaken):
        vault.save(a_therapist("  mAPLE "))
    assert len(vault.records().therapists) == 1


def test_a_therapist_keeps_a_code_name_when_edited(vault: Vault) -> None:
    maple = a_therapist("Maple")
    vault.save(maple)
    ended = maple.model_copy(update={"status": "ended"})
    assert vault.save(ended, revision=1).record == ended


def test_a_therapist_with_notes_is_not_deleted(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    vault.save(a_note(maple))
    with pytest.raises(BadRecord, match="notes about this therapist"):
        vault.remove(maple, revision=1)
    assert vault.records().therapists == (maple,)


def test_no_version_of_needs_is_changed_or_deleted(vault: Vault) -> None:
    profile = a_profile()
    vault.save(profile)
    with pytest.raises(BadRecord, match="save a new one"):
        vault.save(profile.model_copy(update={"needs": needs(pace=(0, 3))}), revision=1)
    with pytest.raises(BadRecord, match="No version"):
        vault.remove(profile, revision=1)
    newer = a_profile(since=date(2026, 10, 1), needs=needs(pace=(5, 8)))
    vault.save(newer)
    assert vault.records().need_profiles == (profile, newer)
    assert vault.records().needs_now() == newer


def test_a_note_about_nobody_is_refused(vault: Vault) -> None:
    with pytest.raises(BadRecord, match="no such therapist"):
        vault.save(a_note(new_id()))
    assert vault.records().notes == ()


def test_a_note_about_an_unknown_dimension_is_refused(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    with pytest.raises(BadRecord, match="no such dimension"):
        vault.save(a_note(maple, ratings=ratings(peace=3)))


def test_a_rating_on_an_own_dimension_deleted_since_is_kept(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    note = a_note(maple, ratings=(Rating(dimension="own-gone", value=3),))
    vault.save(note)
    assert vault.records().notes == (note,)


def test_needs_on_a_one_sided_dimension_end_at_ten(vault: Vault) -> None:
    with pytest.raises(BadRecord, match="ends at 10"):
        vault.save(a_profile(needs=(Need(dimension="heard", low=4, high=8),)))


def test_a_day_still_to_come_is_refused(vault: Vault) -> None:
    ahead = date.today() + timedelta(days=2)
    with pytest.raises(DateAhead):
        vault.save(a_jot(date=ahead))
    with pytest.raises(DateAhead):
        vault.save(a_profile(since=ahead))
    with pytest.raises(DateAhead):
        vault.save(a_therapist(search_steps=(a_step("called", ahead),)))
    assert vault.records() == Records()


def test_a_first_appointment_may_be_still_to_come(vault: Vault) -> None:
    ahead = date.today() + timedelta(days=20)
    linden = a_therapist(search_steps=(a_step("first appointment", ahead),))
    assert vault.save(linden).record == linden


def test_a_refused_record_does_not_count_as_a_change(vault: Vault) -> None:
    vault.save(a_jot())
    with pytest.raises(BadRecord):
        vault.save(a_note(new_id()))
    assert vault.revision() == 1


def test_a_draft_lasts_until_it_is_dropped(vault: Vault) -> None:
    vault.keep_draft("note", "half a sen")
    vault.keep_draft("note", "half a sentence")
    assert vault.draft("note") == "half a sentence"
    assert vault.draft("elsewhere") == ""
    vault.keep_draft("note", "")
    assert vault.draft("note") == ""
    assert vault.revision() == 0


def test_a_record_and_the_draft_it_was_typed_as_go_together(vault: Vault) -> None:
    jot = a_jot()
    mine = vault.keep_draft_beside("note", "as it was typed", None)
    with pytest.raises(Gone):
        vault.save(jot, revision=3, drafts=(mine,))
    assert vault.draft("note") == "as it was typed"
    vault.save(jot, drafts=(mine,))
    assert vault.drafts("note") == ()


def test_two_windows_never_lose_each_other_s_drafts(vault: Vault) -> None:
    first = vault.keep_draft_beside("note", "first window", None)
    second = vault.keep_draft_beside("note", "second window", None)
    assert {draft.text for draft in vault.drafts("note")} == {"first window", "second window"}
    first = vault.keep_draft_beside("note", "first window, on", first)
    seen_by_third = first
    first = vault.keep_draft_beside("note", "first window, further", first)
    third = vault.keep_draft_beside("note", "third window", seen_by_third)
    assert [draft.text for draft in vault.drafts("note")] == [
        "third window",
        "first window, further",
        "second window",
    ]
    vault.save(a_jot(), drafts=(seen_by_third,))
    assert first in vault.drafts("note"), "it was typed on since"
    for draft in (first, second, third):
        vault.keep_draft_beside("note", "", draft)
    assert vault.drafts("note") == ()
    assert vault.drafts("not") == vault.drafts("%") == ()


def test_twenty_at_once_lose_nothing(vault: Vault) -> None:
    jots = [a_jot(f"jot {n}") for n in range(20)]
    threads = [threading.Thread(target=vault.save, args=(jot,)) for jot in jots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {jot.id for jot in vault.records().notes} == {jot.id for jot in jots}
    assert vault.revision() == 20


def test_of_two_edits_at_once_one_wins_and_one_is_told(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    outcomes: list[Any] = []

    def edit(text: str) -> None:
        try:
            outcomes.append(vault.save(jot.model_copy(update={"text": text}), revision=1).revision)
        except Changed as error:
            outcomes.append(error)

    threads = [threading.Thread(target=edit, args=(text,)) for text in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(type(entry)) for entry in outcomes) == sorted([str(int), str(Changed)])


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    some.text(
        some.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1
    ).filter(lambda text: text.strip())
)
def test_any_text_comes_back_as_typed(vault: Vault, text: str) -> None:
    jot = a_jot(text)
    vault.save(jot)
    assert vault.get(Note, jot.id).record.text == text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "🫠👩‍👩‍👧",
        "שלום \u202eabc\u202c",
        "<b>&amp;</b> ![](https://e.invalid/x.png)",
        "'; --",
    ],
    ids=["100,000 characters", "emoji", "right to left", "markup", "sql"],
)
def test_unusual_texts_are_kept(vault: Vault, text: str) -> None:
    jot = a_jot(text)
    vault.save(jot)
    assert vault.records().notes == (jot,)


def test_shares_are_kept_apart_from_the_records_the_newest_first(vault: Vault) -> None:
    first = a_share(made_at=THEN - timedelta(days=1))
    second = a_share()
    for share in (first, second):
        vault.save(share)
    assert vault.shares() == (second, first)
    assert vault.records() == Records()
    ended = first.model_copy(update={"ended_at": THEN})
    vault.save(ended, vault.get(Share, first.id).revision)
    assert vault.shares() == (second, ended)
    vault.remove(second, revision=1)
    assert vault.shares() == (ended,)
    vault.empty()
    assert vault.shares() == ()


def test_a_backup_that_is_put_back_leaves_shares_as_they_are() -> None:
    """Their links can be opened: one that nobody sees any more could not be ended."""
    vault = open_vault(read_settings(), ALICE)
    vault.save(before := a_share())
    backup = vault.files.back_up("by hand").path
    vault.save(before.model_copy(update={"ended_at": THEN}), revision=1)
    vault.save(a_share())
    now = vault.shares()
    vault.files.put_back(backup)
    assert vault.shares() == now


def test_nobody_sees_anything_of_another(vault_of: OpenVault) -> None:
    """Alice owns, Bob owns something else, Charlie has nothing: through every method."""
    alice, bob, charlie = vault_of(ALICE), vault_of(BOB), vault_of(CHARLIE)
    maple, mine = a_therapist("Maple"), a_jot("Alice only")
    alice.save(maple)
    alice.save(mine)
    alice.save(a_share())
    alice.save(goal := a_goal())
    alice.keep_draft("note", "Alice's draft")
    alice.save(a_jot("Alice deleted this"))
    deleted = next(note for note in alice.records().notes if note != mine)
    alice.remove(deleted, revision=1)
    bob.save(a_therapist("Maple"))
    alice.bring([brought := a_jot("brought")], [], alice.revision())
    (way_back,) = alice.brought()
    backup_of_alice = Path() if on_server(alice) else alice.files.back_up("by hand").path

    called: dict[str, Callable[[Vault], bool]] = {
        "identity": lambda vault: vault.identity != alice.identity,
        "revision": lambda vault: vault.revision() < 2,
        "records": lambda vault: mine not in vault.records().notes,
        "findings": lambda vault: vault.findings() is not alice.findings(),
        "get": lambda vault: _refused(Gone, lambda: vault.get(Note, mine.id)),
        "save": lambda vault: _refused(Gone, lambda: vault.save(mine, revision=1)),
        "remove": lambda vault: _refused(Gone, lambda: vault.remove(mine, revision=1)),
        "removed": lambda vault: vault.removed() == (),
        "shares": lambda vault: vault.shares() == (),
        "bring_back": lambda vault: _refused(Gone, lambda: vault.bring_back(mine.id)),
        "take": lambda vault: vault.take(Records(notes=(mine,))).already_there == 0,
        "bring": lambda vault: _done(
            lambda: vault.bring([a_jot("not Alice's")], [mine], vault.revision())
        ),
        "brought": lambda vault: way_back not in vault.brought(),
        "take_back": lambda vault: _refused(Gone, lambda: vault.take_back(way_back)),
        "drafts": lambda vault: vault.drafts("note") == (),
        "keep_draft_beside": lambda vault: (
            vault.keep_draft_beside("note", "", None) == StoredDraft("note", "")
        ),
        "draft": lambda vault: vault.draft("note") == "",
        "files.path": lambda vault: on_server(vault) or vault.files.path != alice.files.path,
        "empty": lambda vault: _done(vault.empty),
        "forget_removed": lambda vault: vault.forget_removed(all_of_them=True) == 0,
        "remove_with_notes": lambda vault: _refused(
            Gone, lambda: vault.remove_with_notes(maple, revision=1, notes=0)
        ),
        "remove_with_ratings": lambda vault: _refused(
            Gone, lambda: vault.remove_with_ratings(goal, revision=1)
        ),
        "files.write_back": lambda vault: _done(vault.files.write_back),
        "files.back_up": lambda vault: _backed_up_apart(vault, mine),
        "files.look_into": lambda vault: _refused(
            NoBackupHere if on_server(vault) else BackupGone,
            lambda: vault.files.look_into(backup_of_alice),
        ),
        "files.put_back": lambda vault: _refused(
            NoBackupHere if on_server(vault) else BackupGone,
            lambda: vault.files.put_back(backup_of_alice),
        ),
        "files.key_of": lambda vault: _refused(
            NoBackupHere if on_server(vault) else BackupGone,
            lambda: vault.files.key_of(backup_of_alice),
        ),
        "files.take_in": lambda vault: _refused(
            NoBackupHere if on_server(vault) else BackupGone,
            lambda: vault.files.take_in(backup_of_alice, b"0" * 32),
        ),
        "keep_draft": lambda vault: _kept_apart(vault, alice),
        "drop_drafts": lambda vault: _done(lambda: vault.drop_drafts(alice.drafts("note"))),
    }
    assert set(called) == set(_public(alice)), "a new method of Vault needs its row here"
    for other in (bob, charlie):
        for name, is_apart in called.items():
            assert is_apart(other), name
    hers = Records(therapists=(maple,), notes=(mine, brought), dimensions=(goal,))
    assert alice.records() == hers.in_order()
    assert alice.draft("note") == "Alice's draft"
    assert alice.removed() == (deleted,)


def _public(part: object, above: str = "") -> Iterator[str]:
    """Return what a vault offers, with all that the parts it is composed of offer."""
    for name, found in inspect.getmembers(part):
        if name.startswith("_"):
            continue
        if type(found).__module__.startswith("data.vault."):
            yield from _public(found, f"{above}{name}.")
        else:
            yield above + name


def _done(call: Callable[[], None]) -> bool:
    call()
    return True


def on_server(vault: Vault) -> bool:
    return vault.files.path is None


def _backed_up_apart(vault: Vault, mine: Note) -> bool:
    if on_server(vault):
        return _refused(NoBackupHere, lambda: vault.files.back_up("by hand"))
    return mine not in vault.files.look_into(vault.files.back_up("by hand").path).notes


def test_somebody_goes_with_all_that_hangs_on_them(vault: Vault) -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    about, deleted, other = a_note(maple), a_note(maple, text="deleted before"), a_note(birch)
    vault.take(Records(therapists=(maple, birch), notes=(about, deleted, other)))
    vault.remove(deleted, revision=1)
    vault.keep_draft(f"therapist:{maple.id}", "a draft")
    vault.keep_draft("note:new", f'{{"therapist": "{maple.id}"}}')
    vault.keep_draft("paste", "somebody else")
    with pytest.raises(Changed):
        vault.remove_with_notes(maple, revision=2, notes=1)
    with pytest.raises(Changed):
        vault.remove_with_notes(maple, revision=1, notes=0)
    assert len(vault.records().notes) == 2
    vault.remove_with_notes(maple, revision=1, notes=1)
    assert vault.records() == Records(therapists=(birch,), notes=(other,))
    assert vault.removed() == ()
    assert vault.draft(f"therapist:{maple.id}") == vault.draft("note:new") == ""
    assert vault.draft("paste") == "somebody else"
    with pytest.raises(Gone):
        vault.remove_with_notes(maple, revision=1, notes=0)


def test_a_goal_goes_with_its_ratings_and_nothing_else(vault: Vault) -> None:
    maple, sleep, money = a_therapist(), a_goal(), a_goal("Money")
    rated = ratings(**{"pace": 3, sleep.key: 7, money.key: 1})
    note = a_note(maple, ratings=rated)
    vault.take(Records(therapists=(maple,), dimensions=(sleep, money), notes=(note,)))
    with pytest.raises(Changed):
        vault.remove_with_ratings(sleep, revision=2)
    assert vault.records().notes == (note,)
    vault.remove_with_ratings(sleep, revision=1)
    assert vault.records().dimensions == (money,)
    assert [rating.dimension for rating in vault.records().notes[0].ratings] == ["pace", money.key]
    with pytest.raises(Gone):
        vault.remove_with_ratings(sleep, revision=1)


def test_no_rating_of_a_deleted_goal_comes_back(vault: Vault) -> None:
    maple, sleep = a_therapist(), a_goal()
    rated = ratings(**{"pace": 3, sleep.key: 7})
    binned, note = a_note(maple, ratings=rated), a_note(maple, ratings=rated)
    vault.take(Records(therapists=(maple,), dimensions=(sleep,), notes=(binned,)))
    vault.bring([note], [], vault.revision())
    later = note.model_copy(update={"text": "changed by a table"})
    vault.bring([], [later], vault.revision())
    vault.remove(binned, revision=1)
    draft = {
        "id": str(note.id),
        "revision": 2,
        "text": "typed",
        "values": {sleep.key: 7, "pace": 3},
    }
    vault.keep_draft(f"note:{note.id}", json.dumps(draft | {"right": {}}))
    vault.keep_draft(f"goal:{sleep.key}", "a better name")
    vault.keep_draft("paste", f"a text that says {sleep.key}")

    vault.remove_with_ratings(sleep, revision=1)

    assert vault.draft(f"goal:{sleep.key}") == ""
    assert vault.draft("paste") == f"a text that says {sleep.key}"
    assert json.loads(vault.draft(f"note:{note.id}")) == draft | {
        "right": {}, "revision": 3, "values": {"pace": 3},
    }  # fmt: skip
    vault.bring_back(binned.id)
    second, first = vault.brought()
    assert vault.take_back(second) == (1, 0)
    assert {(stored.text, stored.ratings) for stored in vault.records().notes} == {
        (binned.text, ratings(pace=3)),
        (note.text, ratings(pace=3)),
    }
    assert vault.take_back(first) == (1, 0)


def test_deleted_notes_can_be_deleted_really(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    assert vault.forget_removed() == 0
    assert vault.removed() == (jot,)
    monkeypatch.setattr("data.vault.vault.now", lambda: now() + timedelta(days=31))
    assert vault.forget_removed() == 1
    monkeypatch.undo()
    with pytest.raises(Gone):
        vault.bring_back(jot.id)


def test_an_emptied_vault_is_like_a_new_one_but_counts_on(vault: Vault) -> None:
    vault.take(example_records())
    vault.keep_draft("note", "typed")
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    before = vault.revision()
    vault.empty()
    assert vault.records() == Records()
    assert (vault.removed(), vault.draft("note")) == ((), "")
    assert vault.revision() > before


def _kept_apart(other: Vault, alice: Vault) -> bool:
    other.keep_draft("note", "not Alice's")
    return alice.draft("note") == "Alice's draft"


def _refused(kind: type[RapportError], call: Any) -> bool:
    with pytest.raises(kind):
        call()
    return True


def test_records_are_told_apart_by_kind(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    assert vault.get(Therapist, maple.id).record == maple
    with pytest.raises(Gone):
        vault.get(NeedProfile, maple.id)


def test_what_could_not_be_read_again_is_not_saved(vault: Vault) -> None:
    """A record that was copied past its rules would keep the whole vault from being read."""
    sentence = ToSay(id=new_id(), written_at=THEN, words="Slower, please.")
    broken = sentence.model_copy(update={"words": "x" * (LONGEST_TEXT + 1)})
    with pytest.raises(BadRecord):
        vault.save(a_therapist(to_say=(broken,)))
    vault.save(a_therapist(to_say=(sentence,)))
    assert len(vault.records().therapists) == 1


def test_with_somebody_go_the_words_that_were_being_changed(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    vault.keep_draft(f"reword:{maple.id}:{new_id()}", "half typed")
    vault.remove_with_notes(maple, revision=1, notes=0)
    with vault._transactions.begin(writes=False) as at:
        assert at.execute(select(tables.drafts.c.draft_key)).scalars().all() == []
