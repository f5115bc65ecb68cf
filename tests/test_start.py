"""Four ways to start, from any folder, and the same promises each time."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from data.home_network import addresses, want
from data.keeping.lock import put_lock_on
from data.lock.recovery_code import new_code
from data.settings import Settings, read_settings
from data.sharing.link_store import Readers
from data.sharing.link_tables import readers_engine
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from tests.bench.stream import window
from tests.data.sharing.conftest import PAGE, put
from tests.rig.people import a_jot
from tests.rig.server import (
    LAUNCHERS,
    ROOT,
    DidNotStartError,
    Server,
    open_stream,
    said,
    started,
    visit,
)

PAGES = ["", "home", "notes", "fit", "needs"]
LOOPBACK = {"127.0.0.1", "localhost", "::1", "None"}


@pytest.fixture(scope="module", params=list(LAUNCHERS))
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A fresh process by each launcher, started from `/`, which notes every host it reaches."""
    folder = tmp_path_factory.mktemp("started")
    watch = {"PYTHONPATH": str(ROOT / "tests/rig/watch"), "WATCHED_HOSTS": str(folder / "hosts")}
    with started(folder, request.param, env=watch) as running:
        yield running


@pytest.fixture(scope="module")
def slow_stranger(server: Server) -> Iterator[socket.socket]:
    """A connection whose head does not end; opened at the beginning, as it has ten seconds."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as stranger:
        stranger.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        yield stranger


@pytest.mark.usefixtures("slow_stranger")
def test_a_deep_link_to_a_fresh_process_runs_the_script_first(server: Server) -> None:
    """First of all tests on this process: nobody has opened `/` before."""
    text = visit(server, "needs")
    assert [entry.navigation.page_script_hash for entry in text if entry.HasField("navigation")]
    assert "My needs" in said(text)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(server: Server, page: str) -> None:
    text = said(visit(server, page))
    assert "Something went wrong" not in text
    assert "does not exist" not in text


def test_whoever_watches_over_it_is_told_that_it_answers(server: Server) -> None:
    assert httpx2.get(f"{server.url}/healthz").text == "ok\n"


def test_a_phone_is_told_how_to_keep_it_like_an_app(server: Server) -> None:
    page = httpx2.get(f"{server.url}/notes", headers={"Accept": "text/html"}).text
    assert '<link rel="manifest" href="/notes.webmanifest">' in page
    assert httpx2.get(f"{server.url}/notes.webmanifest").json()["display"] == "standalone"


def test_it_listens_on_this_machine_only(server: Server) -> None:
    listening = set()
    for name, loopback in (("tcp", "0100007F"), ("tcp6", "0" * 24 + "01000000")):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if line.split()[3] == "0A" and int(port, 16) == server.port:
                listening.add(address == loopback)
    assert listening == {True}


def test_nothing_is_sent_anywhere(server: Server) -> None:
    visit(server, "fit", "example=1")
    hosts = set((server.log.parent / "hosts").read_text().split())
    assert "watching" in hosts
    assert hosts <= LOOPBACK | {"watching"}


@pytest.mark.parametrize("path", ["/", "/needs", "/_stcore/health", "/static/none", "/none/none"])
def test_the_policy_is_on_every_answer(server: Server, path: str) -> None:
    headers = httpx2.get(server.url + path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_policy_is_on_websockets_too(server: Server) -> None:
    with open_stream(server, server.url) as stream:
        assert stream.response
        assert "default-src 'none'" in stream.response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:1", "http://127.0.0.1:8501", "https://evil.example", "null", None],
)
def test_no_other_page_may_open_a_websocket(server: Server, origin: str | None) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        open_stream(server, origin)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.168.1.9", ""])
def test_no_other_name_leads_to_it(server: Server, host: str) -> None:
    assert httpx2.get(server.url, headers={"Host": host}).status_code in {400, 421}


@pytest.mark.parametrize("path", ["/_stcore/agent/openapi.json", "/_stcore/metrics"])
def test_doors_nobody_needs_are_closed(server: Server, path: str) -> None:
    assert httpx2.get(server.url + path).status_code == 404


def test_no_small_answer_is_held_back(server: Server) -> None:
    """Nagle's algorithm would hold the second of two small answers back for 40 ms."""
    with window(server) as page:
        page.open("safety", {})
        assert min(page.run() for _ in range(15)) < 0.035


def test_the_log_stays_quiet(server: Server) -> None:
    visit(server, "notes")
    log = re.sub(r"(?m)^(INFO: .*|\s*You can now.*|\s*URL: .*|\s*)$", "", server.logged())
    assert log.strip() == ""


