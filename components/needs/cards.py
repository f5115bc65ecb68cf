"""Cards of the needs: a row for each, the card that is open, what is not saved yet, and saving."""

import streamlit as st

from components.needs import form
from components.needs.versions import list_changes, range_words
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.messages import say
from data.model.dimension import Dimension
from data.model.need import IMPORTANCE
from data.model.need_changes import NOTHING, Answer, with_cards
from data.words import day_words

_ALL = "needs-everything"
_OPEN = "needs-open"


def rows() -> None:
    """Draw a row for each need that is offered or answered; all others are one click away."""
    all_records, given = records(), form.answered()
    few, every = (with_cards(all_records, given, everything=number) for number in (False, True))
    everything = st.session_state.get(_ALL, False)
    for dimension in every if everything else few:
        _row(dimension, given.get(dimension.key, NOTHING))
    more = len(every) - len(few)
    if more:
        label = "Show fewer" if everything else f"Show all, {more} more"
        st.button(label, key="needs-show-all", on_click=_show_all, width="stretch")


def open_card() -> None:
    """Draw the card of the need whose row was tapped, with the way to close it."""
    dimension = records().known_dimensions().get(st.session_state.get(_OPEN, ""))
    if dimension is None:
        return
    with st.container(key="needs-sheet"):
        form.need_card(dimension)
        st.button("Done", key="need-done", on_click=_close, width="stretch")


def _row(dimension: Dimension, answer: Answer) -> None:
    """One need: its name, what was chosen in words, how important it is, and its strip."""
    open_now = st.session_state.get(_OPEN) == dimension.key
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"needs-row-{dimension.key}"
    ):
        words = plain(_answer_words(dimension, answer))
        st.button(
            f"**{plain(dimension.name)}**  \n:small[{words}]",
            key=f"need-row/{dimension.key}",
            type="secondary" if open_now else "tertiary",
            on_click=_open_row,
            args=(dimension.key,),
            width="stretch",
        )
        st.html(_strip(answer), width=96)


def _answer_words(dimension: Dimension, answer: Answer) -> str:
    if answer.said == "nothing":
        return "not answered"
    if answer.said != "range":
        return form.LEFT_OUT[answer.said]
    count = "must-have" if answer.must_have else IMPORTANCE[answer.importance]
    return f"{range_words(dimension, answer)}, {count}"


def _strip(answer: Answer) -> str:
    if answer.said != "range":
        return '<div class="rapport-strip"></div>'
    left, width = 100 * answer.low / 11, 100 * (answer.high - answer.low + 1) / 11
    return f'<div class="rapport-strip"><i style="left:{left:.0f}%;width:{width:.0f}%"></i></div>'


def _open_row(key: str) -> None:
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == key else key


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def not_saved_yet() -> None:
    """List what is chosen and not saved yet, or say that there is nothing to save."""
    newest, waiting = records().needs_now(), form.unsaved()
    if waiting:
        st.markdown("**Not saved yet**")
        list_changes(waiting)
    elif newest:
        st.caption(f"All of this is saved, since {day_words(newest.since)}.")


def saving() -> None:
    """Draw the one button where there is something to save, in reach from all over the page."""
    if form.unsaved():
        label = "Save my needs"
        st.button(label, key="needs-save", type="primary", width="stretch", on_click=_save)


def _show_all() -> None:
    st.session_state[_ALL] = not st.session_state.get(_ALL, False)


def _save() -> None:
    if form.save_needs():
        say("Your needs are saved.")
