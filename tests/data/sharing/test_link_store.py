"""The readers' store: what is over opens nothing, and no opening is counted twice or lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from data.errors import LinkOver
from data.settings import Settings
from data.sharing import link_store as readers_module
from data.sharing.link_store import (
    REST,
    TOMBSTONE,
    TRIES,
    PageState,
    Readers,
    SealedPage,
    sweep,
)
from data.sharing.seal import seal, unseal
from data.sharing.token import door_of, new_token
from data.vault_path import readers_path
from tests.data.sharing.conftest import PAGE, put

WEEKS = datetime.now(UTC) + timedelta(days=20)


def looked(readers: Readers, token: str) -> SealedPage:
    page = readers.look(door_of(token))
    assert page is not None
    return page


def later(monkeypatch: pytest.MonkeyPatch, passed: timedelta) -> None:
    then = int((datetime.now(UTC) + passed).timestamp())
    monkeypatch.setattr(readers_module, "_seconds", lambda: then)


def test_a_page_is_found_opened_and_counted(readers: Readers) -> None:
    token = put(readers)
    page = looked(readers, token)
    assert unseal(page.sealed, token, page.version) == PAGE
    assert readers.count([page]) == [True]
    state = readers.page_state(door_of(token))
    assert (state.state, state.left) == ("open", None)
    ((when, outcome),) = state.openings
    assert outcome == "opened"
    assert abs(datetime.now(UTC) - when) < timedelta(minutes=1)


def test_of_very_many_openings_the_last_keep_their_time_and_all_are_counted(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader may open a page as often as they like: it fills no disk."""
    monkeypatch.setattr(readers_module, "MOST_TIMES", 3)
    token = put(readers)
    page, door = looked(readers, token), door_of(token)
    readers.note_wrong(door)
    for _ in range(4):
        readers.count([page] * 5)
    state = readers.page_state(door)
    assert [outcome for _, outcome in state.openings] == ["opened"] * 3
    assert (state.opened_before, state.wrong_before) == (17, 1)
    readers.forget([door])
    assert readers.page_state(door) == PageState("ended")


def test_twenty_at_once_open_a_link_for_one_exactly_once(readers: Readers) -> None:
    token = put(readers, most=1)
    page = looked(readers, token)
    with ThreadPoolExecutor(20) as pool:
        counted = list(pool.map(readers.count, [[page]] * 20))
    assert sorted(counted) == [[False]] * 19 + [[True]]
    assert readers.page_state(door_of(token)).state == "used up"
    assert readers.look(door_of(token)) is None
    page = looked(readers, token := put(readers, most=2))
    assert readers.count([page] * 5) == [True, True, False, False, False]


def test_paused_it_opens_for_nobody_until_it_goes_on(readers: Readers) -> None:
    token = put(readers)
    page = looked(readers, token)
    readers.pause(door_of(token), paused=True)
    assert readers.look(door_of(token)) is None
    assert readers.count([page]) == [False], "also for whoever looked at it just before"
    assert readers.page_state(door_of(token)) == PageState("paused")
    readers.pause(door_of(token), paused=False)
    assert readers.count([looked(readers, token)]) == [True]


def test_ended_nothing_of_it_is_left_but_the_counts(readers: Readers, settings: Settings) -> None:
    token, other = put(readers), put(readers)
    page = looked(readers, token)
    readers.count([page])
    readers.end([door_of(token)])
    assert readers.look(door_of(token)) is None
    assert readers.count([page]) == [False]
    assert readers.page_state(door_of(token)).state == "ended"
    assert len(readers.page_state(door_of(token)).openings) == 1
    assert looked(readers, other).version == 1
    if settings.readers_url is None:
        files = readers_path(settings.home).parent.glob("links.db*")
        assert not any(page.sealed[:64] in file.read_bytes() for file in files)
    with pytest.raises(LinkOver):
        readers.key_and_version(door_of(token))
    readers.forget([door_of(token)])
    assert readers.page_state(door_of(token)) == PageState("ended")


def test_over_it_opens_nothing_and_is_swept(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = put(readers, ends_in=timedelta(seconds=-1))
    lasting = put(readers)
    assert readers.look(door_of(token)) is None
    assert readers.page_state(door_of(token)).state == "ended"
    readers.sweep()
    with readers._transaction(door_of(token)) as at:
        row = at.execute(text("SELECT sealed, public_key, phrase FROM shared_pages")).first()
    assert row == (None, None, None)
    later(monkeypatch, TOMBSTONE)
    readers.sweep()
    with readers._transaction(door_of(token)) as at:
        rows = at.execute(text("SELECT door FROM shared_pages WHERE ended_at < ends_at + 1"))
        assert door_of(token) not in rows.scalars().all()
    monkeypatch.undo()
    assert readers.page_state(door_of(lasting)).state in ("open", "ended")


def test_a_newer_version_stands_behind_the_same_link(readers: Readers) -> None:
    token = put(readers, most=1, phrase="three words")
    door = door_of(token)
    before = looked(readers, token)
    key, version = readers.key_and_version(door)
    newer = SealedPage(door, version + 1, seal(b"newer", key, door, version + 1), None)
    readers.replace(newer, ends_at=WEEKS, most=None)
    now = looked(readers, token)
    assert unseal(now.sealed, token, now.version) == b"newer"
    assert now.phrase == before.phrase
    assert readers.count([before, now]) == [False, True]
    with pytest.raises(LinkOver):
        readers.replace(newer, ends_at=WEEKS, most=None)


def test_after_five_wrong_passphrases_it_rests(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = door_of(put(readers, phrase="three words"))
    assert [readers.may_try(door) for _ in range(TRIES + 1)] == [True] * TRIES + [False]
    later(monkeypatch, REST)
    assert [readers.may_try(door) for _ in range(TRIES + 1)] == [True] * TRIES + [False]
    readers.note_wrong(door)
    assert readers.page_state(door).openings[0][1] == "wrong passphrase"


def test_a_right_passphrase_begins_the_count_anew(readers: Readers) -> None:
    token = put(readers, phrase="three words")
    for _ in range(3):
        assert all(readers.may_try(door_of(token)) for _ in range(TRIES))
        assert readers.count([looked(readers, token)]) == [True]


def test_what_nobody_knows_is_no_error(readers: Readers) -> None:
    door = door_of(new_token())
    assert readers.look(door) is None
    assert not readers.may_try(door)
    readers.note_wrong(door)
    with pytest.raises(LinkOver):
        readers.pause(door, paused=True)
    readers.end([door])
    assert readers.count([SealedPage(door, 1, b"", None)]) == [False]
    assert readers.page_state(door) == PageState("ended")


def test_links_switched_off_are_swept_all_the_same(settings: Settings, readers: Readers) -> None:
    token = put(readers, ends_in=timedelta(seconds=-1))
    sweep(settings.model_copy(update={"links": False}))
    with readers._transaction(door_of(token)) as at:
        rows = at.execute(text("SELECT sealed FROM shared_pages WHERE ended_at IS NOT NULL"))
        assert set(rows.scalars()) == {None}


def test_each_answer_belongs_to_its_page_in_whatever_order_they_come(readers: Readers) -> None:
    pages = [looked(readers, put(readers)) for _ in range(5)]
    readers.end([pages[1].door, pages[3].door])
    assert readers.count(pages) == [True, False, True, False, True]
