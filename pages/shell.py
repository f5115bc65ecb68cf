"""The script that Streamlit runs before every page: who is here, is the vault open, which page.

It lies inside `pages/` on purpose: beside such a folder, Streamlit would run a page that was
asked for directly without running this script first.
"""

import streamlit as st

from components.frame.lock_gate import say_locked, watch_lock
from components.frame.messages import show_said
from components.frame.page_frame import draw_frame, mark_example
from components.frame.sign_in import let_in, watch_sign_in
from components.my_data.repair import offer_way_back, vault_opens
from components.notes.form_state import forget_saved_note
from components.session import asked_once, keep_up_with_the_day, unlocked
from components.web.unlock_routes import unclear_lock

page = st.navigation(
    [
        st.Page("home.py", title="Home", url_path="home", default=True),
        st.Page("notes.py", title="Notes", url_path="notes"),
        st.Page("fit.py", title="Fit", url_path="fit"),
        st.Page("more.py", title="More", url_path="more"),
        st.Page("write.py", title="Write a note", url_path="write", visibility="hidden"),
        st.Page("over_time.py", title="Over time", url_path="over-time", visibility="hidden"),
        st.Page("speak_up.py", title="Speak up", url_path="speak-up", visibility="hidden"),
        st.Page("stay_or_go.py", title="Stay or go", url_path="stay-or-go", visibility="hidden"),
        st.Page(
            "how_fit_works.py",
            title="How it is worked out",
            url_path="worked-out",
            visibility="hidden",
        ),
        st.Page("share.py", title="Share", url_path="share", visibility="hidden"),
        st.Page("paste.py", title="Paste notes", url_path="paste", visibility="hidden"),
        st.Page("first_call.py", title="First call", url_path="first-call", visibility="hidden"),
        st.Page("to_print.py", title="To print", url_path="to-print", visibility="hidden"),
        st.Page("needs.py", title="My needs", url_path="needs", visibility="hidden"),
        st.Page("therapists.py", title="Therapists", url_path="therapists", visibility="hidden"),
        st.Page("therapist.py", title="Therapist", url_path="therapist", visibility="hidden"),
        st.Page("bring.py", title="Bring notes", url_path="bring", visibility="hidden"),
        st.Page("my_data.py", title="My data", url_path="my-data", visibility="hidden"),
        st.Page("safety.py", title="Safety", url_path="safety", visibility="hidden"),
    ],
    position="hidden",
)
st.set_page_config(page_title="Notes", page_icon="🍃")
draw_frame()

# Safety opens whatever the vault is like: it asks for nothing in it.
if page.url_path != "safety":
    if not let_in():
        st.stop()
    if not unlocked():
        if unclear := unclear_lock():
            offer_way_back(unclear)
        else:
            say_locked(page.url_path)
        st.stop()
    watch_lock()
    watch_sign_in()
    if st.session_state.get("page") != page.url_path:
        forget_saved_note()  # whoever comes back to write finds an empty form
    st.session_state["page"] = page.url_path
    mark_example()
    show_said()
with asked_once():
    if page.url_path == "safety":
        page.run()
    elif vault_opens():
        page.run()
        keep_up_with_the_day()  # after the page is drawn: nobody waits for a backup
