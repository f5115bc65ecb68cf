"""Lock gate: the page of a locked vault inside the app, and locking it at once.

While it is locked nothing that was read before may stay: neither records nor what was typed.
"""

import streamlit as st

from components.session import has_lock, unlocked
from components.web.base_path import base_path
from components.web.unlock_routes import locked_file
from components.widgets.text_field import keep_all_typed
from data.vault.open_vaults import lock_vault


def say_locked(page: str) -> None:
    """Drop all that this session knows, and show the way to the door."""
    st.session_state.clear()
    st.title("Locked", anchor=False)
    st.markdown("What you keep here is safe, and can be read once it is unlocked.")
    # A link of our own: Streamlit's would open a second tab, and this one would stay locked.
    st.html(
        f'<a href="{base_path()}/unlock?to=/{page}" target="_self" style="color: inherit; '
        'font-weight: 600; display: inline-block; min-height: 44px; line-height: 44px">Unlock</a>'
    )


def may_lock() -> bool:
    """Return whether there is a lock that is open, so that it can be locked at once."""
    return has_lock() and unlocked(used=False)


def lock_now() -> None:
    """Lock at once, in a callback; what stands in the fields is kept first."""
    keep_all_typed()
    if path := locked_file():
        lock_vault(path)
