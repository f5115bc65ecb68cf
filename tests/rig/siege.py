"""Others press on the program while its owner works: `make siege` prints what the owner waited.

One program with a lock and with links. Its owner writes notes, looks at Home and at Fit, locks and
unlocks again. Meanwhile others guess at links and at the passphrase, hold connections half open,
send bodies byte by byte, and a second window of the owner brings in files that were made to break
things. Each lasts for a while and no longer; at the end the program is asked to stop.
"""

import argparse
import io
import json
import os
import secrets
import signal
import socket
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import httpx2
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from data.example import example_records
from data.keeping.lock import put_lock_on
from data.lock.keyfile import sealed_key
from data.lock.recovery_code import new_code
from data.lock.wrapped_key import open_by_passphrase
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from data.vault_path import vault_path
from tests.rig.journey import FileJourney
from tests.rig.server import Server, started

WORDS = "seven quiet kettles"
PAUSE = 0.5
"""Seconds that the owner thinks between two steps."""

ALL_IN_ALL = 360
"""Seconds after which it ends, whatever still hangs."""

Press = Callable[[Server, "Owner", threading.Event], int]


@dataclass
class Waits:
    """What the owner waited in one part, in seconds, and the notes they were told were saved."""

    steps: list[float] = field(default_factory=list)
    entering: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    failed: int = 0


class Owner:
    """The owner in their browser: its cookies, and the notes that it was told were saved."""

    def __init__(self, server: Server) -> None:
        self._server = server
        cookies = {XSRF_COOKIE_NAME: generate_xsrf_token_string()}
        self._client = httpx2.Client(base_url=server.url, timeout=60, cookies=cookies)
        self.enter()

    def enter(self) -> float:
        """Unlock with the right words; return how long it took. Raises `LookupError` if refused."""
        began = time.perf_counter()
        answer = self._client.post("/unlock", data={"passphrase": WORDS, "to": "/notes"})
        if answer.status_code != 303:
            raise LookupError(answer.status_code)
        return time.perf_counter() - began

    def is_healthy(self) -> float:
        """Return how long the program took to say that it is well. Raises an `httpx2.HTTPError`."""
        began = time.perf_counter()
        httpx2.get(f"{self._server.url}/healthz", timeout=20).raise_for_status()
        return time.perf_counter() - began

    @contextmanager
    def window(self) -> Iterator[FileJourney]:
        """Open a window."""
        cookies = "; ".join(f"{name}={value}" for name, value in self._client.cookies.items())
        with connect(
            f"ws://localhost:{self._server.port}/_stcore/stream",
            origin=Origin(self._server.url),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookies},
            max_size=None,
            open_timeout=30,
        ) as stream:
            yield FileJourney(stream, self._client)


def work(server: Server, owner: Owner, waits: Waits, until: float) -> None:
    """Write, look and lock up, again and again."""
    while time.monotonic() < until:
        try:
            waits.entering.append(owner.enter())
            with owner.window() as window:
                _one_round(window, waits)
        except (OSError, LookupError, httpx2.HTTPError, WebSocketException, StopIteration):
            waits.failed += 1
            time.sleep(PAUSE)


def _one_round(window: FileJourney, waits: Waits) -> None:
    text = f"A note in the siege, {secrets.token_hex(8)}"
    for step in (
        window.home,
        window.begin_note,
        lambda: window.type(text),
        window.save,
    ):
        waits.steps.append(step())
        time.sleep(PAUSE)
    if window.was_saved():
        waits.written.append(text)
    waits.steps.append(window.fit())


def watch(owner: Owner, waits: Waits, until: float) -> None:
    """Ask for health again and again."""
    while time.monotonic() < until:
        try:
            waits.health.append(owner.is_healthy())
        except httpx2.HTTPError:
            waits.failed += 1
        time.sleep(1)


def peace(_server: Server, _owner: Owner, over: threading.Event) -> int:
    """Do nothing."""
    over.wait()
    return 0


def guesses_at_links(server: Server, _owner: Owner, over: threading.Event) -> int:
    """Guess links with passphrases, from many addresses."""

    def guess(client: httpx2.Client) -> None:
        client.post("/s/open", data={"token": secrets.token_urlsafe(32), "phrase": "x" * 9})

    return _many(server, 40, guess, over)


