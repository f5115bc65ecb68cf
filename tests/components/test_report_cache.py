"""What was worked out is kept for one vault at one revision, in one session, until forgotten."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
import streamlit as st

from components import report_cache as worked_out
from components import session
from components.report_cache import View
from data.errors import NoNeeds, NoNotes
from data.example import example_records
from data.fit import notes_belief as belief
from data.model.records import Records
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

Become = Callable[[str], None]


@pytest.fixture
def vault() -> Vault:
    return open_vault(read_settings(), LOCAL)


@pytest.fixture(autouse=True)
def become(monkeypatch: pytest.MonkeyPatch) -> Iterator[Become]:
    """Everything is done in one session, until another one is named."""
    where = "streamlit.runtime.caching.cache_resource_api.get_session_id_or_throw"

    def change(name: str) -> None:
        monkeypatch.setattr(where, lambda: name)

    st.cache_resource.clear()
    change("the first")
    yield change
    st.cache_resource.clear()


def on_a_page(of: str, make: Callable[[], object]) -> object:
    with session.asked_once():
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


def test_two_sessions_never_share(vault: Vault, become: Become) -> None:
    on_a_page("this", lambda: "of the first")
    become("the second")
    assert on_a_page("this", lambda: "of the second") == "of the second"
    become("the first")
    assert on_a_page("this", lambda: "never") == "of the first"


def test_two_sessions_on_one_vault_have_a_report_each(vault: Vault, become: Become) -> None:
    vault.take(a_year(pace=[5]))
    with session.asked_once():
        first = worked_out.report()
    become("the second")
    with session.asked_once():
        assert worked_out.report() is not first


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
    worked_out.forget()
    with session.asked_once():
        assert worked_out.report() is not report
        assert worked_out.notes_belief() is not before
    assert on_a_page("this", lambda: "made anew") == "made anew"


def test_forgetting_in_one_session_leaves_the_other_s(vault: Vault, become: Become) -> None:
    on_a_page("this", lambda: "of the first")
    become("the second")
    worked_out.forget()
    become("the first")
    assert on_a_page("this", lambda: "never") == "of the first"


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
    assert all(before is first for before in handed[1:])
    assert len(handed) > 2


def test_needs_tried_out_are_told_apart_from_those_that_are_kept(vault: Vault) -> None:
    vault.take(a_year(pace=[9] * 6))
    with session.asked_once():
        now = worked_out.report()
        moved = worked_out.report(moved=a_profile(needs=needs(pace=(8, 10))))
        assert now.standings[0].where_wanted == 0
        assert moved.standings[0].where_wanted == 1
        assert worked_out.report() is now


def test_a_view_is_told_apart_from_everything(vault: Vault) -> None:
    vault.take(example_records())
    with session.asked_once():
        everybody = worked_out.report()
        first = everybody.standings[0].therapist.id
        some = worked_out.report(View(therapists=frozenset({first})))
        assert [standing.therapist.id for standing in some.standings] == [first]
        assert worked_out.report() is everybody


def test_what_is_kept_stays_within_bounds(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worked_out, "MOST", 3)
    with session.asked_once():
        for at in range(10):
            assert worked_out.worked_out(at, lambda at=at: at) == at  # type: ignore[misc]
            assert len(worked_out._shelf_now().made) <= 3
