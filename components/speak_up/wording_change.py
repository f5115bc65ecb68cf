"""Change the words of something on the list. What is typed is kept as a draft until it is saved."""

from uuid import UUID

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import vault
from components.therapists.change import change_therapist
from components.widgets.fold import fold
from components.widgets.text_field import newest_text, text_field
from data.errors import BadRecord, Changed, Gone
from data.model.record import rules_in_words
from data.model.therapist import Therapist
from data.model.to_say import ToSay


def reword(therapist: Therapist, to_say: ToSay) -> None:
    """Draw, folded, the field in which the words of ``one`` are changed."""
    who, place = therapist.id, _place(therapist.id, to_say.id)
    typed = vault().draft(place)
    unfolded = fold("Change the words", f"{place}/open", begins_open=bool(typed))
    if not unfolded.open:
        return
    with unfolded:
        text_field(
            place,
            "In your words",
            typed or to_say.words,
            generation=_turn(place),
            on_text=lambda text: _type(place, text),
            on_save=lambda _: _save(who, to_say),
            rows=4,
        )
        with st.container(horizontal=True):
            st.button(
                "Save", key=f"{place}/save", type="primary", on_click=_save, args=(who, to_say)
            )
            st.button(
                "Leave them as they are", key=f"{place}/leave", on_click=_leave, args=(place,)
            )


def _type(draft_key: str, text: str) -> None:
    with failures_are_said():
        vault().keep_draft(draft_key, text)


def _save(who: UUID, seen: ToSay) -> None:
    place = _place(who, seen.id)
    with failures_are_said():
        typed = newest_text(place, _turn(place))
        words = (vault().draft(place) or seen.words) if typed is None else typed
        if not words.strip():
            raise BadRecord("In your words", "it needs some words")
        change_therapist(who, lambda now: {"to_say": _changed(now.to_say, seen, words)})
        _leave(place)
        say("Saved.")


def _changed(there: tuple[ToSay, ...], seen: ToSay, words: str) -> tuple[ToSay, ...]:
    """Return the list with the new words; what another window wrote meanwhile stays."""
    now = next((sentence for sentence in there if sentence.id == seen.id), None)
    if now is None:
        raise Gone
    if now.words not in {seen.words, words}:
        raise Changed
    with rules_in_words("In your words"):
        reworded = ToSay(**dict(now) | {"words": words})
    return tuple(reworded if sentence.id == seen.id else sentence for sentence in there)


def _leave(draft_key: str) -> None:
    with failures_are_said():
        vault().keep_draft(draft_key, "")
        st.session_state[f"{draft_key}/turn"] = _turn(draft_key) + 1


def _place(who: UUID, which: UUID) -> str:
    # With whom it is about: it goes when they are deleted.
    return f"reword:{who}:{which}"


def _turn(draft_key: str) -> int:
    return int(st.session_state.get(f"{draft_key}/turn", 0))
