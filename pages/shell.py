"""The script that Streamlit runs before every page: who is here, is the vault open, which page.

It lies inside `pages/` on purpose: beside such a folder, Streamlit would run a page that was
asked for directly without running this script first.
"""

import streamlit as st

from components.frame.cover import watch_page
from components.frame.lock_gate import say_locked
from components.frame.menu import HOME, SAFETY, entry_of
from components.frame.navigation import all_pages
from components.frame.page_frame import draw_frame, draw_way_back
from components.frame.sign_in import let_in
from components.my_data.repair import offer_way_back, way_back_offered
from components.notes.form_state import forget_saved_note
from components.session import asked_once, fill_example, keep_up_with_the_day, records, unlocked
from components.web.unlock_routes import unclear_lock
from components.widgets.messages import show_said
from data.settings import read_settings


def draw() -> None:
    """Draw the frame, and the page where it may be shown."""
    page = st.navigation(all_pages(), position="hidden")
    st.set_page_config(page_title=read_settings().name, page_icon="🍃", layout="wide")
    entry = entry_of(page.url_path or HOME)
    draw_frame(entry)
    # Safety opens whatever the vault is like: it asks for nothing in it.
    if page.url_path == SAFETY:
        page.run()
        return
    if not let_in():
        return
    if not unlocked():
        if unclear := unclear_lock():
            offer_way_back(unclear)
        else:
            say_locked(page.url_path)
        return
    watch_page()
    if st.session_state.get("page") != page.url_path:
        forget_saved_note()  # whoever comes back to write finds an empty form
    st.session_state["page"] = page.url_path
    draw_way_back(entry)
    show_said()
    with way_back_offered():
        fill_example()
        records()  # damage anywhere in them is found before anything is drawn of them
        page.run()
        keep_up_with_the_day()  # after the page is drawn: nobody waits for a backup


with asked_once():
    draw()
