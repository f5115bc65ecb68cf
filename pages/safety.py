"""Safety: crisis lines, warning signs, complaints. Works whatever the vault is like."""

import streamlit as st

from components.safety.lines import never_part_of_therapy, where_to_turn, who_takes_complaints
from components.session import today

st.title("Safety")
st.markdown(
    "If you or somebody near you is in danger right now, call the emergency number of the country "
    "you are in. You do not have to explain yourself well. You can ask somebody to call for you."
)
where_to_turn(today())
st.markdown(
    "Rapport cannot call anybody for you, and it tells nobody. What you write stays where you "
    "keep it."
)
st.header("If it is about a therapist", anchor=False)
st.markdown(
    "Feeling unsafe with a therapist is reason enough not to go. You owe no explanation and no "
    "last session. You may take somebody with you, and you may tell somebody you trust."
)
st.markdown("These are never part of therapy, however good the rest feels:")
never_part_of_therapy()
st.markdown(
    "Slow progress, a misunderstanding or an argument can hurt, and are none of these. On a "
    "therapist’s page, under “Something felt unsafe”, you can mark one. It is then shown before "
    "every figure about them, and changes none."
)
st.header("Where to complain", anchor=False)
who_takes_complaints()
