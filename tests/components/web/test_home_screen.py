"""The page as a phone keeps it: what its markup says, and what it leaves alone."""

import asyncio
import json
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx2
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from streamlit import config

from components.web import lock_guard
from components.web.headers import content_policy
from components.web.home_screen import (
    DRAWN,
    ICONS,
    JOT,
    MANIFEST,
    MARK,
    HomeScreen,
    head,
    home_screen_routes,
    manifest,
)
from components.web.html_page import html_page
from components.web.lock_guard import Locked
from components.web.page_style import page_style
from tests.rig.icons import ASSETS, main

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
BROWSER = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}


def get(
    path: str, headers: Mapping[str, str] = BROWSER, answer: Response | None = None
) -> httpx2.Response:
    """Return the answer of our routes, before a page of Streamlit's or another one."""

    async def rest(_request: Request) -> Response:
        return answer or FileResponse(INDEX)

    app = Starlette(
        routes=[*home_screen_routes(), Route("/{rest:path}", rest)],
        middleware=[Middleware(HomeScreen), Middleware(Locked), Middleware(GZipMiddleware)],
    )

    async def asked() -> httpx2.Response:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


def test_the_page_says_its_name_its_manifest_its_icon_and_its_colours() -> None:
    answer = get("/notes", {**BROWSER, "If-None-Match": "*"})
    assert answer.status_code == 200
    before, _, after = INDEX.read_text("utf-8").partition(MARK.decode())
    body, drawn, rest = after.partition(DRAWN.decode())
    assert drawn
    assert answer.text == before + head() + body + page_style() + drawn + rest
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers
    assert '<html lang="en">' in answer.text
    for line in (
        "<title>Notes</title>",
        '<link rel="manifest" href="/notes.webmanifest">',
        '<link rel="apple-touch-icon" href="/icon-192.png">',
        '<meta name="theme-color" content="#fbfcfb" media="(prefers-color-scheme: light)">',
        '<meta name="theme-color" content="#11181c" media="(prefers-color-scheme: dark)">',
    ):
        assert line in answer.text
    assert "Streamlit</title>" not in answer.text


def test_what_is_added_needs_no_looser_policy() -> None:
    assert "<script" not in head()
    assert "style" not in head()
    assert "manifest-src 'self'" in content_policy()
    assert "'unsafe-inline'" not in content_policy().split("style-src")[0]


def test_whatever_is_not_that_page_is_left_as_it_is() -> None:
    door = html_page("lock_unclear.html.jinja")
    assert get("/unlock", answer=door).content == door.body
    file = HTMLResponse(MARK, headers={"ETag": "1"}, media_type="text/plain")
    assert get("/media/a.txt", answer=file).headers["etag"] == "1"
    script = get("/app.js", {"Accept": "*/*"})
    assert MARK in script.content


def test_the_manifest_opens_it_like_an_app_with_a_short_way_to_a_jot() -> None:
    said = json.loads(get(MANIFEST).content)
    assert said == manifest()
    assert (said["name"], said["display"], said["lang"]) == ("Notes", "standalone", "en")
    assert [shortcut["name"] for shortcut in said["shortcuts"]] == ["New jot"]
    assert get(JOT).headers["location"] == "/write?kind=jot"
    for icon in [*said["icons"], *said["shortcuts"][0]["icons"]]:
        content = get(icon["src"]).content
        wide, high = struct.unpack(">II", content[16:24])
        assert icon["sizes"] == f"{wide}x{high}"


def test_nothing_in_it_says_what_it_is_about() -> None:
    text = (head() + json.dumps(manifest())).lower()
    assert not [word for word in ("rapport", "therap", "session", "fit ") if word in text]


def test_its_name_can_be_chosen_and_is_only_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_NAME", "Days <b>")
    assert manifest()["name"] == "Days <b>"
    assert "<title>Days &lt;b&gt;</title>" in head()
    assert b"<title>Days &lt;b&gt;</title>" in bytes(html_page("lock_unclear.html.jinja").body)


def test_below_another_address_everything_lies_there(monkeypatch: pytest.MonkeyPatch) -> None:
    true: Callable[[str], object] = config.get_option
    below = {"server.baseUrlPath": "a/b"}
    monkeypatch.setattr(config, "get_option", lambda name: below.get(name) or true(name))
    assert 'href="/a/b/notes.webmanifest"' in head()
    said = manifest()
    addresses = [said["start_url"], said["scope"], *(icon["src"] for icon in said["icons"])]
    assert all(address.startswith("/a/b/") for address in addresses)
    assert said["shortcuts"][0]["url"] == "/a/b/jot"


def test_a_locked_vault_keeps_the_icon_and_leads_from_the_door_to_the_jot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lock_guard, "is_locked_for", lambda *_: True)
    assert get(MANIFEST).status_code == 200
    assert all(get(f"/{name}").status_code == 200 for name in ICONS)
    assert get(JOT).headers["location"] == "/unlock?to=/jot"


def test_the_icons_are_those_of_the_drawing(tmp_path: Path) -> None:
    main(tmp_path)
    for name in ICONS:
        assert (tmp_path / name).read_bytes() == (ASSETS / name).read_bytes()