def knocks_at_the_door(server: Server, _owner: Owner, over: threading.Event) -> int:
    """Guess the passphrase, from many addresses."""

    def knock(client: httpx2.Client) -> None:
        client.post("/unlock", data={"passphrase": secrets.token_hex(8)})

    return _many(server, 40, knock, over)


def half_open(server: Server, _owner: Owner, over: threading.Event) -> int:
    """Open connections and say nothing; open streams and leave them."""
    with ExitStack() as stack:
        opened = 0
        for number in range(700):
            with suppress(OSError):
                address = ("127.0.0.1", server.port)
                silent = socket.create_connection(address, timeout=5)
                opened += 1
                stack.callback(silent.close)
                if number % 3 == 0:
                    silent.sendall(b"GET /unlock HTTP/1.1\r\nHost: localhost\r\nX-")
        for _ in range(100):
            with suppress(OSError, WebSocketException):
                stack.enter_context(
                    connect(
                        f"ws://localhost:{server.port}/_stcore/stream",
                        origin=Origin(server.url),
                        subprotocols=[Subprotocol("streamlit")],
                        open_timeout=10,
                    )
                )
                opened += 1
        over.wait()
    return opened


def slow_bodies(server: Server, _owner: Owner, over: threading.Event) -> int:
    """Say that much is to come, and send a byte a second."""
    sent = 0
    with ExitStack() as stack:
        slow = []
        for path in ("/unlock", "/s/open") * 100:
            with suppress(OSError):
                stream = socket.create_connection(("127.0.0.1", server.port), timeout=5)
                stack.callback(stream.close)
                head = f"POST {path} HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
                head += "Content-Type: application/x-www-form-urlencoded\r\n"
                stream.sendall(f"{head}Content-Length: 20000\r\n\r\n".encode())
                slow.append(stream)
        while not over.wait(1):
            for stream in slow:
                with suppress(OSError):
                    stream.sendall(b"x")
                    sent += 1
    return sent


def hostile_files(_server: Server, owner: Owner, over: threading.Event) -> int:
    """Bring in files that were made to break or to busy whoever reads them."""
    brought = 0
    for name, content in cycle([*_files()]):
        if over.is_set():
            break
        with (
            suppress(OSError, LookupError, httpx2.HTTPError, WebSocketException, StopIteration),
            owner.window() as window,
        ):
            window.choose_file("bring", "A table", name, content)
            brought += 1
    return brought


def _files() -> Iterator[tuple[str, bytes]]:
    yield "deep.json", b"[" * 200_000
    yield "long.csv", b"a,b\n" + b"1,2\n" * 1_000_000
    yield "wide.csv", b"x," * 1_000_000
    yield "quotes.csv", b'"' * 1_000_001
    yield "not.xlsx", secrets.token_bytes(1_000_000)
    yield "strings.xlsx", _workbook(b"<si><t>x</t></si>" * 2_000_000, b"")
    far = b"".join(b'<row><c r="XFD%d"><v>1</v></c></row>' % row for row in range(1, 20_000))
    yield "far.xlsx", _workbook(b"", far)
    yield "records.json", json.dumps({"format": "rapport", "notes": [{}] * 300_000}).encode()


def _workbook(strings: bytes, rows: bytes) -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    book = b"<workbook %s><sheets><sheet name='a' sheetId='1'/></sheets></workbook>" % space
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/sharedStrings.xml", b"<sst %s>%s</sst>" % (space, strings))
        sheet = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (space, rows)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def _many(
    server: Server, count: int, act: Callable[[httpx2.Client], None], over: threading.Event
) -> int:
    """Act from so many addresses of this machine at the same time; return how often."""
    done = [0] * count

    def go_on(number: int) -> None:
        way = httpx2.HTTPTransport(local_address=f"127.0.1.{number + 1}")
        address = f"http://127.0.0.1:{server.port}"
        with httpx2.Client(transport=way, base_url=address, timeout=20) as client:
            while not over.is_set():
                with suppress(httpx2.HTTPError):
                    act(client)
                    done[number] += 1

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done)


