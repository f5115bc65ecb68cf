"""Note conflict: the version of another window beside this one, and a choice.

What was typed here stays in the form below. Must never overwrite what was not shown here.
"""

from functools import partial
from typing import Any
from uuid import UUID

import streamlit as st

from components.notes.draft import NoteDraft
from components.notes.form_state import conflict_of, drop, settle
from components.notes.list import moment_line, rating_words
from components.session import records, vault
from data.advice.note_phrases import own_part_words
from data.errors import Changed, Gone
from data.model.agreed import answer_words
from data.model.note import Note
from data.model.record import new_id
from data.words import day_words


def conflict(draft_key: str, draft: NoteDraft) -> None:
    """Show the faster window's version, where there is one, and let the person choose."""
    kind = conflict_of(draft_key)
    if kind is None:
        return
    try:
        there = vault().get(Note, draft.id) if kind is Changed else None
    except Gone:  # deleted since
        there = None
    with st.container(border=True):
        if there:
            st.markdown("**In the other window**")
            for line in differing(draft, there.record):
                st.text(line)
            st.markdown("**What you typed** stands below.")
            mine, other = "Save mine over it", "Keep the other"
            settled: dict[str, Any] = {"revision": there.revision, "before": there.record}
        else:
            st.markdown("**Deleted in the other window**")
            st.markdown("**What you typed** stands below.")
            mine, other = "Save mine as new", "Let it go"
            settled = {"revision": None, "id": new_id()}
        with st.container(horizontal=True):
            st.button(mine, key=f"{draft_key}/mine", on_click=partial(settle, draft_key, settled))
            st.button(other, key=f"{draft_key}/theirs", on_click=drop, args=(draft_key,))


def differing(draft: NoteDraft, there: Note) -> list[str]:
    """Return in words what stands there and is not what is typed here, a line each."""
    dimensions, other = records().scales(), NoteDraft.of(there, 1)
    said = {
        "date": day_words(there.date),
        "kind": there.kind,
        "text": there.text,
        "worked_on": f"Worked on: {there.worked_on}",
        "helped": f"Helped: {there.helped}",
        "did_not_help": f"Did not help: {there.did_not_help}",
        "values": rating_words(there, dimensions) or "no ratings",
        "moments": "\n".join(map(moment_line, there.moments)) or "nothing between you",
        "own_part": own_part_words(there) or "nothing on your part",
        "said": f"Of what you wanted to say, said: {len(_said_ids(there))}",
        "agreed": f"Until next time: {there.agreed}",
        "take_along": f"To take along: {there.take_along}",
        "became": answer_words(there.agreed_before) or "no answer to what was agreed before",
        "go_back": f"Would you go back? {there.go_back or 'no answer'}",
    }
    same = {name for name in said if name != "own_part" and _same(draft, other, (name,))}
    same |= {"own_part"} if _same(draft, other, ("open", "unsaid", "tried")) else set()
    return [line for name, line in said.items() if name not in same]


def _same(note_draft: NoteDraft, other: NoteDraft, names: tuple[str, ...]) -> bool:
    return all(getattr(note_draft, name) == getattr(other, name) for name in names)


def _said_ids(note: Note) -> list[UUID]:
    return [answer.what for answer in note.said if answer.how == "said it"]
