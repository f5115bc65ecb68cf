"""One rating with three states that look different: unanswered, did not come up, a value.

The need is not shown before: people would rate towards it.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.widgets.as_typed import plain
from components.widgets.field_state import shown
from data.model.dimension import Dimension
from data.model.note import DidNotComeUp, Right

DID_NOT_COME_UP = "did not come up"


def rating(
    dimension: Dimension,
    key: str,
    said: tuple[int | DidNotComeUp | None, Right | None],
    keep: Callable[[], Any],
) -> None:
    """Draw one dimension to be rated with one tap; the answers stand in the session's state.

    ``key`` gets 0..10, "did not come up" or None; ``key + "/right"`` what was right for me.
    ``said``: both, as they are.
    """
    value, right = said
    st.pills(
        plain(dimension.ask_rating) if not dimension.key.startswith("own-") else _own(dimension),
        [*range(11), DID_NOT_COME_UP],
        **shown(key, value),
        on_change=keep,
    )
    st.caption(
        f"0 {plain(dimension.low_end)} · 5 {plain(dimension.middle)} · "
        f"10 {plain(dimension.high_end)}"
    )
    if isinstance(value, int):
        sides = ["too little", "right", *(["too much"] if dimension.kind == "two-sided" else [])]
        st.pills(
            "Was that right for you?",
            sides,
            **shown(f"{key}/right", right if right in sides else None),
            on_change=keep,
        )


def _own(dimension: Dimension) -> str:
    return f"{plain(dimension.name)}: {plain(dimension.ask_rating)}"
