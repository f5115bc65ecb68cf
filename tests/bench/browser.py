"""What it costs in a browser to go from Home to Fit: `python -m tests.bench.browser`.

The program as it is and as it was at another commit (`--beside`) run at the same time and take
turns, with the example, on a desk and on a phone. Measured is from the click until the last change
of the page before it is quiet; what the websocket brought and took; how many pictures are drawn;
long tasks of the browser, and how far things moved by themselves (layout shift). No verdict.
"""

import argparse
import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.conftest import ARGUMENTS, DESK, PHONE
from tests.rig.equipment import browser as find_browser
from tests.rig.server import ROOT, started

BEFORE: Final = "a57a936^"
"""The last commit before Fit became a grid."""

QUIET: Final = 1500
"""Milliseconds without a change after which nothing more is expected."""

WATCH: Final = """() => {
  const own = (window.measured = { last: 0, begun: 0, shift: 0, tasks: 0, longest: 0 });
  addEventListener("pointerdown", (event) => { own.begun = own.begun || event.timeStamp; }, true);
  new MutationObserver(() => { own.last = performance.now(); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) own.shift += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: "layout-shift" });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      own.tasks += entry.duration;
      own.longest = Math.max(own.longest, entry.duration);
    }
  }).observe({ type: "longtask" });
}"""

ENDED: Final = f"""async () => {{
  while (!measured.last || performance.now() - measured.last < {QUIET})
    await new Promise((done) => setTimeout(done, 50));
  const drawn = [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg")];
  return {{ ...measured, pictures: drawn.filter((svg) => svg.checkVisibility()).length }};
}}"""


@dataclass(frozen=True)
class Way:
    """One way from Home to Fit: milliseconds, bytes, pictures and the sum of layout shifts."""

    until_drawn: float
    received: int
    sent: int
    pictures: int
    tasks: float
    longest: float
    shift: float


def main() -> None:
    """Measure both programs in turns, and print the medians."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.browser")
    parser.add_argument("--beside", default=BEFORE, help="the commit to compare with")
    parser.add_argument("--times", type=int, default=5, help="ways of each program")
    given = parser.parse_args()
    print("From Home to Fit, with the example. Medians; milliseconds, kB.\n")
    print(
        f"{'':20}{'drawn':>8}{'in':>8}{'out':>8}{'pictures':>10}{'tasks':>8}{'most':>8}{'shift':>8}"
    )
    with _programs(given.beside) as urls, sync_playwright() as playwright:
        path = find_browser()
        assert path is not None
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, size in (("desk", DESK), ("phone", PHONE)):
            ways: dict[str, list[Way]] = {program: [] for program in urls}
            for turn in range(given.times + 1):
                for program, url in urls.items():
                    way = _go(browser, url, size)
                    if turn:  # the first one warms both up
                        ways[program].append(way)
            for program, found in ways.items():
                print(_line(f"{name}, {program}", found))
        browser.close()


@contextmanager
def _programs(commit: str) -> Iterator[dict[str, str]]:
    """Start the program as it is, and as it was at a commit; yield where each is reached."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        archive = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as tree:
            tree.extractall(folder / "tree", filter="data")
        now = stack.enter_context(started(folder / "now"))
        before = stack.enter_context(started(folder / "before", str(folder / "tree" / "app.py")))
        yield {"now": now.url, "before": before.url}


def _go(browser: Browser, url: str, size: ViewportSize) -> Way:
    page = browser.new_page(viewport=size)
    frames = {"in": 0, "out": 0}

    def listen(socket: Any) -> None:
        socket.on("framereceived", lambda payload: _add(frames, "in", payload))
        socket.on("framesent", lambda payload: _add(frames, "out", payload))

    page.on("websocket", listen)
    page.goto(url)
    page.get_by_role("button", name="Look around with example data").click()
    page.get_by_role("link", name="Fit", exact=True).first.wait_for()
    _still(page)
    frames.update({"in": 0, "out": 0})
    page.evaluate(WATCH)
    page.get_by_role("link", name="Fit", exact=True).first.click()
    found = page.evaluate(ENDED)
    page.close()
    return Way(
        until_drawn=found["last"] - found["begun"],
        received=frames["in"],
        sent=frames["out"],
        pictures=found["pictures"],
        tasks=found["tasks"],
        longest=found["longest"],
        shift=found["shift"],
    )


def _still(page: Page) -> None:
    """Wait until Home of the example has been drawn, pictures and all."""
    page.get_by_test_id("stVegaLiteChart").locator("svg").first.wait_for()
    page.wait_for_timeout(QUIET)


def _add(frames: dict[str, int], way: str, payload: bytes | str) -> None:
    frames[way] += len(payload)


def _line(name: str, found: list[Way]) -> str:
    def middle(field: str) -> float:
        return float(median(getattr(way, field) for way in found))

    return (
        f"{name:20}{middle('until_drawn'):8.0f}{middle('received') / 1000:8.1f}"
        f"{middle('sent') / 1000:8.1f}{middle('pictures'):10.0f}{middle('tasks'):8.0f}"
        f"{middle('longest'):8.0f}{middle('shift'):8.3f}"
    )


if __name__ == "__main__":
    main()
