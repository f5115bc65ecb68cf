"""Home: where one stands and what to do next; for a newcomer the first five minutes."""

import streamlit as st

from components.fit.one_therapist import where_i_stand
from components.home.day import last_notes, notice_next_time, to_say_today
from components.home.first_steps import first_steps, is_newcomer
from components.home.follow_up import ask_again
from components.my_data.archive import look_around
from components.session import in_example, records
from data.words import counted


def what_next() -> None:
    """Offer the three things people come for."""
    if st.button("Write a note", key="write-a-note", type="primary"):
        st.switch_page("write.py")
    st.page_link("write.py", label="Jot something down", query_params={"kind": "jot"})
    st.page_link("fit.py", label="See how well each fits what you need")


def what_there_is() -> None:
    """Say what there is, in what can be counted."""
    all_records = records()
    sorted_notes = [note for note in all_records.notes if note.kind != "jot"]
    jots = len(all_records.notes) - len(sorted_notes)
    st.markdown(
        f"You have {counted(len(sorted_notes), 'note')} "
        f"about {counted(len(all_records.therapists), 'therapist')}."
    )
    if jots:
        st.markdown(f"{counted(jots, 'jot')} to sort, whenever you like.")
    if all_records.needs_now() is None:
        st.page_link("needs.py", label="Choose what you need")


st.title("Home", anchor=False)
if is_newcomer() and first_steps():
    if not in_example():
        look_around()
else:
    what_there_is()
    what_next()
    ask_again()
    to_say_today()
    where_i_stand()
    notice_next_time()
    last_notes()
