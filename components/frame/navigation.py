"""Navigation: Streamlit's pages made of the list in `menu`, and one for an unknown address."""

from copy import copy
from functools import cache
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from components.frame.menu import ENTRIES, entry_of
from components.web.base_path import base_path


def all_pages() -> list[Page]:
    """Return every page there is; an unknown address, too, gets one of ours."""
    # A page notes whether it is the one that runs: no two runs may share one.
    pages = [copy(page) for page in pages_by_address()]
    path = urlsplit(st.context.url or "").path.removeprefix(base_path()).strip("/")
    if path and entry_of(path) is None and "/" not in path:
        pages.append(st.Page("no_page.py", title="No page", url_path=path, visibility="hidden"))
    return pages


@cache
def pages_by_address() -> tuple[Page, ...]:
    """Return the pages that have an address, looked for on disk once in this process."""
    # Streamlit knows the first page by the empty address only.
    first = st.Page("home.py", title="Home", url_path="start", default=True)
    others = [
        st.Page(entry.file, title=entry.title, url_path=entry.address, visibility="hidden")
        for entry in ENTRIES
    ]
    return first, *others
