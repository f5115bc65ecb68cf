"""The door of a locked vault, asked as a browser asks, without the app behind it."""

import errno
import html
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from components.web.exposure import is_guarded
from components.web.unlock_routes import cookie_name, locked_file, unclear_lock
from data.errors import NotJustNow, VaultError
from data.keeping.lock import put_lock_on, take_lock_off
from data.lock import unlocked as opened
from data.lock.keyfile import key_file
from data.lock.recovery_code import new_code
from data.lock.unlocked import lock
from data.settings import read_settings
from data.vault.open_vaults import open_vault
from data.vault_path import LOCAL
from tests.components.web.door_client import CODE, PAGE, WORDS, browser


def test_the_right_passphrase_opens_this_browser_and_no_other(locked: Path) -> None:
    mine = browser()
    answer = mine.post("/unlock", data={"passphrase": WORDS, "to": "/notes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/notes")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age" not in cookie, "it ends with the browser"
    assert mine.get("/notes", headers=PAGE).text == "inside"
    assert mine.get("/unlock?to=/fit").headers["location"] == "/fit"
    assert browser().get("/notes", headers=PAGE).status_code == 303


def test_a_wrong_one_is_said_and_says_no_more(locked: Path) -> None:
    answer = browser().post("/unlock", data={"passphrase": "not <b>this</b> one", "to": "/notes"})
    assert answer.status_code == 403
    assert "This passphrase does not open the vault." in answer.text
    assert "not <b>this" not in answer.text
    assert "set-cookie" not in answer.headers
    assert 'value="/notes"' in answer.text


def test_wrong_ones_slow_down_in_every_browser(locked: Path) -> None:
    for _ in range(3):
        browser().post("/unlock", data={"passphrase": "not this one"})
    answer = browser().post("/unlock", data={"passphrase": WORDS})
    assert "several wrong tries" in answer.text
    assert "set-cookie" not in answer.headers


def test_the_recovery_code_opens_and_leads_to_a_new_passphrase(locked: Path) -> None:
    mine = browser()
    assert "Your recovery code" in mine.get("/unlock?code").text
    wrong = mine.post("/unlock", data={"code": new_code()})
    assert "This recovery code does not open the vault." in wrong.text
    assert "Your recovery code" in wrong.text
    answer = mine.post("/unlock", data={"code": CODE.replace("-", " ").lower(), "to": "/notes"})
    assert answer.headers["location"] == "/my-data"
    assert opened.came_by_code(mine.cookies[cookie_name("localhost:8501")])


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil", '"><b>', "/A"])
def test_the_door_leads_to_our_own_pages_only(locked: Path, to: str) -> None:
    answer = browser().post("/unlock", data={"passphrase": WORDS, "to": to})
    assert answer.headers["location"] == "/"
    assert "evil" not in browser().get("/unlock", params={"to": to}).text


def test_a_flood_is_cut_short(locked: Path) -> None:
    assert browser().post("/unlock", content=b"passphrase=" + b"x" * 30_000).status_code == 413


def test_locking_ends_what_was_open(locked: Path) -> None:
    mine = browser()
    mine.post("/unlock", data={"passphrase": WORDS})
    lock(locked)
    assert mine.get("/notes", headers=PAGE).status_code == 303


def test_two_programs_on_one_machine_keep_their_cookies_apart() -> None:
    names = {cookie_name(host) for host in ("localhost:8501", "localhost:8502", "localhost", "")}
    assert names == {"open-8501", "open-8502", "open"}


def test_the_door_is_never_kept_by_the_browser(locked: Path) -> None:
    assert browser().get("/unlock").headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("\N{GRINNING FACE}" * 600, id="600 emoji"),
        pytest.param("e\N{COMBINING ACUTE ACCENT}" * 600, id="600 é, letter and accent"),
        pytest.param(unicodedata.normalize("NFD", "\uac01" * 1000), id="1000 syllables"),
        pytest.param("x" * 1000, id="the longest"),
    ],
)
def test_what_can_be_set_can_be_typed(vault: Path, typed: str) -> None:
    put_lock_on(vault, typed, CODE, 15)
    mine = browser()
    assert "maxlength" not in mine.get("/unlock").text, "it would be cut without a word"
    assert mine.post("/unlock", data={"passphrase": typed}).status_code == 303
    assert mine.get("/notes", headers=PAGE).text == "inside"


