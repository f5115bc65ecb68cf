"""Browser scripts of ours in `assets/`, served from our own address.

Streamlit serves a component's files only for installed packages; given as text, a script would
need a looser content policy. Registering the folder ourselves keeps the policy strict.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.streamlit_internals.browser_parts import register_parts

Script = Callable[..., Any]

_FOLDER = Path(__file__).parents[1]
_LOOKS = {
    "text_field": "text_field",
    "frame": None,
    "print_page": "button",
    "cover": None,
    "device": None,
}
"""Each part by the name of its script, with the name of its style sheet.

None: it stands in the page itself, with the page's style."""


def part(name: str) -> Script:
    """Return the function that draws one of our parts. To be called while a page is drawn."""
    register_parts("rapport", _LOOKS, _FOLDER)
    return _defined(name)


@cache
def _defined(name: str) -> Script:
    look = _LOOKS[name]
    css = f"{look}.css" if look else None
    return st.components.v2.component(
        f"rapport.{name}", js=f"{name}.js", css=css, isolate_styles=look is not None
    )
