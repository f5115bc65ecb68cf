"""Safety hint where one does not feel safe: no wording is offered, nothing is owed."""

from typing import Final
from uuid import UUID

import streamlit as st

from components.session import today
from components.therapists.change import change_therapist
from components.widgets.messages import failures_are_said, say
from data.advice.texts import words
from data.model.therapist import Therapist, WarningSign

SIGN: Final = "I do not feel safe"
"""What the button marks; it can be taken back where it was set."""


def owed_nothing(therapist: Therapist) -> bool:
    """Say so for somebody marked unsafe; return whether they are, and nothing else is offered."""
    if not therapist.warning_signs:
        return False
    st.text(words().safe_first)
    st.page_link("safety.py", label="Safety: where to turn")
    if _marked(therapist):
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
    with failures_are_said():
        mark = WarningSign(sign=SIGN, noticed=today())
        change_therapist(
            who,
            lambda now: {
                "warning_signs": now.warning_signs if _marked(now) else (*now.warning_signs, mark)
            },
        )
        say("Marked. It stands before everything about them, and you can take it back.", "info")


def _take_back(who: UUID) -> None:
    with failures_are_said():
        change_therapist(
            who,
            lambda now: {
                "warning_signs": tuple(
                    warning_sign for warning_sign in now.warning_signs if warning_sign.sign != SIGN
                )
            },
        )
        say("Taken back.")


def _marked(therapist: Therapist) -> bool:
    return any(warning_sign.sign == SIGN for warning_sign in therapist.warning_signs)
