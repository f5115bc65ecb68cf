"""A link: made, shown once with its QR code, and put away for good."""

from datetime import datetime
from typing import Final
from uuid import UUID

import streamlit as st

from components.session import vault
from components.share.delivery import PHRASE, address
from components.widgets.messages import say
from components.widgets.qr import qr
from data.errors import Gone, LinkOver
from data.keeping.links import make_link, renew_link
from data.model.share import Choice, Terms
from data.settings import read_settings

_MADE: Final = "share-made"
_RENEWING: Final = "share-renewing"


def renewing() -> UUID | None:
    """Return which link is being renewed, None while a new one is made."""
    found: UUID | None = st.session_state.get(_RENEWING)
    return found


def renew(which: UUID | None) -> None:
    """Have the next page put behind this link; None: behind a new one."""
    st.session_state[_RENEWING] = which


def make_or_renew(
    page: bytes, choice: Choice, terms: Terms, ends_at: datetime | None = None
) -> None:
    """Make a link of the page that was looked at, in a callback. Raises a `RapportError`."""
    if _MADE in st.session_state:  # a second click: the link of the first one stands there
        return
    which, phrase = renewing(), (st.session_state.get(PHRASE) or "").strip()
    settings = read_settings()
    if which is None:
        token = make_link(vault(), settings, page, choice, terms, phrase, ends_at)
        st.session_state[_MADE] = (f"{address()}/s#{token}", bool(phrase))
    else:
        try:
            renew_link(vault(), settings, which, page, choice, terms, phrase, ends_at)
        except (Gone, LinkOver):
            renew(None)
            raise LinkOver from None
        renew(None)
        say("The same link opens this page now.")
    st.session_state[PHRASE] = ""


def show_made() -> bool:
    """Draw the link that was made just now; return whether there is one."""
    made: tuple[str, bool] | None = st.session_state.get(_MADE)
    if made is None:
        return False
    link, with_phrase = made
    with st.container(border=True, key="share-made"):
        st.header("Here is the link", anchor=False)
        st.markdown(
            "**It is shown only now.** Nobody keeps it, Rapport neither. If it is lost, make "
            "a new one. Whoever has it can open the page: send it by a way that only they can open."
        )
        st.code(link, language=None, wrap_lines=True)
        if with_phrase:
            st.markdown("Tell them the passphrase by another way.")
        caption = "The same link, for the camera of a phone"
        st.image(qr(link), caption=caption, width=270, alt="QR code of the link")
        st.button("I have it", type="primary", key="share-have-it", on_click=_put_away)
    return True


def _put_away() -> None:
    st.session_state.pop(_MADE, None)