PARTS: dict[str, Press] = {
    "nobody": peace,
    "guesses at links": guesses_at_links,
    "knocks at the door": knocks_at_the_door,
    "connections half open": half_open,
    "bodies byte by byte": slow_bodies,
    "hostile files": hostile_files,
}


def main() -> int:
    """Print the table; return 1 where a note was lost or the program did not end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="how long each part lasts")
    given = parser.parse_args()
    _end_after(ALL_IN_ALL)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = _prepared(folder / "home")
        with started(folder, env={"RAPPORT_LINKS": "true"}) as server:
            print(f"{'beside the owner':<24}{'sent':>8}{'steps':>7}", end="")
            print(f"{'p50 ms':>8}{'p95':>7}{'worst':>7}{'to enter':>10}{'health':>8}{'failed':>8}")
            written = _siege(server, given.seconds)
            began = time.monotonic()
            os.kill(server.pid, signal.SIGTERM)
            ended = _ended(server.pid)
            print(f"\nAsked to stop, it took {time.monotonic() - began:.1f} s.")
        lost = _lost(path, folder / "home", written)
    print(f"{len(written)} notes said to be saved, {lost} of them lost.")
    return int(bool(lost) or not ended)


def _siege(server: Server, seconds: int) -> list[str]:
    """Go through the parts; return every note that the owner was told is saved."""
    owner, written = Owner(server), []
    for name, press in PARTS.items():
        waits, over, sent = Waits(), threading.Event(), [0]
        until = time.monotonic() + seconds

        def pressing(press: Press = press, sent: list[int] = sent) -> None:
            sent[0] = press(server, owner, over)  # noqa: B023 - ended before the next part

        threads = [
            threading.Thread(target=pressing, daemon=True),
            threading.Thread(target=work, args=(server, owner, waits, until), daemon=True),
            threading.Thread(target=watch, args=(owner, waits, until), daemon=True),
        ]
        for thread in threads:
            thread.start()
        for thread in threads[1:]:
            thread.join(seconds + 40)
        over.set()
        threads[0].join(30)
        written += waits.written
        print(_row(name, sent[0], waits), flush=True)
    return written


def _row(name: str, sent: int, waits: Waits) -> str:
    steps = waits.steps if len(waits.steps) > 1 else [*waits.steps, 0.0, 0.0]
    hundredths = quantiles(steps, n=100, method="inclusive")
    times = (hundredths[49], hundredths[94], max(steps))
    milliseconds = "".join(
        f"{value * 1000:>{width}.0f}" for value, width in zip(times, (8, 7, 7), strict=True)
    )
    entering, health = (
        max(found, default=float("nan")) for found in (waits.entering, waits.health)
    )
    return (
        f"{name:<24}{sent:>8}{len(waits.steps):>7}{milliseconds}"
        f"{entering * 1000:>10.0f}{health * 1000:>8.0f}{waits.failed:>8}"
    )


def _prepared(home: Path) -> Path:
    """Make a vault with the example's records and a lock; return its file."""
    open_vault(Settings(home=home), LOCAL).take(example_records())
    close_vaults()
    path = vault_path(home, LOCAL)
    put_lock_on(path, WORDS, new_code(), 60)
    return path


def _lost(path: Path, home: Path, written: list[str]) -> int:
    sealed = sealed_key(path)
    key = open_by_passphrase(sealed, WORDS) if sealed else None
    notes = open_vault(Settings(home=home), LOCAL, key=key).records().notes
    close_vaults()
    return len(set(written) - {note.text for note in notes})


def _ended(process: int) -> bool:
    """Wait for a process of ours to end; return whether it did within what a service is given."""
    for _ in range(200):
        if os.waitpid(process, os.WNOHANG)[0]:
            return True
        time.sleep(0.1)
    return False


def _end_after(seconds: int) -> None:
    def stop() -> None:
        print("This took too long.", file=sys.stderr)
        os._exit(1)

    late = threading.Timer(seconds, stop)
    late.daemon = True
    late.start()


if __name__ == "__main__":
    sys.exit(main())
