"""What is said stays until a page that shows it was drawn whole."""

import streamlit as st

from components.said import forget_said, say, show_said


def test_a_run_that_is_overtaken_does_not_take_the_sentence_with_it() -> None:
    say("Saved.")
    show_said()
    assert st.session_state["said"] == ("success", "Saved.")
    forget_said()
    assert "said" not in st.session_state


def test_with_nothing_to_say_nothing_is_forgotten() -> None:
    forget_said()
    show_said()
    assert "said" not in st.session_state
