"""All that one has here: lock, phone, backups, taking it along, bringing it in, deleting it."""

import streamlit as st

from components.forms.backup_form import backup_form
from components.forms.bring_in import bring_in
from components.forms.delete_form import delete_form
from components.forms.lock_form import lock_form
from components.forms.phone_form import phone_form
from components.forms.take_along import take_along
from components.forms.what_there_is import what_there_is
from components.session import in_example

SECTIONS = (
    ("Lock", lock_form),
    ("My phone", phone_form),
    ("Backups", backup_form),
    ("Take it with you", take_along),
    ("Bring something in", bring_in),
    ("Delete", delete_form),
)

st.title("My data", anchor=False)
what_there_is()
if in_example():
    st.markdown("The rest of this page is about your own vault. Leave the example to see it.")
else:
    for title, draw in SECTIONS:
        st.header(title, anchor=False)
        draw()
