"""The answer, the largest text of the page, with its reason and who was left out below it.

As one piece of HTML: a browser that translates the page changes texts in place, and a text that
Streamlit changes afterwards would keep its old words there. What people typed is escaped.
"""

from html import escape

import streamlit as st

from data.fit.answer import FitAnswer
from data.fit.phrases import joined


def headline(answer: FitAnswer, *, whole: bool) -> None:
    """Draw the answer as the heading of the page; ``whole``: with its reason, also on a phone."""
    below = joined(answer.reason, answer.left_out)
    reason = f'<p class="fit-reason">{escape(below)}</p>' if below else ""
    if reason and not whole:
        reason = f'<details class="fit-why"><summary>Why?</summary>{reason}</details>'
    st.html(f'<h1 class="fit-answer">{escape(answer.headline)}</h1> {reason}')
