"""The field for long texts, which keeps a draft while one types.

Must never overwrite what somebody types, nor cut it: a text that is too long is said on saving.
"""

from collections.abc import Callable

import streamlit as st
from pydantic import BaseModel, ConfigDict, ValidationError

from components.session import in_example
from components.widgets.browser_script import part


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
    """Draw the field. ``on_text`` gets what stands in it, a second after the last key.

    ``text`` is shown at first and whenever ``generation`` changes; in between the browser's text
    stands, so that nobody's typing is overwritten. ``on_save`` is called for Ctrl+Enter; the field
    takes no more letters until that was answered.
    """
    times = f"{key}/asked to save"
    asked_before: int = st.session_state.get(times, 0)

    def typed() -> None:
        if (typed_now := newest_text(key, generation)) is not None:
            on_text(typed_now)

    def saved() -> None:
        st.session_state[times] = asked_before + 1
        asked = newest_text(key, generation, "save")
        if asked is not None:
            on_save(asked)

    part("text_field")(
        key=key,
        data={
            "label": label,
            "text": text,
            "rows": rows,
            "asked": asked_before,
            "generation": _sign(generation),
        },
        on_text_change=typed,
        on_save_change=saved,
    )


def newest_text(key: str, generation: int, name: str = "text") -> str | None:
    """Return what stands in the field, None where nothing was typed since this generation.

    A button's callback may run before the field's own: whoever saves asks here first.
    What the browser sent may be anything, so only text of the right generation counts.
    """
    sent = (st.session_state.get(key) or {}).get(name)
    try:
        given = _Sent.model_validate(dict(sent or {}))
    except (ValidationError, TypeError, ValueError):
        return None
    return given.text if given.generation == _sign(generation) else None


class _Sent(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, strict=True)

    text: str
    generation: str


def _sign(generation: int) -> str:
    # The browser keeps a field while one goes into the example: its text must not come along.
    return f"{'example' if in_example() else 'own'} {generation}"
