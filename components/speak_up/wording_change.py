"""Change the words of something on the list. What is typed is kept as a draft until it is saved."""

from uuid import UUID

import streamlit as st

from components.therapists.change import change_therapist
from components.widgets.draft import Draft
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.errors import BadRecord, Changed, Gone
from data.model.record import rules_in_words
from data.model.therapist import Therapist
from data.model.to_say import ToSay


def reword(therapist: Therapist, to_say: ToSay) -> None:
    """Draw, folded, the field in which the words of a ``sentence`` are changed."""
    who, draft = therapist.id, _draft(therapist.id, to_say.id)
    typed = draft.found()
    unfolded = fold("Change the words", draft.key("open"), begins_open=bool(typed))
    if not unfolded.open:
        return
    with unfolded:
        draft.long_text(
            "",
            "In your words",
            typed or to_say.words,
            on_text=lambda text: _type(draft, text),
            on_save=lambda _: _save(who, to_say),
            rows=4,
        )
        with st.container(horizontal=True):
            st.button(
                "Save", key=draft.key("save"), type="primary", on_click=_save, args=(who, to_say)
            )
            st.button(
                "Leave them as they are", key=draft.key("leave"), on_click=_leave, args=(draft,)
            )


def _type(draft: Draft[str], text: str) -> None:
    with failures_are_said():
        draft.keep(text)


def _save(who: UUID, before: ToSay) -> None:
    draft = _draft(who, before.id)
    with failures_are_said():
        typed = draft.newest("")
        words = (draft.found() or before.words) if typed is None else typed
        if not words.strip():
            raise BadRecord("In your words", "it needs some words")
        change_therapist(who, lambda now: {"to_say": _changed(now.to_say, before, words)})
        draft.drop()
        say("Saved.")


def _changed(there: tuple[ToSay, ...], before: ToSay, words: str) -> tuple[ToSay, ...]:
    """Return the list with the new words; what another window wrote meanwhile stays."""
    now = next((sentence for sentence in there if sentence.id == before.id), None)
    if now is None:
        raise Gone
    if now.words not in {before.words, words}:
        raise Changed
    with rules_in_words("In your words"):
        reworded = ToSay(**dict(now) | {"words": words})
    return tuple(reworded if sentence.id == before.id else sentence for sentence in there)


def _leave(draft: Draft[str]) -> None:
    with failures_are_said():
        draft.drop()


def _draft(who: UUID, which: UUID) -> Draft[str]:
    # With whom it is about: it goes when they are deleted.
    return Draft(str, f"reword:{who}:{which}")