def test_who_has_been_in_gets_in_while_others_knock(locked: Path) -> None:
    mine = browser()
    mine.post("/unlock", data={"passphrase": WORDS})
    lock(locked)
    for _ in range(10):
        browser().post("/unlock", data={"passphrase": "not this one"})
    assert "several wrong tries" in browser().post("/unlock", data={"passphrase": WORDS}).text
    mine.post("/unlock", data={"passphrase": WORDS})
    assert mine.get("/notes", headers=PAGE).text == "inside"


def test_where_it_is_too_busy_it_is_said_and_counts_as_nothing(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> bytes:
        raise NotJustNow

    with monkeypatch.context() as patched:
        patched.setattr("components.web.unlock_routes.open_by_passphrase", busy)
        for _ in range(5):
            answer = browser().post("/unlock", data={"passphrase": WORDS})
            assert answer.status_code == 503
            assert "not looked at" in answer.text
    assert browser().post("/unlock", data={"passphrase": WORDS}).status_code == 303


def away(key: Path) -> None:
    key.unlink()


def zeros(key: Path) -> None:
    key.write_bytes(b"0" * 64)


def garbage(key: Path) -> None:
    key.write_bytes(b"\x00\xff not a key")


def emptied(key: Path) -> None:
    key.write_bytes(b"")


def a_folder(key: Path) -> None:
    key.unlink()
    key.mkdir()


def a_loop(key: Path) -> None:
    key.unlink()
    key.symlink_to(key)


def no_handles(_key: Path) -> None:
    """Made in the test: there are no more handles for files."""


FAULTS = (away, zeros, garbage, emptied, a_folder, a_loop, no_handles)


@pytest.fixture(params=FAULTS, ids=[fault.__name__ for fault in FAULTS])
def cannot_tell(
    locked: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """A vault that somebody has unlocked, whose key file cannot be read any more."""
    mine = browser()
    mine.post("/unlock", data={"passphrase": WORDS})
    key = opened.key_in(mine.cookies[cookie_name("localhost:8501")], locked)
    open_vault(read_settings(), LOCAL, key=key)
    request.param(key_file(locked))
    if request.param is no_handles:
        true = Path.open

        def exhausted(path: Path, *given: Any, **more: Any) -> Any:
            if path.suffix == ".key":
                raise OSError(errno.EMFILE, "Too many open files")
            return true(path, *given, **more)

        monkeypatch.setattr(Path, "open", exhausted)
    return locked


def test_where_it_cannot_be_told_whether_there_is_a_lock_nothing_answers(
    cannot_tell: Path,
) -> None:
    for path in ("/", "/notes", "/media/a.json", "/_stcore/upload_file/a/b", "/unknown"):
        for answer in (
            browser().get(path),
            browser().get(path, headers=PAGE),
            browser().post(path),
        ):
            assert answer.status_code in {303, 403}, path
            assert "inside" not in answer.text
    assert locked_file() == cannot_tell
    assert not is_guarded(), "nobody can be asked, so nobody else may come in"
    for key in (None, bytes(32)):
        with pytest.raises(VaultError):
            open_vault(read_settings(), LOCAL, key=key)
    unclear = unclear_lock()
    assert unclear
    for answer in (
        browser().get("/unlock"),
        browser().post("/unlock", data={"passphrase": WORDS}),
    ):
        assert answer.status_code == 503
        assert unclear.sentence in html.unescape(answer.text)
        assert 'href="/my-data"' in answer.text
        assert "set-cookie" not in answer.headers
    assert browser().get("/my-data", headers=PAGE).text == "inside", "a page that holds nothing yet"
    assert browser().post("/my-data").status_code == 403


def test_the_key_back_in_its_place_it_is_a_lock_again(locked: Path) -> None:
    content = key_file(locked).read_bytes()
    key_file(locked).unlink()
    assert unclear_lock()
    key_file(locked).write_bytes(content)
    assert unclear_lock() is None
    assert browser().get("/notes", headers=PAGE).status_code == 303
    assert browser().post("/unlock", data={"passphrase": WORDS}).status_code == 303


def test_a_lock_that_was_taken_off_is_none(locked: Path) -> None:
    browser().post("/unlock", data={"passphrase": WORDS})
    take_lock_off(locked, WORDS)
    assert locked_file() is None
    assert browser().get("/notes", headers=PAGE).text == "inside"
    open_vault(read_settings(), LOCAL)
