"""The field for long texts, which keeps a draft while one types.

What stands on the screen is what is kept and saved, also when the connection was away or the
program was started again. Must never overwrite what somebody types, nor cut it: a text that is too
long is said on saving.
"""

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st
from pydantic import BaseModel, ConfigDict, ValidationError

from components.session import in_example
from components.widgets.browser_script import part
from components.widgets.messages import failure_waits, failures_are_said

_WINDOW = "text fields/window"
_KEEPERS = "text fields/keepers"


def text_field(
    key: str,
    label: str,
    text: str,
    *,
    generation: int,
    on_text: Callable[[str], None],
    on_save: Callable[[str], None],
    rows: int = 6,
) -> None:
    """Draw the field.

    ``on_text`` gets what stands in it: a second after the last key, at leaving it, and every few
    seconds while somebody types on.

    ``text`` is shown at first and whenever ``generation`` changes; in between the browser's text
    stands, so that nobody's typing is overwritten. ``on_save`` is called for Ctrl+Enter; the field
    takes no more letters until that was answered.
    """
    state = st.session_state
    times = f"{key}/asked to save"
    asked_before: int = state.get(times, 0)

    def typed() -> None:
        typed_now = newest_text(key, generation)
        if typed_now is not None:
            with failures_are_said():
                on_text(typed_now)
            state[f"{key}/kept"] = None if failure_waits() else typed_now

    def saved() -> None:
        state[times] = asked_before + 1
        asked = newest_text(key, generation, "save")
        if asked is not None:
            on_save(asked)

    keepers, stands = _keepers(), newest_text(key, generation)
    met_before = key in keepers
    keepers[key] = typed
    part("text_field")(
        key=key,
        data={
            "label": label,
            "text": text,
            "rows": rows,
            "asked": asked_before,
            "generation": _sign(generation),
            "window": _window(),
            "vault": _vault(),
            "heard": state.get(f"{key}/heard", 0),
            "kept": state.get(f"{key}/kept", "") == stands,
        },
        on_text_change=typed,
        on_save_change=saved,
    )
    if not met_before and newest_text(key, generation) != text:
        typed()  # what a browser still shows of an earlier session comes without a callback


def keep_all_typed() -> None:
    """Keep what stands in every field of this window, before something that ends its page.

    A button's callback may run before those of the fields.
    """
    for keeper in tuple(_keepers().values()):
        keeper()


def newest_text(key: str, generation: int, name: str = "text") -> str | None:
    """Return what stands in the field, None where nothing was typed since this generation.

    A button's callback may run before the field's own: whoever saves asks here first.
    What the browser sent may be anything. Text of this generation counts, and text of a session
    that is over: it stands on the screen still. Text of an earlier form of this session does not.
    """
    sent = (st.session_state.get(key) or {}).get(name)
    try:
        given = _Sent.model_validate(dict(sent or {}))
    except (ValidationError, TypeError, ValueError):
        return None
    vault, _, rest = given.generation.partition(" ")
    window, _, number = rest.partition(" ")
    ours = given.generation == _sign(generation)
    earlier = vault == _vault() and window != _window() and window.isalnum() and number.isdigit()
    if not (ours or earlier):
        return None
    if name == "text":
        st.session_state[f"{key}/heard"] = given.count
    return given.text


class _Sent(BaseModel):
    """``count``: the number of this sending, by which the browser knows that it was heard."""

    model_config = ConfigDict(hide_input_in_errors=True, strict=True)

    text: str
    generation: str
    count: int = 0


def _keepers() -> dict[str, Callable[[], None]]:
    keepers: dict[str, Callable[[], Any]] = st.session_state.setdefault(_KEEPERS, {})
    return keepers


def _vault() -> str:
    # The browser keeps a field while one goes into the example: its text must not come along.
    return "example" if in_example() else "own"


def _window() -> str:
    name: str | None = st.session_state.get(_WINDOW)
    if name is None:
        name = st.session_state[_WINDOW] = secrets.token_hex(8)
    return name


def _sign(generation: int) -> str:
    return f"{_vault()} {_window()} {generation}"
