"""Delete somebody, with all that hangs on them. There is no way back: a second click is needed."""

from uuid import UUID

import streamlit as st

from components.session import records, vault
from components.share.links_that_show import end, shares_showing, they_end
from components.therapists.form_state import about, act, remember, remembered
from components.widgets.as_typed import plain
from components.widgets.messages import failures_are_said, say
from data.keeping.backups import back_up_before
from data.model.therapist import Therapist
from data.vault.record_tables import StoredRecord
from data.words import counted

_OPEN = "deleting"


def deleting(saved: StoredRecord[Therapist]) -> None:
    """Draw the way to delete somebody, with a second click that says what goes with them."""
    who, name = saved.record.id, plain(saved.record.name)
    notes = len(records().notes_about(who))
    with st.expander("Delete", key=about(who).key("delete-fold")):
        if remembered(who, _OPEN):
            if notes:
                st.markdown(
                    f"{counted(notes, 'note')} about {name} {'goes' if notes == 1 else 'go'} too, "
                    "with what you typed and did not save. A backup is made before."
                )
            if ending := they_end(therapist=who):
                st.markdown(ending)
            st.markdown("There is no way back.")
            with st.container(horizontal=True):
                act(who, f"Yes, delete {name}", _delete, saved.revision, notes)
                act(who, f"Keep {name}", remember, _OPEN, None)
        else:
            if notes:
                st.markdown(
                    f"To stop seeing {name} you need not delete anything: choose *Ended* above."
                )
            act(who, f"Delete {name}", remember, _OPEN, "open")


def just_deleted(who: UUID) -> bool:
    """Return, once, whether somebody was deleted by the last click; that is said then."""
    done = bool(remembered(who, _OPEN) == "done")
    if done:
        remember(who, _OPEN, None)
        say("Deleted. Backups from before still hold it; My data offers to delete those too.")
    return done


def _delete(who: UUID, revision: int, notes: int) -> None:
    with failures_are_said():
        if notes:
            back_up_before(vault(), "before delete")
        end(shares_showing(therapist=who))
        vault().remove_with_notes(vault().get(Therapist, who).record, revision, notes)
        vault().files.write_back()
        about(who).drop()
        remember(who, _OPEN, "done")
