"""Files of Streamlit's page are compressed once; all else goes by untouched."""

import asyncio
import gzip

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from components.web import compressed_files
from components.web.compressed_files import CompressedFiles

SCRIPT = b"let a = 1;\n" * 500
FOR_EVER = "public, immutable, max-age=31536000"


class Site:
    """What lies behind, and how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = Request(scope).url.path
        self.asked.append(path)
        kind = "image/png" if path.endswith("png") else "application/javascript"
        lives = "no-cache" if path.endswith("page.js") else FOR_EVER
        headers = {"content-type": kind, "cache-control": lives, "etag": '"1"'}
        answer: Response = Response(SCRIPT, headers=headers)
        if path.endswith("small.js"):
            answer = Response(b"1", headers=headers)
        elif path.endswith("gone.js"):
            answer = PlainTextResponse("gone" * 500, 404, headers)
        await answer(scope, receive, send)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def browser(site: Site) -> TestClient:
    return TestClient(CompressedFiles(site), headers={"accept-encoding": "gzip, br"})


def test_a_script_travels_compressed_and_is_made_once(site: Site, browser: TestClient) -> None:
    for _ in range(3):
        answer = browser.get("/static/js/index.abc.js")
        assert answer.content == SCRIPT
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < len(SCRIPT) / 5
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "etag" not in answer.headers
    assert site.asked == ["/static/js/index.abc.js"]


@pytest.mark.parametrize(
    "path",
    ["/static/a.png", "/static/small.js", "/static/gone.js", "/static/page.js", "/component/a.js"],
)
def test_nothing_else_is_compressed_or_held(site: Site, browser: TestClient, path: str) -> None:
    for _ in range(2):
        answer = browser.get(path)
        assert "content-encoding" not in answer.headers
        assert answer.headers["etag"] == '"1"'
    assert site.asked == [path, path]


@pytest.mark.parametrize(
    "header", [("accept-encoding", "identity"), ("range", "bytes=0-9"), ("if-none-match", '"1"')]
)
def test_who_asks_for_it_as_it_lies_there_gets_it(
    browser: TestClient, header: tuple[str, str]
) -> None:
    browser.get("/static/js/index.abc.js")
    answer = browser.get("/static/js/index.abc.js", headers=dict([header]))
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT


def test_the_bytes_are_the_same_in_every_process() -> None:
    sent = []
    for _ in range(2):
        browser = TestClient(CompressedFiles(Site()), headers={"accept-encoding": "gzip"})
        with browser.stream("GET", "/static/a.js") as answer:
            sent.append(b"".join(answer.iter_raw()))
    assert sent[0] == sent[1]
    assert gzip.decompress(sent[0]) == SCRIPT


@pytest.mark.parametrize("spelling", ["/static/./a.js", "/static//a.js", "/static/js/../a.js"])
def test_another_spelling_of_a_name_is_not_held_beside_it(site: Site, spelling: str) -> None:
    """A client that tidies addresses would hide it, so the middleware is asked by itself."""
    app, sent = CompressedFiles(site), []

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask() -> None:
        for _ in range(2):
            await app(asked_for(spelling), no_body, send)

    asyncio.run(ask())
    assert site.asked == [spelling, spelling]
    assert b"content-encoding" not in dict(sent[0]["headers"])


def test_only_so_many_are_held(
    site: Site, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed_files, "_MOST", 2)
    for number in (1, 2, 3, 3):
        assert browser.get(f"/static/{number}.js").content == SCRIPT
    assert site.asked == [f"/static/{number}.js" for number in (1, 2, 3, 3)]
    browser.get("/static/1.js")
    assert len(site.asked) == 4


def asked_for(path: str) -> Scope:
    headers = [(b"accept-encoding", b"gzip")]
    return {"type": "http", "method": "GET", "path": path, "headers": headers, "query_string": b""}


async def no_body() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
