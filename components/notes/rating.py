"""One rating with three states that look different: unanswered, did not come up, a value.

The need is not shown before: people would rate towards it.
"""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from components.widgets.as_typed import plain
from components.widgets.field_state import field_value
from data.model.dimension import Dimension
from data.model.note import DID_NOT_COME_UP, DidNotComeUp, Right


def rating(
    dimension: Dimension,
    key: str,
    said: tuple[int | DidNotComeUp | None, Right | None],
    keep: Callable[[], Any],
) -> None:
    """Draw one dimension to be rated with one tap; the answers stand in the session's state.

    ``key`` gets 0..10, "did not come up" or None; ``key + "/right"`` what was right for me.
    ``said``: both, as they are. Everything is there from the start, so that no tap moves the next.
    """
    value, right = said
    with st.container(key=f"rating {key}", gap=None):
        _places(dimension, key, value, keep, [*range(11), DID_NOT_COME_UP])
        sides = ["too little", "right", *(["too much"] if dimension.kind == "two-sided" else [])]
        st.pills(
            "Was that right for you?",
            sides,
            **field_value(f"{key}/right", right if right in sides else None),
            disabled=not isinstance(value, int),
            on_change=keep,
            label_visibility="collapsed",
        )


def goal_rating(
    goal: Dimension, key: str, value: int | DidNotComeUp | None, keep: Callable[[], Any]
) -> None:
    """Draw one own goal: a place only, since it is nobody else who is rated."""
    with st.container(key=f"rating {key}", gap=None):
        _places(goal, key, value, keep, [*range(11)])


def _places(
    dimension: Dimension,
    key: str,
    value: int | DidNotComeUp | None,
    keep: Callable[[], Any],
    places: list[int | str],
) -> None:
    """Draw the name, the ends, and the places between them."""
    own = dimension.key.startswith("own-")
    st.html(
        f'<div class="rapport-asked"><strong>{escape(dimension.name)}</strong>'
        f"<em>{escape(place_words(dimension, value))}</em>"
        f"<span>{escape(dimension.ask_rating)}</span></div>"
        f'<div class="rapport-ends"><span>{escape(dimension.low_end)}</span>'
        f"<span>{escape(dimension.high_end)}</span></div>"
    )
    st.pills(
        # Our own words need no escaping, which a screen reader would read out.
        _own(dimension) if own else dimension.ask_rating,
        places,
        **field_value(key, value),
        on_change=keep,
        label_visibility="collapsed",
    )


def place_words(dimension: Dimension, value: int | DidNotComeUp | None) -> str:
    """Return where a rating lies, in the words of the scale: "7, nearer: pushes me on"."""
    if not isinstance(value, int):
        return ""
    at = {0: dimension.low_end, 5: dimension.middle, 10: dimension.high_end}
    end = dimension.low_end if value < 5 else dimension.high_end
    return f"{value}: {at[value]}" if value in at else f"{value}, nearer: {end}"


def _own(dimension: Dimension) -> str:
    return f"{plain(dimension.name)}: {plain(dimension.ask_rating)}"
