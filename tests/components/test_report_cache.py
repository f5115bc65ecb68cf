"""What was worked out is shared by all who may open a vault, at one revision, by nobody else."""

import gc
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count

import pytest

from components import report_cache as worked_out
from components import session
from components.report_cache import View
from data.errors import NoNeeds, NoNotes, NotAllowed, VaultLocked
from data.example import example_records
from data.fit import notes_belief as belief
from data.fit.answer import answer
from data.keeping.lock import put_lock_on
from data.lock.recovery_code import new_code
from data.lock.unlocked import let_in, lock_of
from data.lock.wrapped_key import open_by_passphrase
from data.model.records import Records
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, lock_vault, open_vault, vault_path
from data.vault.vault import Vault
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings
from tests.rig.provider import settings


@pytest.fixture
def vault() -> Vault:
    return open_vault(read_settings(), LOCAL)


def on_a_page(of: str, make: Callable[[], object]) -> object:
    with session.asked_once():
        session.records()
        return worked_out.worked_out(of, make)


def test_it_is_worked_out_once_and_kept_for_the_next_page(vault: Vault) -> None:
    times = count()
    with session.asked_once():
        assert worked_out.worked_out("this", lambda: next(times)) == 0
        assert worked_out.worked_out("this", lambda: next(times)) == 0
    assert on_a_page("this", lambda: next(times)) == 0
    assert on_a_page("that", lambda: next(times)) == 1


def test_even_what_comes_to_nothing_is_kept(vault: Vault) -> None:
    times = count(1)
    on_a_page("nothing", lambda: None)
    assert on_a_page("nothing", lambda: next(times)) is None


def test_a_saved_note_makes_it_new(vault: Vault) -> None:
    times = count()
    on_a_page("this", lambda: next(times))
    vault.save(a_therapist())
    assert on_a_page("this", lambda: next(times)) == 1
    assert on_a_page("this", lambda: next(times)) == 1


def test_the_report_follows_the_vault(vault: Vault) -> None:
    with session.asked_once(), pytest.raises(NoNeeds):
        worked_out.report()
    vault.save(a_profile())
    with session.asked_once(), pytest.raises(NoNotes):
        worked_out.report()
    who = vault.save(a_therapist()).record
    for number in (1, 2):
        vault.save(a_note(who, ratings=ratings(pace=5)))
        with session.asked_once():
            report = worked_out.report()
            assert report.notes == number
            assert worked_out.report() is report


def test_two_windows_of_one_person_share_what_was_worked_out(vault: Vault) -> None:
    vault.take(a_year(pace=[5]))
    with session.asked_once():
        first = worked_out.report()
    with ThreadPoolExecutor(1) as another_window, session.asked_once():
        assert another_window.submit(on_a_page, "report", worked_out.report).result() is first


def test_two_windows_at_once_work_a_thing_out_once(vault: Vault) -> None:
    both, times = threading.Barrier(2), count()

    def make() -> int:
        time.sleep(0.05)
        return next(times)

    def run() -> object:
        with session.asked_once():
            session.records()
            both.wait()
            return worked_out.worked_out("this", make)

    with ThreadPoolExecutor(2) as windows:
        assert [each.result() for each in [windows.submit(run), windows.submit(run)]] == [0, 0]


