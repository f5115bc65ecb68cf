"""The answer, the largest text of the page, with its reason and who was left out below it.

As one piece of HTML: a browser that translates the page changes texts in place, and a text that
Streamlit changes afterwards would keep its old words there. What people typed is escaped.
"""

from html import escape

import streamlit as st

from data.fit.answer import FitAnswer


def headline(answer: FitAnswer, *, whole: bool) -> None:
    """Draw the answer as the heading of the page; not ``whole``: on a phone without its reason."""
    below = " ".join(line for line in (answer.reason, answer.left_out) if line)
    heading = f'<h1 class="fit-answer">{escape(answer.headline)}</h1>'
    st.html(f'{heading}<p class="{"whole" if whole else "short"}">{escape(below)}</p>')
