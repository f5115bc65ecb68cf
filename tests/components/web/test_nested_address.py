"""Nested addresses: what lies below an address leads to the page that says there is none."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from components.web.nested_address import NestedAddress


def answers(base: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a server that, as Streamlit does, answers every address with its page."""
    monkeypatch.setattr(config, "get_option", lambda _: base)
    script = Route("/{name:path}.js", lambda _: PlainTextResponse("script"))
    share = HTMLResponse("<p>share</p>", headers={"content-disposition": "attachment"})
    saved = Route("/media/{name}", lambda _: share)
    page = Route("/{name:path}", lambda _: HTMLResponse("<p>page</p>"))
    return TestClient(
        NestedAddress(Starlette(routes=[script, saved, page])), follow_redirects=False
    )


@pytest.mark.parametrize("base", ["", "private"])
@pytest.mark.parametrize("nested", ["/a/b", "/fit/x", "/a/b/c.html"])
def test_a_nested_address_was_a_white_page(
    monkeypatch: pytest.MonkeyPatch, base: str, nested: str
) -> None:
    below = f"/{base}" if base else ""
    led = answers(base, monkeypatch).get(f"{below}{nested}")
    assert led.status_code == 307
    assert led.headers["location"] == f"{below}/no-page"
    assert led.content == b""


@pytest.mark.parametrize("address", ["/", "/fit", "/fit/", "/static/app.js", "/s/open"])
def test_all_else_is_answered_as_before(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert answers("", monkeypatch).get(address).status_code == 200


def test_a_share_that_is_saved_as_a_file_is_the_share(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers("", monkeypatch).get("/media/1f.html").text == "<p>share</p>"
