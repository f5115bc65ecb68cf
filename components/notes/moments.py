"""Moments in the note form, in two taps: what happened, and what they did then.

Every kind can be tapped once more, and be taken back; what was answered to it stays until then.
"""

from functools import partial
from typing import Any, get_args

import streamlit as st

from components.notes import form_state as at
from components.notes.draft import NoteDraft
from components.notes.moment_draft import MomentDraft, kinds_on
from components.widgets.field_state import field_value
from data.advice.texts import can_stay_open, kinds, they_could, words
from data.model.moment import AndMe, MomentKind, Settled


def moments(draft_key: str, draft: NoteDraft) -> None:
    """Draw what can be tapped, and a few questions about each moment that was."""
    st.pills(
        "Did something happen between you? Often it is nothing.",
        kinds(),
        selection_mode="multi",
        format_func=_ask,
        **field_value(f"{draft_key}/moments", _tapped(draft_key, kinds_on(draft.moments))),
        on_change=partial(at.keep_taps, draft_key),
    )
    for kind in kinds_on(draft.moments):
        of_kind = {name: moment for name, moment in draft.moments.items() if moment.kind == kind}
        for name, moment in of_kind.items():
            _questions(draft_key, name, moment)
        _another(draft_key, kind)


def _ask(kind: MomentKind) -> str:
    return words().moment[kind].ask


def _tapped(draft_key: str, saved: list[MomentKind]) -> list[MomentKind]:
    """Kinds that are on, in the order of the taps: another order would undo a tap."""
    there: list[MomentKind] = st.session_state.get(f"{draft_key}/moments") or []
    return there if set(there) == set(saved) else saved


def _questions(draft_key: str, name: str, draft: MomentDraft) -> None:
    key = f"{draft_key}/moment/{name}"
    with st.container(border=True):
        st.markdown(f"**{_ask(draft.kind)}**")
        answers = they_could(draft.kind)
        if draft.they and draft.they not in answers:  # of a note from before
            answers = (*answers, draft.they)
        _pills("What did they do then?", answers, f"{key}/they", draft.they, draft_key)
        if can_stay_open(draft.kind):
            _pills("Is it settled?", get_args(Settled), f"{key}/settled", draft.settled, draft_key)
        with st.expander("In your own words, and you"):
            at.draft_at(draft_key).long_text(
                f"moment/{name}/words",
                "In your own words",
                draft.words,
                on_text=partial(at.keep_words, draft_key, name),
                on_save=partial(at.save_words, draft_key, name),
                rows=2,
            )
            _pills("And you? Only you see this.", get_args(AndMe), f"{key}/me", draft.me, draft_key)


def _another(draft_key: str, kind: MomentKind) -> None:
    st.button(
        f"Once more: {_ask(kind)}",
        key=f"{draft_key}/another/{kind}",
        type="tertiary",
        on_click=at.another_moment,
        args=(draft_key, kind),
    )


def _pills(question: str, answers: tuple[Any, ...], key: str, said: Any, draft_key: str) -> None:
    keep = partial(at.keep_taps, draft_key)
    st.pills(question, answers, **field_value(key, said), on_change=keep)