def test_what_was_worked_out_is_shown_to_nobody_without_the_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three people: each gets their own, and who is taken off the list gets nothing any more."""
    for name, value in settings("http://localhost:1", 8501).items():
        monkeypatch.setenv(name, value)

    def become(name: str) -> None:
        claims = {
            "iss": "http://localhost",
            "sub": name,
            "iat": int(time.time()),
            "email": f"{name}@example.org",
            "email_verified": True,
        }
        monkeypatch.setattr(session, "_claims", lambda: claims)

    monkeypatch.setenv("RAPPORT_ALLOWED", "ada@example.org, ben@example.org")
    for name in ("ada", "ben"):
        become(name)
        assert on_a_page("this", lambda name=name: f"of {name}") == f"of {name}"  # type: ignore[misc]
    become("ada")
    assert on_a_page("this", lambda: "never") == "of ada"
    become("cleo")
    with pytest.raises(NotAllowed):
        on_a_page("this", lambda: "never")
    become("ben")
    monkeypatch.setenv("RAPPORT_ALLOWED", "ada@example.org")
    with pytest.raises(NotAllowed):
        on_a_page("this", lambda: "never")
    session.forget()  # what the page does that says so
    monkeypatch.setenv("RAPPORT_ALLOWED", "ada@example.org, ben@example.org")
    assert on_a_page("this", lambda: "of ben, anew") == "of ben, anew"
    become("ada")
    assert on_a_page("this", lambda: "never") == "of ada"


def test_nothing_stays_after_a_lock(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what was there before it nor what a page that was still being drawn made after it."""
    path, words = vault_path(read_settings().home, LOCAL), "correct horse battery staple"
    vault.take(a_year(pace=[5]))
    del vault
    put_lock_on(path, words, new_code(), 15)

    def unlock() -> None:
        sealed = lock_of(path)
        assert sealed is not None
        token = let_in(path, open_by_passphrase(sealed, words), 15)
        monkeypatch.setattr(session, "token", lambda: token)

    unlock()
    with session.asked_once():
        before = weakref.ref(worked_out.report())
        lock_vault(path)
        late = weakref.ref(worked_out.report())
    gc.collect()
    assert before() is None
    assert late() is None
    with pytest.raises(VaultLocked):
        on_a_page("this", lambda: "never")
    unlock()
    assert on_a_page("this", lambda: "anew") == "anew"


def test_two_vaults_in_one_session_never_mix(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_page("this", lambda: "my own")
    monkeypatch.setattr(session, "in_example", lambda: True)
    assert on_a_page("this", lambda: "of the example") == "of the example"
    monkeypatch.setattr(session, "in_example", lambda: False)
    assert on_a_page("this", lambda: "never") == "my own"


def test_nothing_outlives_forgetting(vault: Vault) -> None:
    vault.take(a_year(pace=[5]))
    with session.asked_once():
        report, before = worked_out.report(), worked_out.notes_belief()
    session.forget()
    with session.asked_once():
        assert worked_out.report() is not report
        assert worked_out.notes_belief() is not before


def test_a_part_drawn_from_older_records_is_not_shared_with_another_window(vault: Vault) -> None:
    """Another window has read what is new already; this one has not been drawn from it."""
    on_a_page("picture", lambda: "of 1 note")
    vault.save(a_therapist())
    with session.asked_once():  # in another window, whose session is not this one
        assert session.vault().findings().worked_out("picture", lambda: "of 2 notes")
    assert worked_out.worked_out("picture", lambda: "of 1 note, again") == "of 1 note, again"
    assert on_a_page("picture", lambda: "never") == "of 2 notes"


def test_a_part_drawn_again_after_a_change_elsewhere_never_passes_for_new(vault: Vault) -> None:
    on_a_page("picture", lambda: "of 1 note")
    vault.save(a_therapist())
    # A tap draws one part again, from what the whole page had read before.
    assert worked_out.worked_out("picture", lambda: "of 1 note, again") == "of 1 note, again"
    assert on_a_page("picture", lambda: "of 2 notes") == "of 2 notes"
    assert worked_out.worked_out("picture", lambda: "never") == "of 2 notes"


def test_a_new_note_goes_on_from_what_was_known(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[belief.NotesBelief | None] = []

    def know(records: Records, before: belief.NotesBelief | None = None) -> belief.NotesBelief:
        handed.append(before)
        return belief.know(records, before)

    monkeypatch.setattr(worked_out, "know", know)
    vault.take(a_year(pace=[5, 6]))
    with session.asked_once():
        worked_out.report()
        first = worked_out.notes_belief()
    vault.save(a_note(vault.records().therapists[0], ratings=ratings(pace=7)))
    with session.asked_once():
        worked_out.report()
    assert handed[0] is None
    assert handed[1]
    assert handed[1].tracks is first.tracks
    assert handed[1].source is None, "a note that was deleted would outlive it there"


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 10, 1)])
@pytest.mark.parametrize("changed", [False, True])
def test_what_notes_said_before_one_was_saved_is_there(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, day: date, *, changed: bool
) -> None:
    vault.take(a_year(pace=[5, 6, 9]))
    who = vault.records().therapists[0]
    before = vault.save(a_note(who, day, ratings=ratings(pace=2))).record if changed else None
    then = vault.records()
    on_a_page("the notes' belief", worked_out.notes_belief)
    if before:
        note = before.model_copy(update={"ratings": ratings(pace=8)})
    else:
        note = a_note(who, day, ratings=ratings(pace=8))
    vault.save(note, 1 if before else None)
    with session.asked_once():
        session.records()
        worked_out.notes_belief()
        monkeypatch.setattr(belief, "_extended", None)  # nothing is worked out for it
        found = worked_out.notes_belief_before(note, before)
    monkeypatch.undo()
    expected = belief.know(then)
    assert found.entries == expected.entries
    assert found.swing.mean == pytest.approx(expected.swing.mean)
    for cell in expected.tracks:
        assert found.beliefs[cell] == pytest.approx(expected.beliefs[cell])


