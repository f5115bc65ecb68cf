"""Delete somebody without notes. There is no way back, so a second click is asked for."""

from uuid import UUID

import streamlit as st

from components.forms.therapist_place import about, act, remember, remembered
from components.plain import plain
from components.said import say, told
from components.session import records, vault
from data.model.therapist import Therapist
from data.vault.vault import Kept

_OPEN = "deleting"


def deleting(kept: Kept[Therapist]) -> None:
    """Draw the way to delete somebody without notes, with a second click."""
    who, name = kept.record.id, plain(kept.record.name)
    with st.expander("Delete", key=about(who).key("delete-fold")):
        if any(note.therapist == who for note in records().notes):
            st.markdown(f"{name} cannot be deleted while there are notes. Delete those first.")
        elif remembered(who, _OPEN):
            st.markdown("There is no way back.")
            with st.container(horizontal=True):
                act(who, f"Yes, delete {name}", _delete, kept.revision)
                act(who, f"Keep {name}", remember, _OPEN, None)
        else:
            act(who, f"Delete {name}", remember, _OPEN, "open")


def just_deleted(who: UUID) -> bool:
    """Return, once, whether somebody was deleted by the last click; that is said then."""
    done = bool(remembered(who, _OPEN) == "done")
    if done:
        remember(who, _OPEN, None)
        say("Deleted.")
    return done


def _delete(who: UUID, seen: int) -> None:
    with told():
        vault().remove(vault().get(Therapist, who).record, seen)
        about(who).forget()
        remember(who, _OPEN, "done")
