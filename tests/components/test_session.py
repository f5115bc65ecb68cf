"""Who is here and what is kept: asked once while a page is drawn, and anew by all else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import session
from data.errors import NotAllowed
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from tests.rig.people import a_therapist


def run(app: AppTest) -> dict[str, Any]:
    """Return what one run of `drawn_twice` saw."""
    app.run()
    assert not app.exception
    found: dict[str, Any] = app.session_state["seen"]
    return found


@pytest.fixture
def app() -> AppTest:
    def drawn_twice() -> None:
        import streamlit as st

        from components.session import asked_once, records, revision, vault
        from tests.rig.people import a_therapist

        with asked_once():
            before = vault(), revision(), records()
            vault().save(a_therapist("Maple"))  # as another window might
            after = vault(), revision(), records()
        st.session_state["seen"] = {
            "identity": before[0].identity,
            "one and the same": all(a is b for a, b in zip(before, after, strict=True)),
            "kept": len(before[2].therapists),
            "kept afterwards": len(records().therapists),
            "revisions": revision() - before[1],
        }

    return AppTest.from_function(drawn_twice, default_timeout=30)


def test_all_of_a_page_shows_one_state_of_the_vault(app: AppTest) -> None:
    state = run(app)
    assert state["one and the same"]
    assert state["kept"] == 0


def test_what_was_saved_meanwhile_is_seen_as_soon_as_the_page_is_drawn(app: AppTest) -> None:
    state = run(app)
    assert state["kept afterwards"] == 1
    assert state["revisions"] == 1


def test_the_next_rerun_asks_anew_which_vault_it_is(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = run(app)
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "another"))
    open_vault(read_settings(), LOCAL).save(a_therapist("Aspen"))
    second = run(app)
    assert second["identity"] != first["identity"]
    assert (second["kept"], second["kept afterwards"]) == (1, 2)


def test_a_page_that_fails_leaves_nothing_behind_for_what_comes_after() -> None:
    def failing() -> None:
        import contextlib

        import streamlit as st

        from components.session import asked_once, vault

        with contextlib.suppress(ZeroDivisionError), asked_once():
            state = vault()
            raise ZeroDivisionError
        st.session_state["another"] = vault() is not state

    app = AppTest.from_function(failing, default_timeout=30).run()
    assert not app.exception
    assert app.session_state["another"]


@pytest.mark.parametrize(
    ("name", "behind", "offset"),
    [
        ("Europe/Berlin", -60, 60),
        ("Asia/Calcutta", -330, 330),
        ("Etc/Unknown", 0, 0),
        ("Mars/Olympus", 600, -600),
        ("../etc", None, 0),
        ("", None, 0),
    ],
)
def test_no_name_of_a_timezone_stops_anybody(
    monkeypatch: pytest.MonkeyPatch, name: str, behind: int | None, offset: int
) -> None:
    browser = SimpleNamespace(timezone=name, timezone_offset=behind)
    monkeypatch.setattr("components.session.st.context", browser)
    winter = datetime(2026, 1, 15, tzinfo=UTC)
    assert winter.astimezone(session.timezone()).utcoffset() == timedelta(minutes=offset)


def test_lock_and_settings_are_asked_once_for_a_page_and_anew_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def locked_file() -> None:
        asked.append("lock")

    monkeypatch.setattr(session, "locked_file", locked_file)
    with session.asked_once():
        home = read_settings().home
        monkeypatch.setenv("RAPPORT_HOME", str(home / "other"))
        assert read_settings().home == home
        assert session.unlocked()
        assert not session.has_lock()
        with session.asked_once(part=True):
            assert session.idle_minutes() is None
    assert asked == ["lock"]
    assert read_settings().home == home / "other"
    with session.asked_once(part=True):
        assert session.unlocked()
    assert asked == ["lock", "lock"]


def test_whether_somebody_may_be_here_is_asked_once_for_a_page_and_anew_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def rightful_person(claims: dict[str, Any]) -> SimpleNamespace:
        if claims["sub"] == "gone":
            raise NotAllowed
        asked.append(claims["sub"])
        return SimpleNamespace(owner=claims["sub"])

    def become(name: str) -> None:
        monkeypatch.setattr(session, "_claims", lambda: {"sub": name})

    monkeypatch.setattr(session, "rightful_person", rightful_person)
    monkeypatch.setattr(session, "signing_in", lambda: True)
    become("ada")
    with session.asked_once():
        assert session.owner() == "ada"
        with session.asked_once(part=True):
            assert session.vault().identity.endswith(" of ada")
    assert asked == ["ada"]
    later = session.vault_later()
    become("ben")
    with session.asked_once(part=True):
        assert session.vault().identity.endswith(" of ben")
    assert later().identity.endswith(" of ada")
    assert session.owner() == "ben"
    assert asked == ["ada", "ben", "ada", "ben"]
    become("gone")
    with session.asked_once():
        for _ in range(2):
            with pytest.raises(NotAllowed):
                session.vault()


def test_a_part_drawn_by_itself_shows_one_state_of_the_vault() -> None:
    vault = open_vault(read_settings(), LOCAL)
    with session.asked_once(part=True):
        before = session.records()
        vault.save(a_therapist())
        assert session.records() is before
    with session.asked_once(part=True):
        assert len(session.records().therapists) == 1
