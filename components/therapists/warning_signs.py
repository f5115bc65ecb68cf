"""Warning signs, drawn before any figure about the therapist they are marked on."""

from collections.abc import Iterable

import streamlit as st

from data.model.therapist import Therapist
from data.words import day_words


def warning_signs(therapists: Iterable[Therapist], *, named: bool = True) -> None:
    """Draw every sign that is marked on one of them, with the way to Safety; nothing for none.

    ``named``: whether to say whom it is about, as where several therapists are on the page.
    """
    for therapist in therapists:
        whom = f" about {therapist.name}" if named else ""
        for sign in therapist.warning_signs:
            with st.container(horizontal=True, vertical_alignment="center"):
                sentence = f"Warning sign{whom}, {day_words(sign.noticed)}: {sign.sign}"
                st.text(sentence, width="stretch")
                st.page_link("safety.py", label="Safety")
