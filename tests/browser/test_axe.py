"""What every page must hold in every view: axe finds nothing of ours, nothing is too small.

Each page is loaded once, with something half filled in, and puts on one view after the other.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from components.imports.paste_draft import Pasted
from components.notes.draft import NoteDraft
from data.example import example_records
from data.vault.vault import Vault
from tests.browser.conftest import VIEWS, in_one_view
from tests.browser.steps import answered, nothing_sideways
from tests.rig.people import TODAY
from tests.rig.server import Server, free_port, wait_until_healthy

HAZEL = next(therapist for therapist in example_records().therapists if therapist.name == "Hazel")
FILLED = {
    "/": "Where you stand",
    "/notes": "Notes",
    "/fit": "Fit",
    "/more": "More",
    "/write": "Write a note",
    "/paste": "Paste several notes",
    "/needs": "My needs",
    "/therapists": "Therapists",
    f"/therapist?who={HAZEL.id}": "Hazel",
    "/search": "Where the search stands",
    "/my-data": "My data",
    "/bring": "Bring what you have",
    "/safety": "Safety",
    "/speak-up": "What to say",
    "/stay-or-go": "Stay or go",
    "/goals": "Own goals",
    "/to-print?for=needs": "A page to print",
    "/fit?view=two": "Maple",
    "/over-time": "Over time",
}
WITH_FILES = {"/my-data", "/bring"}
EMPTY = {
    "/": "See how well a therapist fits",
    "/notes": "Notes",
    "/write": "Write a note",
    "/write?kind=jot": "Jot something down",
    "/needs": "My needs",
    "/therapists": "Therapists",
    "/therapist": "Therapist",
}
LONG_NOTE = NoteDraft.begun(TODAY, HAZEL.id, "from memory").model_copy(
    update={"text": "Half a sent", "values": {"pace": 7, "directness": "did not come up"}}
)
PASTED = Pasted(text="Before any date.\n2025-03-31: late\n05/06/2025\nwork", therapist=HAZEL.id)
EMPTY_PAGE = """
import streamlit as st
st.title("Empty")
if "file" in st.query_params:
    st.file_uploader("A file")
"""
TOO_SMALL = """() => {
  const tappable = "button, a, input, textarea, summary, [role=slider], [role=radio]";
  const roots = [document];
  for (const node of document.querySelectorAll("*"))
    if (node.shadowRoot) roots.push(node.shadowRoot);
  const found = new Set();
  for (const root of roots)
    for (const node of root.querySelectorAll(tappable)) {
      const shown = node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!shown || node.innerText === "Skip to main content") continue;
      // A field is tapped anywhere in its frame, a switch anywhere in its label.
      const field = node.closest("label, .stSelectbox [role=group], [data-testid$=InputContainer]");
      const box = (field ?? node).getBoundingClientRect();
      // The ends of a slider are clipped away: what is touched stands around them.
      const clipped = node.parentElement?.getBoundingClientRect().width < 2;
      const hidden = node.closest("[aria-hidden=true]") || box.width < 2 || clipped;
      // Eleven places of a rating stand on one line of a phone: as tall as others, less wide.
      const wide = node.closest("[class*=st-key-rating-]") ? 32 : 43.5;
      if (!hidden && (box.width < wide || box.height < 43.5))
        found.add(`${node.ariaLabel || node.innerText || node.outerHTML.slice(0, 80)}: ` +
          `${Math.round(box.width)} x ${Math.round(box.height)}`);
    }
  return [...found];
}"""


UNNAMED = (
    "[data-testid=stVegaLiteChart] svg[role=img]"
    ":not([aria-label], [aria-labelledby], [title], :has(> title))"
)
ONLY_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}


def found(page: Page, only: tuple[str, ...] = ()) -> set[str]:
    """Return the rules that are broken, by axe's names; of ``only`` some, where they are named."""
    return _broken(page, {"runOnly": {"type": "rule", "values": list(only)}} if only else {})


def _broken(page: Page, options: Mapping[str, object]) -> set[str]:
    return {rule["id"] for rule in Axe().run(page, options=options).response["violations"]}


@pytest.fixture(scope="session")
def of_streamlit(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> dict[str, set[str]]:
    """What axe finds on an empty Streamlit page, and on one with nothing but a field for files."""
    folder = tmp_path_factory.mktemp("empty")
    script = folder / "empty.py"
    script.write_text(EMPTY_PAGE, "utf-8")
    with _bare(folder, script) as url:
        page = browser.new_page()
        rules = {}
        for name in ("", "file"):
            page.goto(f"{url}?{name}=1")
            expect(page.get_by_role("heading", name="Empty")).to_be_visible()
            expect(page.get_by_test_id("stFileUploader")).to_have_count(1 if name else 0)
            answered(page)
            rules[name] = found(page)
        page.close()
        return rules


@contextmanager
def _bare(folder: Path, script: Path) -> Iterator[str]:
    """Serve a script as Streamlit does by itself."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
        try:
            wait_until_healthy(f"http://localhost:{port}", process)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


@in_one_view
@pytest.mark.parametrize(("path", "title"), FILLED.items(), ids=lambda name: name.split("=")[0])
def test_filled_pages_hold_in_every_view(
    page: Page,
    server: Server,
    vault: Vault,
    of_streamlit: dict[str, set[str]],
    path: str,
    title: str,
) -> None:
    vault.take(example_records())
    vault.drafts.keep("note:new", LONG_NOTE.model_dump_json(exclude_defaults=True))
    vault.drafts.keep("paste", PASTED.model_dump_json())
    _look(page, server.url + path, title, of_streamlit["file" if path in WITH_FILES else ""])


@in_one_view
@pytest.mark.parametrize(("path", "title"), EMPTY.items(), ids=str)
def test_empty_pages_hold_in_every_view(
    page: Page, server: Server, of_streamlit: dict[str, set[str]], path: str, title: str
) -> None:
    _look(page, server.url + path, title, of_streamlit[""])


def _look(page: Page, url: str, title: str, of_streamlit: set[str]) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    # Light and dark differ in colour alone, and sizes in everything else.
    asked: dict[str, Mapping[str, object]] = {
        "phone, light": {},
        "phone, dark": ONLY_CONTRAST,
        "desk, light": NO_CONTRAST,
    }
    for view, options in asked.items():
        size, scheme = VIEWS[view]
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        answered(page)
        expect(page.locator(UNNAMED)).to_have_count(0)  # a picture is named once it is drawn
        ours = _broken(page, options)
        print(f"\n{title}, {view}: {sorted(ours)}; an empty page: {sorted(of_streamlit)}")
        assert ours <= of_streamlit, view
        assert page.evaluate(TOO_SMALL) == [], view
        nothing_sideways(page)
