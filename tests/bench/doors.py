"""How fast links open beside a static answer of the same bytes: `python -m tests.bench.doors`.

Both come from the same server in the same run and take turns. Then how long each refusal takes,
which should be no different whatever the reason, and how soon a browser paints the page. Ratios
and times, no verdict.
"""

import asyncio
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from unittest.mock import patch
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from components.shared_page.render import render
from data.example import example_records
from data.settings import read_settings
from data.sharing.link_passphrase import kept_phrase
from data.sharing.link_store import Readers, SealedPage
from data.sharing.link_tables import readers_engine
from data.sharing.presets import usual_choice
from data.sharing.seal import seal
from data.sharing.shared_view import shared_view
from data.sharing.token import door_of, new_token, public_key_of
from tests.browser.conftest import ARGUMENTS
from tests.rig.equipment import browser as find_browser
from tests.rig.server import ROOT, Server, started

AT_ONCE, ROUNDS, EACH = 10, 10, 100
"""Connections; turns; answers in each turn."""

PHRASE = "seven quiet kettles"


def main() -> None:
    """Measure, and print what was found."""
    page = _page()
    print(f"page: {len(page) / 1000:.0f} kB, 4 therapists, 6 dimensions, 7 pictures")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_bytes(page)
        given = {"RAPPORT_LINKS": "true", "RAPPORT_WRONG_LINKS": "100000"}
        with patch.dict(os.environ, given | {"RAPPORT_HOME": str(folder / "home")}):
            tokens = _links(page)
        env = given | {"BESIDE": str(folder / "page.html"), "PYTHONPATH": str(ROOT)}
        shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        program = shutil.copy(Path(__file__).with_name("beside.py"), folder)
        with started(folder, str(program), env=env) as server:
            asyncio.run(_open(server, tokens))
            _paint(server, tokens["open"])


def _page() -> bytes:
    records = example_records()
    usual = usual_choice("partner or friend", records)
    chosen = usual.model_copy(
        update={"therapists": usual.therapists[:4], "dimensions": usual.dimensions[:6]}
    )
    day = datetime.now(UTC).date()
    return render(shared_view(records, chosen, day, datetime.now(UTC) + timedelta(days=14)))


def _links(page: bytes) -> Mapping[str, str]:
    """Return the tokens of links, by how it is with them."""
    readers = Readers(read_settings())
    soon, past = (datetime.now(UTC) + timedelta(days=days) for days in (14, -1))
    states = ("open", "paused", "ended", "over", "used up", "with a passphrase")
    tokens = {state: new_token() for state in states}
    for state, token in tokens.items():
        door, key = door_of(token), public_key_of(token)
        phrase = kept_phrase(PHRASE) if state == "with a passphrase" else None
        sealed = SealedPage(door, 1, seal(page, key, door, 1), phrase)
        most = 1 if state == "used up" else None
        readers.put(sealed, key, ends_at=past if state == "over" else soon, most=most)
        if state == "used up":
            readers.count([sealed])
    readers.pause(door_of(tokens["paused"]), paused=True)
    readers.end([door_of(tokens["ended"])])
    readers_engine(read_settings()).dispose()
    return tokens | {"unknown": new_token()}


async def _open(server: Server, tokens: Mapping[str, str]) -> None:
    asked = {
        "static": _request(server, "/same-bytes", "x"),
        "opening": _door(server, "open", tokens),
    }
    times: dict[str, list[float]] = {what: [] for what in asked}
    spent = dict.fromkeys(asked, 0.0)
    for turn in range(ROUNDS + 1):
        for what, request in asked.items():
            began = time.perf_counter()
            taken = await _many(server, request, 200)
            if turn:  # the first one warms up
                spent[what] += time.perf_counter() - began
                times[what] += taken
    for what, taken in times.items():
        rate = len(taken) / spent[what]
        print(f"{what}: {rate:.0f} a second at {AT_ONCE} at once, {_ms(taken)}")
    print(f"openings a second, to static: {spent['static'] / spent['opening']:.2f}")
    p95 = [quantiles(times[what], n=20)[-1] for what in ("opening", "static")]
    print(f"p95 of an opening, to static: {p95[0] / p95[1]:.2f}")
    for state in ("unknown", "paused", "ended", "over", "used up"):
        taken = []
        for _ in range(3):
            taken += await _many(server, _door(server, state, tokens), 404)
        print(f"refused, {state}: {_ms(taken)}")


async def _many(server: Server, request: bytes, status: int) -> list[float]:
    each = EACH // AT_ONCE
    found = await asyncio.gather(*(_timed(server, request, status, each) for _ in range(AT_ONCE)))
    return [time_ for times in found for time_ in times]


async def _timed(server: Server, request: bytes, status: int, times: int) -> list[float]:
    """Ask again and again on one connection; return how long each answer took, in seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        assert f" {status} " in head.splitlines()[0], head.splitlines()[0]
        await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
        taken.append(time.perf_counter() - began)
    writer.close()
    await writer.wait_closed()
    return taken


def _door(server: Server, state: str, tokens: Mapping[str, str]) -> bytes:
    return _request(server, "/s/open", urlencode({"token": tokens[state]}))


def _request(server: Server, path: str, body: str) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
        f"Origin: http://localhost:{server.port}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def _ms(times: Sequence[float]) -> str:
    parts = quantiles(times, n=20)
    return f"p50 {1000 * parts[9]:.1f} ms, p95 {1000 * parts[-1]:.1f} ms"


def _paint(server: Server, token: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{server.url}/s#{token}")
        page.get_by_role("button", name="Open it").click()
        page.get_by_role("heading", name="What is needed").wait_for()
        painted = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
        )
        print(f"first paint after the opening: {painted:.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
