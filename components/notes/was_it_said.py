"""In a note: what one wanted to say this time, whether it was said, and how it was taken."""

from functools import partial
from typing import get_args

import streamlit as st

from components.notes import form_state as at
from components.notes.draft import NoteDraft
from components.session import records
from components.widgets.field_state import field_value
from data.advice.follow_up import still_to_say
from data.model.moment import TheyDid
from data.model.to_say import SaidIt, ToSay


def said(draft_key: str, draft: NoteDraft) -> None:
    """Draw what is still to be said, and what this note says of it already."""
    found = _asked(draft)
    if not found:
        return
    st.header("What you wanted to say", anchor=False)
    keep = partial(at.keep_taps, draft_key)
    for sentence in found:
        key = f"{draft_key}/said/{sentence.id}"
        answer = draft.said.get(str(sentence.id))
        with st.container(border=True):
            st.text(sentence.words)
            how = answer.how if answer else None
            st.pills(
                "Did you say it?",
                get_args(SaidIt),
                **field_value(f"{key}/how", how),
                on_change=keep,
            )
            if answer and answer.how == "said it":
                st.pills(
                    "How did they take it?",
                    get_args(TheyDid),
                    **field_value(f"{key}/they", answer.they),
                    on_change=keep,
                )


def _asked(draft: NoteDraft) -> list[ToSay]:
    """Sentences open before this note, and those this note speaks of."""
    all_records = records()
    therapist = next(
        (therapist for therapist in all_records.therapists if therapist.id == draft.therapist), None
    )
    if therapist is None or not therapist.to_say or draft.kind == "from memory":
        return []
    others = [note for note in all_records.notes_of(therapist.id) if note.id != draft.id]
    still = still_to_say(therapist, others)
    return [
        sentence
        for sentence in therapist.to_say
        if sentence in still or str(sentence.id) in draft.said
    ]
