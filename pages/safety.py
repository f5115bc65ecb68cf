"""Where to turn when it is about safety, not about fit. Works whatever the vault is like."""

import streamlit as st

st.title("Safety")
st.markdown(
    "If you or somebody near you is in danger right now, call the emergency number of the country "
    "you are in. You do not have to explain yourself well. You can ask somebody to call for you."
)
st.markdown(
    "Rapport cannot call anybody for you, and it tells nobody: what you write here is read by "
    "no one but you."
)
st.header("If it is about a therapist", anchor=False)
st.markdown(
    "Feeling unsafe with a therapist is reason enough not to go. You owe no explanation and no "
    "last session. You may take somebody with you, and you may tell somebody you trust."
)
