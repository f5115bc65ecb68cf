"""Page frame: bar with the menu, Safety and Hide, and the way back."""

from typing import Final

import streamlit as st

from components.frame.beginning import begin_at_top, beginning
from components.frame.device import KEYS, PERCENTS
from components.frame.lock_gate import lock_now, may_lock
from components.frame.menu import HOME, MENU, SAFETY, WRITE, MenuEntry, entry_of
from components.session import in_example, leave_example
from components.web.base_path import base_path
from components.web.exposure import is_open_at_home
from components.widgets.browser_script import part
from data.settings import read_settings

_EXAMPLE: Final = "You are looking at example data. Nobody real is in it."


def draw_frame(entry: MenuEntry | None) -> None:
    """Draw what stands around a page; ``entry``: which page it is, None for an unknown address."""
    part("frame")(
        key="frame",
        data={
            "name": "Rapport",
            "home": _href(""),
            "menu": _menu(entry),
            "side": [
                _link(WRITE, "Write a note", entry, look="rapport-write"),
                _link(SAFETY, "Safety", entry),
            ],
            "example": _EXAMPLE if in_example() else None,
            "leave": "Leave the example",
            "lock": "Lock" if may_lock() else None,
            "hide": "Hide",
            "percents": PERCENTS,
            "keys": KEYS,
            "keysTitle": "Keys",
            "close": "Close",
            "beginning": f"{entry.address if entry else ''} {beginning()}",
        },
        on_again_change=_again,
        on_leave_change=leave_example,
        on_lock_change=lock_now,
    )
    if is_open_at_home():
        # Where whoever started it chose to listen, what leads to the port is not known here.
        chosen = read_settings().listen is None
        st.caption("Open to your home network." if chosen else "May be open to your network.")


def draw_way_back(entry: MenuEntry | None) -> None:
    """Draw the way to the page above, where there is one."""
    above = entry_of(entry.back) if entry and entry.back else None
    if above:
        with st.container(key="way-back"):
            st.page_link(above.file, label=f"← {above.title}")


def _again() -> None:
    """Begin the page anew: it was asked for in the menu while it was there."""
    st.session_state.pop("page", None)
    begin_at_top()


def _menu(entry: MenuEntry | None) -> list[dict[str, str]]:
    links = [_link(address, _title(address), entry) for address in MENU]
    note = _link(WRITE, "+ Note", entry, look="rapport-note")
    return [*links[:2], note | {"key": "note"}, *links[2:]]


def _link(address: str, label: str, entry: MenuEntry | None, look: str = "") -> dict[str, str]:
    """A link as the script draws it; ``current``: "page" for this page, "true" for one above."""
    current = ""
    if entry:
        current = "page" if entry.address == address else "true" if entry.menu == address else ""
    href = _href("" if address == HOME else address)
    return {"key": address, "href": href, "label": label, "look": look, "current": current}


def _href(address: str) -> str:
    return f"{base_path()}/{address}{'?example=1' if in_example() else ''}"


def _title(address: str) -> str:
    entry = entry_of(address)
    return entry.title if entry else ""
