"""Line field: a short text that is saved as the field is left.

What cannot be saved is said, and kept as it was typed: in the field, and in the vault for a reload.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.widgets.draft import Draft
from components.widgets.field_state import field_value
from components.widgets.messages import failures_are_said


def line_field(
    draft_key: str, label: str, saved: str, save: Callable[[str], None], **more: Any
) -> None:
    """Draw the field with what is ``saved``, or with what was typed and could not be saved.

    ``save`` raises where a text cannot be. ``more``: what else a `st.text_input` takes.
    """
    draft = Draft(str, draft_key)
    typed = draft.found()
    key = f"{draft.field('line')}/{saved}"
    field = field_value(key, saved if typed is None else typed, "value")
    st.text_input(label, on_change=_save, args=(draft, key, save), **field, **more)


def _save(draft: Draft[str], key: str, save: Callable[[str], None]) -> None:
    with failures_are_said():
        text = st.session_state[key]
        draft.keep(text)
        save(text)
        draft.drop()
