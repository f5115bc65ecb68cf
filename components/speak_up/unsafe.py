"""Where one does not feel safe: no wording is offered, nothing is owed, the way is to Safety."""

from typing import Final
from uuid import UUID

import streamlit as st

from components.said import say, told
from components.session import today, vault
from data.advice.words import words
from data.model.therapist import Therapist, WarningSign

SIGN: Final = "I do not feel safe"
"""What the button marks; it can be taken back where it was set."""


def owed_nothing(therapist: Therapist) -> bool:
    """Say so for somebody marked unsafe; return whether they are, and nothing else is offered."""
    if not therapist.warning_signs:
        return False
    st.text(words().safe_first)
    st.page_link("safety.py", label="Safety: where to turn")
    if any(one.sign == SIGN for one in therapist.warning_signs):
        key = f"feel-safe-{therapist.id}"
        st.button("Take this mark back", key=key, on_click=_take_back, args=(therapist.id,))
    return True


def not_safe(therapist: Therapist, key: str) -> None:
    """Draw the quiet way out of every wording."""
    st.button(
        "I do not feel safe with them",
        key=f"not-safe-{key}",
        type="tertiary",
        on_click=_mark,
        args=(therapist.id,),
    )


def _mark(who: UUID) -> None:
    with told():
        kept = vault().get(Therapist, who)
        there = kept.record.warning_signs
        if all(one.sign != SIGN for one in there):
            signs = (*there, WarningSign(sign=SIGN, noticed=today()))
            vault().save(kept.record.model_copy(update={"warning_signs": signs}), kept.revision)
        say("Marked. It stands before everything about them, and you can take it back.", "info")


def _take_back(who: UUID) -> None:
    with told():
        kept = vault().get(Therapist, who)
        signs = tuple(one for one in kept.record.warning_signs if one.sign != SIGN)
        vault().save(kept.record.model_copy(update={"warning_signs": signs}), kept.revision)
        say("Taken back.")