def test_what_notes_said_before_is_right_where_it_is_not_there(vault: Vault) -> None:
    vault.take(a_year(pace=[5, 6, 9]))
    then = vault.records()
    note = a_note(then.therapists[0], date(2026, 1, 1), ratings=ratings(pace=8))
    vault.save(note)
    with session.asked_once():
        found = worked_out.notes_belief_before(note, None)
    assert found.entries == belief.know(then).entries


def test_ratings_of_a_deleted_note_are_held_by_nothing(vault: Vault) -> None:
    vault.take(a_year(pace=[5, 6]))
    others = {note.id for note in vault.records().notes}
    note = vault.save(a_note(vault.records().therapists[0], ratings=ratings(pace=7))).record
    on_a_page("the notes' belief", worked_out.notes_belief)
    vault.remove(note, 1)
    with session.asked_once():
        session.records()
        worked_out.notes_belief()
        carried = session.findings().sessions.carried.values()
    beliefs = [held for held in carried if isinstance(held, belief.NotesBelief)]
    assert beliefs
    assert all(entry.note in others for held in beliefs for entry in held.entries)


def test_a_jot_is_no_new_report_and_is_held_by_none(vault: Vault) -> None:
    vault.take(a_year(pace=[5, 6]))
    jot = vault.save(a_note(None, kind="jot", text="Slow today.")).record
    with session.asked_once():
        before = worked_out.report()
        held = weakref.ref(session.records().notes[-1])
        assert held() == jot
    vault.remove(jot, 1)
    with session.asked_once():
        assert worked_out.report() is before
    gc.collect()
    assert held() is None


def test_needs_tried_out_are_told_apart_from_those_that_are_kept(vault: Vault) -> None:
    vault.take(a_year(pace=[9] * 6))
    with session.asked_once():
        now = worked_out.report()
        moved = worked_out.report(moved=a_profile(needs=needs(pace=(8, 10))))
        assert now.standings[0].where_wanted == 0
        assert moved.standings[0].where_wanted == 1
        assert worked_out.report() is now


def test_the_answer_is_that_of_the_report_and_worked_out_once(vault: Vault) -> None:
    vault.take(example_records())
    with session.asked_once():
        everybody = worked_out.report()
        said = worked_out.answer_of(everybody)
        assert said == answer(everybody)
        first = everybody.standings[0].therapist.id
        some = worked_out.report(View(therapists=frozenset({first})))
        assert worked_out.answer_of(some) == answer(some) != said
    with session.asked_once():
        assert worked_out.answer_of(worked_out.report()) is said


def test_a_view_is_told_apart_from_everything(vault: Vault) -> None:
    vault.take(example_records())
    with session.asked_once():
        everybody = worked_out.report()
        first = everybody.standings[0].therapist.id
        some = worked_out.report(View(therapists=frozenset({first})))
        assert [standing.therapist.id for standing in some.standings] == [first]
        assert worked_out.report() is everybody
