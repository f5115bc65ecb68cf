"""The first page of a Rapport that others could reach, asked as a browser asks."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components.session import unlocked
from components.web import first_lock_routes as first_lock
from components.web.exposure import lets_in, listens_on
from components.web.first_lock_routes import first_lock_routes
from components.web.health import HealthCheck, health_routes
from components.web.lock_guard import Locked
from components.web.unlock_routes import needs_first_lock, unlock_routes
from data.errors import Unguarded
from data.lock.recovery_code import asked_back
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, engine_answers, make_vault, open_vault, vault_path
from tests.rig.people import a_jot

WORDS = "seven quiet kettles"
PAGE = {"Accept": "text/html"}
IN_A_CONTAINER = "172.17.0.2"


async def _inside(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("inside")


@pytest.fixture(autouse=True)
def open_to_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_LISTEN", "0.0.0.0")
    first_lock._waiting.clear()


@pytest.fixture
def browser() -> TestClient:
    everything = Route("/{rest:path}", _inside, methods=["GET", "POST"])
    routes = [
        *unlock_routes(),
        *first_lock_routes(make_vault),
        *health_routes(HealthCheck(engine_answers)),
        everything,
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Locked)])
    return TestClient(app, base_url="http://localhost:8501", follow_redirects=False)


def typed(browser: TestClient, **more: str) -> str:
    """Type a passphrase twice; return the next page."""
    given = {"passphrase": WORDS, "again": WORDS, "idle": "30"} | more
    return browser.post("/first-lock", data=given).text


def back(page: str, *, wrong: bool = False) -> dict[str, str]:
    """Return what is typed back from the page with the code."""
    code = re.search(r'class="code">(.*)</code>', page)
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    assert code
    assert ticket
    groups = re.sub("<br>", " ", code[1]).split()
    first, second = asked_back("-".join(groups))
    return {
        "ticket": ticket[1],
        "first": "0000" if wrong else groups[first - 1],
        "second": groups[second - 1],
    }


def test_a_new_one_that_others_could_reach_starts_and_asks_for_a_lock(home: Path) -> None:
    assert listens_on() == "0.0.0.0"
    assert needs_first_lock()
    assert lets_in(IN_A_CONTAINER, "localhost:8501")
    assert not unlocked(), "nor does a page that was open before"


@pytest.mark.parametrize(
    "path",
    ["/", "/notes", "/safety", "/s", "/media/a.json", "/static/a.js", "/_stcore/host-config"],
)
def test_until_there_is_a_lock_nothing_else_answers(browser: TestClient, path: str) -> None:
    answer = browser.get(path, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/first-lock")
    assert browser.get(path).status_code == browser.post(path).status_code == 403
    assert browser.get("/unlock").headers["location"] == "/first-lock"
    assert browser.get("/healthz").status_code in {200, 503}


def test_nor_does_the_stream_of_the_pages(browser: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/_stcore/stream"):
        pass


def test_the_passphrase_and_the_code_typed_back_put_the_lock_on(
    browser: TestClient, home: Path
) -> None:
    page = typed(browser)
    assert WORDS not in page
    assert needs_first_lock(), "nothing changes before the code was typed back"
    answer = browser.post("/first-lock", data=back(page))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert not needs_first_lock()
    assert browser.get("/notes", headers=PAGE).text == "inside"
    browser.cookies.clear()
    assert browser.get("/notes", headers=PAGE).headers["location"] == "/unlock?to=/notes"
    assert browser.get("/first-lock").headers["location"] == "/unlock"
    again = browser.post("/first-lock", data={"passphrase": "another one", "again": "another one"})
    assert again.headers["location"] == "/unlock"
    opened = browser.post("/unlock", data={"passphrase": WORDS, "to": "/fit"})
    assert opened.headers["location"] == "/fit"


def test_what_was_typed_wrong_is_said_and_can_be_typed_again(browser: TestClient) -> None:
    assert "at least 8 characters" in typed(browser, passphrase="short", again="short")
    assert "are not the same" in typed(browser, again="seven quiet kettle")
    page = typed(browser)
    assert (
        "not the groups of your code"
        in browser.post("/first-lock", data=back(page, wrong=True)).text
    )
    assert needs_first_lock()
    assert browser.post("/first-lock", data=back(page)).status_code == 303
    assert not needs_first_lock()


def test_what_waits_too_long_or_in_a_flood_is_dropped(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [typed(browser) for _ in range(first_lock._MOST + 1)]
    assert "took too long" in browser.post("/first-lock", data=back(pages[0])).text
    monkeypatch.setattr(first_lock, "PATIENCE", -1)
    assert "took too long" in browser.post("/first-lock", data=back(typed(browser))).text
    flood = browser.post("/first-lock", content=b"passphrase=" + b"x" * 70_000)
    assert flood.status_code == 413
    assert needs_first_lock()


def test_of_two_who_type_one_is_first_and_the_other_is_told(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = typed(browser)
    open_vault(read_settings(), LOCAL).save(a_jot())
    monkeypatch.setattr(first_lock, "needs_first_lock", lambda: True)
    answer = browser.post("/first-lock", data=back(page))
    assert answer.status_code == 409
    assert "The lock was changed in another window." in answer.text


def test_a_folder_that_takes_nothing_is_said_at_once(browser: TestClient, home: Path) -> None:
    home.write_text("a file in its place")
    assert f"Rapport may not write to {home} as user" in browser.get("/first-lock").text
    assert f"Rapport may not write to {home} as user" in browser.get("/healthz").text


def test_what_is_kept_already_is_not_opened_to_whoever_comes_first(home: Path) -> None:
    open_vault(read_settings(), LOCAL).save(a_jot())
    assert not needs_first_lock()
    with pytest.raises(Unguarded, match="RAPPORT_ONLY_THIS_MACHINE"):
        listens_on()
    assert not lets_in(IN_A_CONTAINER, "localhost:8501")


def test_where_only_this_machine_reaches_the_port_no_lock_is_asked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_ONLY_THIS_MACHINE", "true")
    assert listens_on() == "0.0.0.0"
    assert not needs_first_lock()
    assert unlocked()
    assert lets_in(IN_A_CONTAINER, "localhost:8501")
    assert not lets_in(IN_A_CONTAINER, "192.168.1.9:8501"), "another name is not this machine"
    assert not lets_in("8.8.8.8", "localhost:8501")
    monkeypatch.setenv("RAPPORT_ADDRESS", "https://notes.example")
    assert needs_first_lock(), "a proxy in front leads others in"


def test_a_deleted_vault_asks_for_a_lock_again(browser: TestClient, home: Path) -> None:
    browser.post("/first-lock", data=back(typed(browser)))
    for file in vault_path(home, LOCAL).parent.iterdir():
        file.unlink()
    assert needs_first_lock()
    assert browser.get("/notes", headers=PAGE).headers["location"] == "/first-lock"
