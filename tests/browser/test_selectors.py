"""Each name of Streamlit's that our styles rely on stands on some page: an update renames them."""

import re
from pathlib import Path

import streamlit
from playwright.sync_api import Page

from data.example import example_records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered
from tests.rig.server import ROOT, Server

PAGES = (
    "fit",
    "write",
    "my-data",
    "therapists",
    "share",
    "notes",
    "over-time",
    "to-print",
    "bring",
)
AFTER_A_TAP = {"stAlert", "stNumberInput", "stNumberInputContainer", "stLinkButton"}
NAMES = re.compile(r'\[data-testid="?(st[A-Za-z-]+)"?\]|\.(st[A-Z][A-Za-z]+)')
ON_THE_PAGE = """() => [...document.querySelectorAll("[data-testid^=st], [class*=st]")].flatMap(
  (node) => [node.dataset.testid, ...(node.getAttribute("class") ?? "").split(" ")])"""


def asked_for() -> set[str]:
    """Return the names in our style sheets."""
    sheets = (ROOT / "components/assets").glob("*.css")
    return {this or other for sheet in sheets for this, other in NAMES.findall(sheet.read_text())}


@in_one_view
def test_each_name_of_streamlit_s_in_our_styles_is_on_a_page(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(example_records())
    missing = asked_for()
    assert missing
    for address in PAGES:
        if missing:
            page.goto(f"{server.url}/{address}")
            answered(page)
            missing -= set(page.evaluate(ON_THE_PAGE))
    # What comes after a tap only is looked for in what Streamlit sends to the browser.
    scripts = (Path(streamlit.__file__).parent / "static").rglob("*.js")
    sent = "".join(script.read_text("utf-8") for script in scripts)
    assert missing <= AFTER_A_TAP
    assert {name for name in missing if name not in sent} == set()
