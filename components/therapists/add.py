"""Add somebody: a code name is enough, everything else can wait.

For other pages, `add_therapist` adds somebody in one call, inside a callback. Make the id
(`data.model.record.new_id`) when your form opens and keep it: calling again with the same id, name
and status saves once and is True both times; somebody else needs another id.
"""

from typing import Any
from uuid import UUID

import streamlit as st

from components.session import vault
from components.therapists.draft import LABELS, NewTherapist
from components.therapists.form_state import ADDING
from components.widgets.field_state import field_value
from components.widgets.messages import failures_are_said, say
from data.errors import Changed, Gone, RapportError
from data.model.record import name_key, new_id
from data.model.therapist import STATUS_ORDER, Status, Therapist, status_words


def add_therapist(name: str, status: Status, new_id: UUID) -> bool:
    """Add somebody; twice with the same id adds once. On failure say why and return False.

    On success it says nothing: that is for whoever calls.
    """
    try:
        there = _there(new_id)
        if there is None:
            vault().save(NewTherapist(id=new_id, name=name, status=status).therapist())
        elif (name_key(there.name), there.status) != (name_key(name), status):
            raise Changed
    except RapportError as error:
        say(error.sentence, "error")
        return False
    return True


def add_somebody() -> None:
    """Draw the fields for a new therapist: a code name is enough."""
    new = ADDING.typed(NewTherapist())
    name = field_value(ADDING.field("name"), new.name, "value")
    status = field_value(ADDING.field("status"), new.status)
    typed: dict[str, Any] = {"on_change": _keep_new, "args": (new.id,)}
    st.caption("A nickname is enough. No real name is needed.")
    st.text_input(LABELS["name"], max_chars=60, **name, **typed)
    st.pills(
        LABELS["status"], STATUS_ORDER, required=True, format_func=status_words, **status, **typed
    )
    st.button("Add", key=ADDING.key("add"), type="primary", on_click=_add, args=(new.id,))


def _keep_new(which: UUID) -> None:
    """Keep what was typed, unless it comes late, from a form whose therapist is saved already."""
    new, state = ADDING.found(), st.session_state
    if new and new.id == which:
        name = state.get(ADDING.field("name"), new.name)
        status = state.get(ADDING.field("status")) or new.status
        with failures_are_said():
            ADDING.keep(new.model_copy(update={"name": name, "status": status}))


def _add(which: UUID) -> None:
    _keep_new(which)
    new = ADDING.found()
    if new is None or new.id != which:
        return
    with failures_are_said():
        there = _there(new.id)
        if there and name_key(there.name) != name_key(new.name):  # added in another window
            new = ADDING.keep(new.model_copy(update={"id": new_id()}))
        if add_therapist(new.name, new.status, new.id):
            ADDING.drop()
            say(f"{new.name.strip()} is added. Everything else can wait.")


def _there(who: UUID) -> Therapist | None:
    try:
        return vault().get(Therapist, who).record
    except Gone:
        return None
