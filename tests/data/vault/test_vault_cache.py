"""What was read of a vault is held within bounds, for all its sessions, until it is closed."""

import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from data.model.record import Record
from data.model.records import Records
from data.settings import Settings, read_settings
from data.vault import vault_cache
from data.vault.open_vaults import LOCAL, close_vaults, forget_vaults, open_vault
from data.vault.record_tables import Checked, Shelf
from data.vault.vault_cache import RevisionFindings, VaultCache, drop_unused
from tests.rig.people import a_note, a_year


def held(cache: VaultCache, revision: int = 1, records: Records | None = None) -> RevisionFindings:
    return cache.at(revision, lambda _before: (revision, records or Records(), {}))


def test_two_at_once_read_once() -> None:
    cache, times, both = VaultCache(), count(), threading.Barrier(2)

    def read(_before: Checked) -> tuple[int, Records, Checked]:
        time.sleep(0.05)
        next(times)
        return 1, Records(), {}

    def ask() -> RevisionFindings:
        both.wait()
        return cache.at(1, read)

    with ThreadPoolExecutor(2) as sessions:
        first, second = (each.result() for each in [sessions.submit(ask), sessions.submit(ask)])
    assert first is second
    assert next(times) == 1


def test_another_revision_is_read_anew_and_goes_on_from_the_last() -> None:
    cache = VaultCache()
    first = held(cache)
    first.sessions.carried["notes"] = "of the first"
    first.worked_out("this", lambda: "of the first")
    first.sessions.worked_out("this", lambda: "of the first")
    second = held(cache, 2, a_year(pace=[5]))
    assert second.worked_out("this", lambda: "of the second") == "of the second"
    assert second.sessions.worked_out("this", lambda: "of the second") == "of the second"
    assert second.sessions.carried == {"notes": "of the first"}


def test_a_jot_makes_only_that_new_which_may_speak_of_it() -> None:
    cache, year = VaultCache(), a_year(pace=[5] * 3)
    first = held(cache, records=year)
    for found in (first, first.sessions):
        found.worked_out("this", lambda: "without the jot")
    jot = a_note(year.therapists[0], kind="jot", text="Slow today.")
    second = held(cache, 2, year.model_copy(update={"notes": (*year.notes, jot)}))
    assert second.worked_out("this", lambda: "with the jot") == "with the jot"
    assert second.sessions.worked_out("this", lambda: "with the jot") == "without the jot"
    assert jot not in second.sessions.records.notes
    note = a_note(year.therapists[0], text="And another session.")
    third = held(cache, 3, year.model_copy(update={"notes": (*year.notes, note, jot)}))
    assert third.sessions.worked_out("this", lambda: "with the note") == "with the note"
    cache.close()
    assert third.sessions.worked_out("this", lambda: "after the close") == "after the close"


def test_what_was_dropped_holds_nothing_that_is_made_later() -> None:
    found = held(cache := VaultCache())
    times = count()
    found.worked_out("this", lambda: next(times))
    cache.close()
    assert [found.worked_out("this", lambda: next(times)) for _ in range(2)] == [1, 2]
    assert not cache.holds
    held(cache)
    assert not cache.holds


def test_closing_does_not_wait_for_what_is_just_being_made() -> None:
    found = held(cache := VaultCache())
    begun, go_on = threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        assert go_on.wait(10)
        return "late"

    with ThreadPoolExecutor(1) as session:
        late = session.submit(found.worked_out, "this", make)
        assert begun.wait(10)
        cache.close()  # would wait for ever
        go_on.set()
        assert late.result() == "late"
    assert found.worked_out("this", lambda: "anew") == "anew"


def test_what_is_there_is_given_out_while_something_else_is_made() -> None:
    found = held(VaultCache())
    found.worked_out("this", lambda: "there")
    begun, go_on = threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        assert go_on.wait(10)
        return "slow"

    with ThreadPoolExecutor(2) as sessions:
        slow = sessions.submit(found.worked_out, "that", make)
        assert begun.wait(10)
        assert sessions.submit(found.worked_out, "this", lambda: "anew").result(5) == "there"
        go_on.set()
        assert slow.result() == "slow"


def test_what_was_worked_out_counts_among_the_bytes() -> None:
    found = held(VaultCache(), records=a_year(pace=[5] * 9))
    before = found.bytes
    for number in range(10):
        found.worked_out(number, lambda: "a report")
    assert found.bytes == before + 10 * 9 * vault_cache._A_FINDING


def test_a_hundred_people_are_all_held() -> None:
    """One who is not is read and worked out anew at every tap."""
    caches = [VaultCache() for _ in range(100)]
    records = a_year(pace=[5] * 12)
    for cache in caches:
        held(cache, records=records)
    assert all(cache.holds for cache in caches)


