"""One thing in words: two ways to choose from and change, kept for next time or said already.

What is typed is kept as a draft for each of the two ways, so that looking at the other loses
nothing. Nothing is sent from here.
"""

from functools import partial
from typing import Literal, get_args
from uuid import UUID

import streamlit as st

from components.session import today
from components.therapists.change import change_therapist
from components.widgets.draft import Draft
from components.widgets.field_state import field_value
from components.widgets.messages import failures_are_said, say
from data.advice.suggestions import Piece, dimension_of
from data.advice.texts import words
from data.advice.wording import Proposal
from data.model.record import new_id, now, rules_in_words
from data.model.therapist import Therapist
from data.model.to_say import ToSay

Tone = Literal["mildly", "plainly"]


def draft_key_of(therapist: UUID, piece: Piece) -> str:
    """Return the name under which the words for a piece are typed: the same on every page."""
    what = piece.moment.kind if piece.moment else dimension_of(piece) or "unsaid"
    return f"say:{therapist}:{piece.note}:{what}"


def in_words(therapist: Therapist, piece: Piece, proposed: Proposal) -> None:
    """Draw the two ways, the field, and what can be done with the words."""
    draft_key = draft_key_of(therapist.id, piece)
    how = st.segmented_control(
        "How would you like to say it?",
        get_args(Tone),
        required=True,
        **field_value(f"{draft_key}/how", st.session_state.get(f"{draft_key}/how") or "mildly"),
    )
    draft = _draft(draft_key, how)
    given = proposed.mild if how == "mildly" else proposed.plain
    text = draft.found() or given
    draft.long_text(
        "",
        "In your words",
        text,
        on_text=partial(_type, draft),
        on_save=lambda _: _keep(therapist.id, piece, draft, given),
        rows=5,
    )
    st.caption(words().sent)
    with st.container(horizontal=True):
        for label, said in (("Keep for next time", False), ("I have said it", True)):
            st.button(
                label,
                key=f"{draft_key}/{label}",
                type="secondary" if said else "primary",
                on_click=_keep,
                args=(therapist.id, piece, draft, given),
                kwargs={"said": said},
            )
    with st.expander("To copy"):
        st.code(draft.newest("") or text, language=None, wrap_lines=True)


def keep_as_it_is(therapist: UUID, piece: Piece, text: str) -> None:
    """Put something on the list in the words it has."""
    _keep(therapist, piece, None, text)


def _draft(draft_key: str, how: Tone) -> Draft[str]:
    return Draft(str, f"{draft_key}:{how}")


def _type(draft: Draft[str], text: str) -> None:
    with failures_are_said():
        draft.keep(text)


def _keep(
    who: UUID, piece: Piece, draft: Draft[str] | None, given: str, *, said: bool = False
) -> None:
    """Put on the list what stands in the field of ``draft``, else what it was given."""
    draft_key = draft_key_of(who, piece)
    # Made with the first click, so that a second one does not keep it twice.
    made: UUID = st.session_state.setdefault(f"{draft_key}/id", new_id())
    with failures_are_said():
        typed = draft.newest("") if draft else None
        earlier = draft.found() if draft else None
        sentence = _to_say(made, piece, earlier or given if typed is None else typed)
        sentence = sentence.model_copy(update={"said_on": today() if said else None})
        change_therapist(who, lambda now: {"to_say": _with(now, sentence)})
        for way in get_args(Tone):
            _draft(draft_key, way).drop()
        say("Noted as said." if said else "Kept. It is on your list for next time.")


def _to_say(made: UUID, piece: Piece, text: str) -> ToSay:
    with rules_in_words("In your words"):
        return ToSay(
            id=made,
            written_at=now(),
            words=text,
            dimension=dimension_of(piece),
            note=piece.note,
            moment=piece.moment.kind if piece.moment else None,
        )


def _with(therapist: Therapist, to_say: ToSay) -> tuple[ToSay, ...]:
    there = therapist.to_say
    return there if any(it.id == to_say.id for it in there) else (*there, to_say)
