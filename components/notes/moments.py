"""What happened between the two, in two taps: what it was, and what they did then.

Every kind can be tapped once more, and be taken back; what was answered to it stays until then.
"""

from functools import partial
from typing import Any, get_args

import streamlit as st

from components.notes import form_state as at
from components.notes.draft import NoteDraft
from components.notes.moment_draft import MomentDraft, kinds_on
from components.widgets.field_state import shown
from components.widgets.text_field import text_field
from data.advice.texts import OPEN_KINDS, kinds, words
from data.model.moment import AndMe, MomentKind, Settled, TheyDid


def moments(place: str, draft: NoteDraft) -> None:
    """Draw what can be tapped, and a few questions about each moment that was."""
    st.header("Did something happen between you?", anchor=False)
    st.pills(
        "Tap what fits. Often it is nothing.",
        kinds(),
        selection_mode="multi",
        format_func=_ask,
        **shown(f"{place}/moments", _tapped(place, kinds_on(draft.moments))),
        on_change=partial(at.keep_taps, place),
    )
    for kind in kinds_on(draft.moments):
        of_kind = {name: one for name, one in draft.moments.items() if one.kind == kind}
        for name, one in of_kind.items():
            _questions(place, name, one)
        _another(place, kind)


def _ask(kind: MomentKind) -> str:
    return words().moment[kind].ask


def _tapped(place: str, kept: list[MomentKind]) -> list[MomentKind]:
    """What is on, in the order of the taps: another order would be set anew, and undo a tap."""
    there: list[MomentKind] = st.session_state.get(f"{place}/moments") or []
    return there if set(there) == set(kept) else kept


def _questions(place: str, name: str, draft: MomentDraft) -> None:
    key = f"{place}/moment/{name}"
    with st.container(border=True):
        st.markdown(f"**{_ask(draft.kind)}**")
        _pills("What did they do then?", get_args(TheyDid), f"{key}/they", draft.they, place)
        if draft.kind in OPEN_KINDS:
            _pills("Is it settled?", get_args(Settled), f"{key}/settled", draft.settled, place)
        with st.expander("In your own words, and you"):
            text_field(
                f"{key}/words",
                "In your own words",
                draft.words,
                generation=at.generation(place),
                on_text=partial(at.keep_words, place, name),
                on_save=partial(at.save_words, place, name),
                rows=2,
            )
            _pills("And you? Only you see this.", get_args(AndMe), f"{key}/me", draft.me, place)


def _another(place: str, kind: MomentKind) -> None:
    st.button(
        f"Once more: {_ask(kind)}",
        key=f"{place}/another/{kind}",
        type="tertiary",
        on_click=at.another_moment,
        args=(place, kind),
    )


def _pills(question: str, answers: tuple[Any, ...], key: str, said: Any, place: str) -> None:
    keep = partial(at.keep_taps, place)
    st.pills(question, answers, **shown(key, said), on_change=keep)