def test_those_asked_for_longest_ago_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for cache in vault_cache._held():
        cache.close()
    monkeypatch.setattr(vault_cache, "MOST_VAULTS", 2)
    caches = [VaultCache() for _ in range(3)]
    held(caches[0])
    held(caches[1])
    held(caches[0])  # once more
    held(caches[2])
    assert [cache.holds for cache in caches] == [True, False, True]


def test_a_large_one_makes_others_go_and_is_itself_held(monkeypatch: pytest.MonkeyPatch) -> None:
    large = a_year(pace=[5] * 9)
    monkeypatch.setattr(vault_cache, "MOST_BYTES", 5 * vault_cache._A_NOTE)
    small = VaultCache(), VaultCache()
    for cache in small:
        held(cache, records=a_year(pace=[5]))
    assert [cache.holds for cache in small] == [True, True]
    held(whole := VaultCache(), records=large)
    assert whole.holds
    assert [cache.holds for cache in small] == [False, False]


def test_what_nobody_asks_for_any_more_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, used = VaultCache(), VaultCache()
    for each in (cache, used):
        held(each)
    cache.asked_at -= vault_cache.UNUSED + 1
    drop_unused()
    assert not cache.holds
    assert used.holds


def test_what_is_worked_out_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_cache, "MOST_FINDINGS", 3)
    found, times = held(VaultCache()), count()
    for number in range(5):
        found.worked_out(number, lambda number=number: number)  # type: ignore[misc]
        found.worked_out("asked for again and again", lambda: next(times))
    assert next(times) == 1
    assert found.worked_out(4, lambda: -1) == 4
    assert found.worked_out(1, lambda: -1) == -1


def test_even_what_comes_to_nothing_is_kept() -> None:
    found = held(VaultCache())
    times = count()
    for _ in range(2):
        found.worked_out("nothing", lambda: next(times) and None)
    assert next(times) == 1


@pytest.mark.parametrize("engine", ["file", "PostgreSQL"])
def test_two_owners_never_share_and_are_forgotten_one_by_one(
    engine: str, request: pytest.FixtureRequest
) -> None:
    where: Settings = (
        read_settings() if engine == "file" else request.getfixturevalue("on_postgres")
    )

    def of(owner: str, *, example: bool = False) -> RevisionFindings:
        return open_vault(where, owner, example=example).findings()

    mine, theirs, example = of("ada"), of("ben"), of("ada", example=True)
    assert of("ada") is mine
    assert len({id(mine), id(theirs), id(example)}) == 3
    forget_vaults("ada")
    assert of("ada") is not mine
    assert of("ada", example=True) is not example
    assert of("ben") is theirs


def test_a_closed_vault_leaves_nothing(home: Path) -> None:
    open_vault(read_settings(), LOCAL).take(a_year(pace=[5]))
    found = open_vault(read_settings(), LOCAL).findings()
    found.worked_out("this", lambda: "before")
    close_vaults()
    assert found.worked_out("this", lambda: "after") == "after"
    assert open_vault(read_settings(), LOCAL).findings() is not found


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read and checked, as it lies in the vault."""
    found: list[str] = []
    read = Shelf.read

    def counting(shelf: Shelf, body: str) -> Record:
        found.append(body)
        return read(shelf, body)

    monkeypatch.setattr(Shelf, "read", counting)
    return found


def test_after_a_change_nothing_is_read_again_but_what_changed(bodies: list[str]) -> None:
    vault = open_vault(read_settings(), LOCAL)
    vault.take(year := a_year(pace=[5] * 9))
    assert vault.findings().records == year.in_order()
    bodies.clear()
    changed = year.notes[4].model_copy(update={"text": "Slower than last time."})
    vault.save(changed, 1)
    now = vault.findings().records
    assert len(bodies) == 1
    assert changed in now.notes
    assert now == vault.records()


def test_what_lies_there_counts_whatever_its_revision(bodies: list[str]) -> None:
    vault = open_vault(read_settings(), LOCAL)
    vault.take(year := a_year(pace=[5] * 3))
    assert vault.findings().records.notes == year.notes
    others = tuple(note.model_copy(update={"text": "Another."}) for note in year.notes)
    vault.empty()
    vault.take(year.model_copy(update={"notes": others}))
    assert vault.findings().records.notes == others


def test_nothing_of_a_deleted_note_is_held() -> None:
    vault = open_vault(read_settings(), LOCAL)
    vault.take(a_year(pace=[5] * 3))
    note = weakref.ref(vault.findings().records.notes[1])
    vault.remove(vault.records().notes[1], 1)
    vault.findings()
    gc.collect()
    assert note() is None
