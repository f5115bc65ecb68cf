"""One thing in words: two ways to choose from and change, kept for next time or said already.

What is typed is kept as a draft for each of the two ways, so that looking at the other loses
nothing. Nothing is sent from here.
"""

from functools import partial
from typing import Literal, get_args
from uuid import UUID

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import today, vault
from components.therapists.change import change_therapist
from components.widgets.field_state import shown
from components.widgets.text_field import newest_text, text_field
from data.advice.suggestions import Piece, dimension_of
from data.advice.texts import words
from data.advice.wording import Proposal
from data.model.record import new_id, now, rules_in_words
from data.model.therapist import Therapist
from data.model.to_say import ToSay

How = Literal["mildly", "plainly"]


def place_of(therapist: UUID, piece: Piece) -> str:
    """Return where the words for a piece are typed: the same on every page."""
    what = piece.moment.kind if piece.moment else dimension_of(piece) or "unsaid"
    return f"say:{therapist}:{piece.note}:{what}"


def in_words(therapist: Therapist, piece: Piece, proposed: Proposal) -> None:
    """Draw the two ways, the field, and what can be done with the words."""
    colour_index = place_of(therapist.id, piece)
    how = st.segmented_control(
        "How would you like to say it?",
        get_args(How),
        required=True,
        **shown(f"{colour_index}/how", st.session_state.get(f"{colour_index}/how") or "mildly"),
    )
    at = f"{colour_index}:{how}"
    given = proposed.mild if how == "mildly" else proposed.plain
    text = vault().draft(at) or given
    text_field(
        at,
        "In your words",
        text,
        generation=_turn(colour_index),
        on_text=partial(_type, at),
        on_save=lambda _: _keep(therapist.id, piece, at, given),
        rows=5,
    )
    st.caption(words().sent)
    with st.container(horizontal=True):
        for label, said in (("Keep for next time", False), ("I have said it", True)):
            st.button(
                label,
                key=f"{colour_index}/{label}",
                type="secondary" if said else "primary",
                on_click=_keep,
                args=(therapist.id, piece, at, given),
                kwargs={"said": said},
            )
    with st.expander("To copy"):
        st.code(newest_text(at, _turn(colour_index)) or text, language=None, wrap_lines=True)


def keep_as_it_is(therapist: UUID, piece: Piece, text: str) -> None:
    """Put something on the list in the words it has."""
    _keep(therapist, piece, place_of(therapist, piece), text)


def _type(at: str, text: str) -> None:
    with failures_are_said():
        vault().keep_draft(at, text)


def _keep(who: UUID, piece: Piece, at: str, given: str, *, said: bool = False) -> None:
    colour_index = place_of(who, piece)
    # Made with the first click, so that a second one does not keep it twice.
    made: UUID = st.session_state.setdefault(f"{colour_index}/id", new_id())
    with failures_are_said():
        text = newest_text(at, _turn(colour_index))
        one = _to_say(made, piece, text if text is not None else vault().draft(at) or given)
        one = one.model_copy(update={"said_on": today() if said else None})
        change_therapist(who, lambda now: {"to_say": _with(now, one)})
        for way in get_args(How):
            vault().keep_draft(f"{colour_index}:{way}", "")
        st.session_state[f"{colour_index}/turn"] = _turn(colour_index) + 1
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


def _turn(draft_key: str) -> int:
    return int(st.session_state.get(f"{draft_key}/turn", 0))
