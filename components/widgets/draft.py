"""Draft: a record typed and not saved yet, in this window and in the vault for a reload.

`draft` returns it, `keep_draft` keeps it; ``draft_key`` names it. A draft of one vault is never
shown in another.
"""

from typing import TypeVar

import streamlit as st
from pydantic import ValidationError

from components.session import vault
from data.model.record import Record

R = TypeVar("R", bound=Record)


def draft(draft_key: str, kind: type[R], empty: R) -> R:
    """Return what is typed under a key in this window, or was before a reload, or ``empty``."""
    mine = vault()
    held: tuple[str, R] | None = st.session_state.get(f"draft {draft_key}")
    if held and held[0] == mine.identity:
        return held[1]
    try:
        return hold(draft_key, kind.model_validate_json(mine.draft(draft_key)))
    except ValidationError:
        return hold(draft_key, empty)


def hold(draft_key: str, typed_now: R) -> R:
    """Remember what is typed under ``draft_key`` for this window and return it."""
    st.session_state[f"draft {draft_key}"] = (vault().identity, typed_now)
    return typed_now


def keep_draft(draft_key: str, typed_now: Record, *, worth_keeping: bool) -> None:
    """Remember what is typed under ``draft_key``, after a reload too where it says anything."""
    hold(draft_key, typed_now)
    vault().keep_draft(draft_key, typed_now.model_dump_json() if worth_keeping else "")
