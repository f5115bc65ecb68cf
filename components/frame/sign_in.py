"""Sign-in: the page for somebody not signed in, or not let in; and signing out.

As with a locked vault, nothing that was read before may stay.
"""

import streamlit as st

from components.session import forget, owner, signing_in, who_signed_in
from data.errors import ClocksApart, NotAllowed, SignInError, TokenUnusable
from data.settings import read_settings
from data.sign_in.sign_outs import end
from data.vault.open_vaults import close_vault
from data.vault_path import vault_path


def let_in() -> bool:
    """Return whether the person may be here; otherwise drop all, and show the way in."""
    try:
        owner()
    except SignInError as error:
        _say(error)
        return False
    return True


def sign_out_button() -> None:
    """Draw the button that ends the sign-in, where people sign in."""
    if signing_in():
        st.button("Sign out", key="sign-out", on_click=_sign_out)


def _say(error: SignInError) -> None:
    st.session_state.clear()
    forget()
    st.title("Sign in", anchor=False)
    if isinstance(error, NotAllowed | TokenUnusable | ClocksApart):
        st.markdown(error.sentence)
        st.caption("You signed in under another name? Sign out, then sign in again.")
        sign_out_button()
    else:
        st.markdown("What you keep here is safe, and can be read once you are signed in.")
        st.button("Sign in", key="sign-in", type="primary", on_click=st.login)


def _sign_out() -> None:
    settings, who = read_settings(), who_signed_in()
    try:
        if who is not None:
            end(who, settings.home, settings.sign_in_hours)
            if settings.database_url is None:
                close_vault(vault_path(settings.home, who.owner))
    finally:  # also where that cannot be kept: this browser forgets them in any case
        st.session_state.clear()
        forget()
        st.logout()
