"""Fragments: parts of a page that are drawn again by themselves, each behind the same guard.

Streamlit draws such a part from what it held when the page was drawn, and the page's own checks are
not asked again. So nothing in the program may use `st.fragment` but this.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import streamlit as st

from components.session import asked_once, owner, unlocked
from data.errors import SignInError

Part = TypeVar("Part", bound=Callable[..., Any])


def fragment(draw: Part) -> Part:
    """Have a part of a page drawn again by itself when somebody does something in it.

    Where the vault was locked, or the person may not be here any more, it draws nothing: the whole
    page is drawn anew, which says so.
    """
    return cast("Part", st.fragment(_guarded(draw, used=True)))


def keyed_fragment(key: str) -> Callable[[Part], Part]:
    """Return the same for a part that callbacks outside of it have drawn again by its ``key``."""

    def keyed(draw: Part) -> Part:
        return cast("Part", st.fragment(_guarded(draw, used=True), key=key))

    return keyed


def watch(every: int) -> None:
    """Ask again every so many seconds whether this page may still be shown."""
    st.fragment(_guarded(_nothing, used=False), run_every=every)()


def _guarded(draw: Callable[..., Any], *, used: bool) -> Callable[..., Any]:
    @wraps(draw)
    def guarded(*given: Any, **more: Any) -> Any:
        with asked_once(part=True):
            return draw(*given, **more) if _may_be_shown(used=used) else st.rerun()

    return guarded


def _may_be_shown(*, used: bool) -> bool:
    try:
        owner()
    except SignInError:
        return False
    return unlocked(used=used)


def _nothing() -> None:
    """Draw nothing: it is the guard that counts."""
