"""Messages: the outcome of the last action, said once at the top of the next page.

A callback runs before the page; what it has to say would otherwise be lost or drawn elsewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from components.widgets.as_typed import plain
from data.errors import RapportError
from data.settings import settings_read_once

_KEY = "said"


def say(sentence: str, kind: Literal["success", "info", "error"] = "success") -> None:
    """Remember a sentence for the next drawing. *Saved* is said only after the commit."""
    st.session_state[_KEY] = (kind, sentence)


def failure_waits() -> bool:
    """Return whether the last action ended in a failure, which is to be said."""
    return bool(st.session_state.get(_KEY, ("", ""))[0] == "error")


@contextmanager
def failures_are_said() -> Iterator[None]:
    """Turn a failure inside a callback into its sentence; what was typed stays where it is.

    The settings are read once for all that is done within.
    """
    try:
        with settings_read_once():
            yield
    except RapportError as error:
        say(error.sentence, "error")


def show_said() -> None:
    """Draw what is to be said, once, in a place that is always there.

    Without the place everything below would move up and down with the sentence: the browser then
    draws fields anew, and half-typed text is gone.
    """
    with st.container(key="said"):
        kind, sentence = st.session_state.pop(_KEY, ("", ""))
        if sentence:
            {"success": st.success, "info": st.info, "error": st.error}[kind](plain(sentence))
