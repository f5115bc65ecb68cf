"""The contract: what a vault promises, on SQLite and on PostgreSQL alike."""

import inspect
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from data.errors import (
    ArchiveDiffers,
    BackupGone,
    BadRecord,
    Changed,
    Gone,
    NameTaken,
    NoBackupHere,
    RapportError,
)
from data.example import example_records
from data.model.dimension import OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.record import LONGEST_TEXT, Record, new_id
from data.model.records import Records
from data.model.share import Share
from data.model.therapist import Therapist
from data.model.to_say import ToSay
from data.vault.drafts import StoredDraft
from data.vault.record_tables import StoredRecord, shelf_of
from data.vault.vault import Vault
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
    a_therapist,
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
    vault.take(example)
    assert vault.records() == example


def test_the_same_archive_twice_adds_nothing(vault: Vault) -> None:
    for _ in range(2):
        vault.take(example_records())
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


def test_nobody_sees_anything_of_another(vault_of: OpenVault) -> None:
    """Alice owns, Bob owns something else, Charlie has nothing: through every method."""
    alice, bob, charlie = vault_of(ALICE), vault_of(BOB), vault_of(CHARLIE)
    maple, mine = a_therapist("Maple"), a_jot("Alice only")
    alice.save(maple)
    alice.save(mine)
    alice.save(a_share())
    alice.save(goal := a_goal())
    alice.drafts.keep("note", "Alice's draft")
    alice.save(a_jot("Alice deleted this"))
    deleted = next(note for note in alice.records().notes if note != mine)
    alice.remove(deleted, revision=1)
    bob.save(a_therapist("Maple"))
    alice.imports.bring([brought := a_jot("brought")], [], alice.revision())
    (way_back,) = alice.imports.recent()
    backup_of_alice = Path() if on_server(alice) else alice.files.back_up("by hand").path

    called: dict[str, Callable[[Vault], bool]] = {
        "identity": lambda vault: vault.identity != alice.identity,
        "revision": lambda vault: vault.revision() < 2,
        "records": lambda vault: mine not in vault.records().notes,
        "findings": lambda vault: vault.findings() is not alice.findings(),
        "get": lambda vault: _refused(Gone, lambda: vault.get(Note, mine.id)),
        "save": lambda vault: _refused(Gone, lambda: vault.save(mine, revision=1)),
        "remove": lambda vault: _refused(Gone, lambda: vault.remove(mine, revision=1)),
        "removed.notes": lambda vault: vault.removed.notes() == (),
        "shares": lambda vault: vault.shares() == (),
        "removed.bring_back": lambda vault: _refused(
            Gone, lambda: vault.removed.bring_back(mine.id)
        ),
        "take": lambda vault: _done(lambda: vault.take(Records(notes=(mine,)))),
        "imports.bring": lambda vault: _done(
            lambda: vault.imports.bring([a_jot("not Alice's")], [mine], vault.revision())
        ),
        "imports.recent": lambda vault: way_back not in vault.imports.recent(),
        "imports.take_back": lambda vault: _refused(
            Gone, lambda: vault.imports.take_back(way_back)
        ),
        "drafts.of": lambda vault: vault.drafts.of("note") == (),
        "drafts.keep_beside": lambda vault: (
            vault.drafts.keep_beside("note", "", None) == StoredDraft("note", "")
        ),
        "drafts.text": lambda vault: vault.drafts.text("note") == "",
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
        "drafts.keep": lambda vault: _kept_apart(vault, alice),
        "drafts.drop": lambda vault: _done(lambda: vault.drafts.drop(alice.drafts.of("note"))),
    }
    assert set(called) == set(_public(alice)), "a new method of Vault needs its row here"
    for other in (bob, charlie):
        for name, is_apart in called.items():
            assert is_apart(other), name
    hers = Records(therapists=(maple,), notes=(mine, brought), dimensions=(goal,))
    assert alice.records() == hers.in_order()
    assert alice.drafts.text("note") == "Alice's draft"
    assert alice.removed.notes() == (deleted,)


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


def test_an_emptied_vault_is_like_a_new_one_but_counts_on(vault: Vault) -> None:
    vault.take(example_records())
    vault.drafts.keep("note", "typed")
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    before = vault.revision()
    vault.empty()
    assert vault.records() == Records()
    assert (vault.removed.notes(), vault.drafts.text("note")) == ((), "")
    assert vault.revision() > before


def _kept_apart(other: Vault, alice: Vault) -> bool:
    other.drafts.keep("note", "not Alice's")
    return alice.drafts.text("note") == "Alice's draft"


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
