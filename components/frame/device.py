"""Device settings: size of text and keys of the keyboard, kept by the browser alone.

Neither is a record: a phone and a desk differ, and the page before a lock is opened needs the size
as well. Nothing of it reaches the program.
"""

from typing import Any, Final

import streamlit as st

from components.widgets.browser_script import part

PERCENTS: Final = {"normal": 100, "large": 115, "larger": 130}
"""Sizes of text, in percent of what the browser shows."""

KEYS: Final = (
    ("n", "write a note"),
    ("/", "find words in your notes"),
    ("?", "show these keys"),
    ("Esc", "hide the screen, and show it again"),
)
"""What single keys do, off while one types."""


def device_form() -> None:
    """Draw the choice of the size of text, and whether keys do something."""
    st.header("On this device", anchor=False)
    part("device")(key="device", data=device_words())


def device_words() -> dict[str, Any]:
    """Return what the scripts need to draw and apply it."""
    return {
        "ask": "Size of text",
        "sizes": {size: size for size in PERCENTS},
        "usual": "normal",
        "percents": PERCENTS,
        "askKeys": "Keys, while you do not type",
        "keysOn": "Use them",
        "keys": KEYS,
    }
