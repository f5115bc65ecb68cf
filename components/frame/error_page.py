"""Error page: one calm sentence, with a code where the fault is ours."""

import streamlit as st

from components.web.quiet_log import code_of
from components.widgets.as_typed import plain
from data.errors import RapportError


def tell(error: Exception) -> bool:
    """Show a failure that no page caught. Returns True: Streamlit shows nothing of its own."""
    if isinstance(error, RapportError):
        st.error(plain(error.sentence))
    else:
        st.error(
            "Something went wrong on this page. Everything that was saved is safe. "
            f"Reload the page; if it happens again, the log says more under the code "
            f"{code_of(error)}."
        )
    return True