def test_a_head_without_end_is_refused_and_holds_nobody_up(server: Server) -> None:
    """Before any lock: whoever reaches the port may send it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as stranger:
        stranger.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        with suppress(ConnectionError):
            for _ in range(64):
                stranger.sendall(b"a" * 65_536)
            answer = stranger.recv(100)
            assert answer == b"" or b" 4" in answer.split(b"\r\n")[0]
    assert httpx2.get(f"{server.url}/healthz", timeout=5).text == "ok\n"


def test_a_head_that_never_ends_is_let_go(slow_stranger: socket.socket) -> None:
    assert slow_stranger.recv(100) == b""


@pytest.mark.parametrize(
    ("flags", "names"),
    [
        (("--server.address", "0.0.0.0"), "server.address must be '127.0.0.1'"),
        (("--browser.gatherUsageStats", "true"), "browser.gatherUsageStats must be False"),
        (("--client.showErrorDetails", "full"), "client.showErrorDetails must be 'none'"),
        (("--server.enableXsrfProtection", "false"), "server.enableXsrfProtection must be True"),
    ],
)
def test_it_refuses_to_start_when_a_promise_is_not_in_force(
    tmp_path: Path, flags: tuple[str, ...], names: str
) -> None:
    with (
        pytest.raises(DidNotStartError) as refused,
        started(tmp_path / "refused", "streamlit run app.py", flags),
    ):
        pass
    assert names in str(refused.value)
    assert "Rapport did not start, so that its promises hold" in str(refused.value)


@pytest.mark.parametrize("launcher", ["python app.py", "uvicorn app:app"])
def test_it_refuses_to_open_what_is_kept_beyond_this_machine_without_a_lock(
    tmp_path: Path, launcher: str
) -> None:
    open_vault(Settings(home=tmp_path / "refused" / "home"), LOCAL).save(a_jot())
    close_vaults()
    asked = {"RAPPORT_LISTEN": "0.0.0.0"}
    with (
        pytest.raises(DidNotStartError) as refused,
        started(tmp_path / "refused", launcher, env=asked),
    ):
        pass
    assert "RAPPORT_LISTEN opens it beyond this machine" in str(refused.value)


def test_with_a_lock_the_home_network_finds_a_door_and_nothing_else(tmp_path: Path) -> None:
    vault = tmp_path / "home" / LOCAL / "vault.db"
    open_vault(Settings(home=tmp_path / "home"), LOCAL).save(a_jot())
    close_vaults()
    put_lock_on(vault, "seven quiet kettles", new_code(), 15)
    want(tmp_path / "home", wanted=True)
    with started(tmp_path) as server:
        for address in addresses():
            url = f"http://{address}:{server.port}"
            answer = httpx2.get(f"{url}/notes", headers={"Accept": "text/html"})
            assert answer.headers["location"] == "/unlock?to=/notes"
            assert httpx2.get(f"{url}/unlock").status_code == 200
            assert httpx2.get(f"{url}/unlock", headers={"Host": "evil.example"}).status_code == 421
        want(tmp_path / "home", wanted=False)
        for address in addresses():
            assert httpx2.get(f"http://{address}:{server.port}/unlock").status_code == 403


def test_below_another_address_pages_and_links_open_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "home"))
    token = put(Readers(read_settings()))
    readers_engine(read_settings()).dispose()
    below = ("--server.baseUrlPath", "notes")
    links = {"RAPPORT_LINKS": "true"}
    with started(tmp_path, "streamlit run app.py", below, env=links, base="/notes") as server:
        ours = httpx2.Client(base_url=f"{server.url}/notes")
        assert ours.get("/fit").status_code == 200
        assert ours.get("/healthz").text == "ok\n"
        assert ours.get("/notes.webmanifest").json()["scope"] == "/notes/"
        assert ours.get("/icon-192.png").content[1:4] == b"PNG"
        assert 'action="/notes/s/open"' in ours.get("/s").text
        assert ours.post("/s/open", data={"token": token}).content == PAGE
        ours.close()


def test_a_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(DidNotStartError) as refused,
        started(tmp_path / "refused", env={"RAPPORT_PORT": "eight"}),
    ):
        pass
    assert str(refused.value).startswith("The setting RAPPORT_PORT cannot be used")
    assert "Traceback" not in str(refused.value)


def test_an_error_shows_a_calm_sentence_and_logs_no_content(tmp_path: Path) -> None:
    """A page that fails with somebody's text in its message."""
    marker = "a most private sentence"
    env = {"PYTHONPATH": f"{ROOT / 'tests/rig/broken'}:{ROOT}", "BROKEN_WITH": marker}
    with started(tmp_path / "broken", env=env) as server:
        page = said(visit(server, "fit"))
        log = server.logged()
    assert "Something went wrong on this page. Everything that was saved is safe." in page
    code = re.search(r"under the code ([0-9a-f]{6})", page)
    assert code
    assert f"(code {code[1]})" in log
    assert "ValueError at " in log
    assert "pages/fit.py:" in log
    assert marker not in log + page
