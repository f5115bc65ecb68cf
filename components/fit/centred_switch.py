"""The switch between the scale and what is needed. It acts in the browser, on all pictures at once.

The pictures are bound to a hidden field of the page; the program hears of it afterwards, for the
address alone, and draws nothing anew.
"""

import streamlit as st

from components.charts.profile import FIELD
from components.frame.fragment import fragment
from components.widgets.address import put, take
from components.widgets.browser_script import part

SCALE, NEED = "scale", "need"
_KEY = "drawn"
_PART = "drawn-switch"
_OPTIONS = (
    (SCALE, "on the scale", ""),
    (NEED, "centred on my need", "0 is the middle of what you need. The band is right for you."),
)


@fragment
def drawn_switch() -> None:
    """Draw the switch; the address holds what is chosen."""
    take(_KEY, [SCALE, NEED])
    chosen = st.session_state.setdefault(_KEY, SCALE)
    with st.container(gap=None):
        # Always the same text, so that the field which pictures are bound to stays the same.
        st.html(f'<input type="hidden" id="{FIELD}" value="{SCALE}">')
        part("drawn")(
            key=_PART,
            data={"label": "Drawn", "field": FIELD, "options": _OPTIONS, "chosen": chosen},
            on_drawn_change=_choose,
        )
    put(_KEY, chosen, usual=SCALE)


def _choose() -> None:
    chosen = (st.session_state.get(_PART) or {}).get("drawn")
    if chosen in {SCALE, NEED}:
        st.session_state[_KEY] = chosen
