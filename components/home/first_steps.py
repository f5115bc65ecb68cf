"""The first five minutes: who else is here, who comes to mind, four needs, four taps, a picture.

What is done is read off the vault; what leaves no record is kept as a draft, so that everybody
can stop anywhere and go on later.
"""

from typing import Final
from uuid import UUID

import streamlit as st
from pydantic import BaseModel, ConfigDict, ValidationError

from components.fit.order import block_of, lines_of
from components.frame.messages import failures_are_said, say
from components.needs.form import need_card, save_needs
from components.notes.draft import NoteDraft
from components.notes.form import note_form
from components.session import has_lock, records, signing_in, today, vault
from components.therapists.add import add_therapist
from components.widgets.as_typed import plain
from components.widgets.chart import draw_profile
from components.widgets.field_state import shown
from data.errors import NothingToShow
from data.fit.report import report
from data.model.dimension import Dimension, built_in
from data.model.record import new_id
from data.model.records import Records
from data.model.therapist import Status, Therapist

PLACE = "first-steps"
_ASKED: Final = {"warned": True}

WHO: dict[str, Status | None] = {
    "seeing now": "trying",
    "saw before": "ended",
    "thinking about": "considering",
    "nobody yet": None,
}


class FirstSteps(BaseModel):
    """Answers that leave no record; ``who``: the id of the therapist to be added."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    who: UUID
    name: str = ""
    others: bool | None = None
    warned: bool = False
    nobody: bool = False
    needs: bool = False
    asked: bool = False
    done: bool = False


def first_steps() -> bool:
    """Draw the step a newcomer is at; return False when there is none left."""
    steps, all_records = _steps(), records()
    if steps.done:
        return False
    somebody = all_records.therapists[0] if all_records.therapists else None
    if steps.others is None and not all_records.therapists and not signing_in():
        _who_else()
    elif steps.others and not steps.warned and not has_lock():
        _offer_lock()
    elif somebody is None and not steps.nobody:
        _who_comes_to_mind(steps)
    elif not steps.needs:
        _four_needs()
    elif somebody and somebody.status != "considering" and not all_records.notes_of(somebody.id):
        _four_taps(somebody)
    elif (somebody is None or somebody.status == "considering") and not steps.asked:
        _first_call(somebody)
    else:
        _picture(all_records)
    return True


def is_newcomer() -> bool:
    """Return whether the first steps are still to be done: nothing kept, or something begun."""
    all_records = records()
    begun = bool(vault().draft(PLACE))
    return not _steps().done and (begun or not (all_records.therapists or all_records.notes))


def _steps() -> FirstSteps:
    if PLACE not in st.session_state:
        try:
            st.session_state[PLACE] = FirstSteps.model_validate_json(vault().draft(PLACE))
        except ValidationError:
            st.session_state[PLACE] = FirstSteps(who=new_id())
    steps: FirstSteps = st.session_state[PLACE]
    return steps


def _note(**answers: object) -> None:
    steps = _steps().model_copy(update=answers)
    st.session_state[PLACE] = steps
    with failures_are_said():
        vault().keep_draft(PLACE, steps.model_dump_json())


def _who_else() -> None:
    st.markdown("See how well a therapist fits what you need, and how sure that is.")
    st.markdown("Everything stays on this computer. Nobody else is told.")
    st.header("Does anybody else use this computer?", anchor=False)
    with st.container(horizontal=True):
        st.button("Yes", key="others-yes", on_click=_note, kwargs={"others": True})
        st.button("No", key="others-no", on_click=_note, kwargs={"others": False})


def _offer_lock() -> None:
    st.header("Put a lock on it?", anchor=False)
    st.markdown(
        "Whoever uses your account on this computer can open what you write here. With a lock they "
        "need your passphrase. It takes two minutes, a pen and some paper."
    )
    with st.container(horizontal=True):
        # Said in the page, not in a callback: only here one can go to another page.
        if st.button("Put a lock on", key="lock-first-steps", type="primary"):
            _note(**_ASKED)
            st.switch_page("my_data.py")
        st.button("Not now", key="warned", on_click=_note, kwargs=_ASKED)
    st.caption(
        "You can do so at any time, on the page My data. Without a lock: use code names, lock your "
        "computer when you leave it, and press Esc to hide the screen."
    )


def _who_comes_to_mind(steps: FirstSteps) -> None:
    st.header("Who comes to mind?", anchor=False)
    st.text_input(
        "A nickname is enough. No real name is needed.",
        **shown("first-name", steps.name, "value"),
        max_chars=60,
        on_change=lambda: _note(name=st.session_state["first-name"]),
    )
    st.pills("How is it now?", list(WHO), key="first-status")
    st.button("Go on", key="first-who", type="primary", on_click=_add)


def _add() -> None:
    chosen = st.session_state["first-status"]
    status = WHO.get(chosen)
    if chosen not in WHO:
        say("Choose how it is now, then go on.", "info")
    elif status is None:
        _note(nobody=True)
    elif not st.session_state["first-name"].strip():
        say("A nickname is enough: type one, or choose “nobody yet”.", "info")
    else:
        add_therapist(st.session_state["first-name"], status, _steps().who)


def _first_four() -> list[Dimension]:
    return [dimension for dimension in built_in().values() if dimension.first]


def _four_needs() -> None:
    st.header("What is right for you?", anchor=False)
    st.caption("Four to begin with. You can change them at any time, and leave any of them out.")
    for dimension in _first_four():
        need_card(dimension)
    st.button("Go on", key="first-needs", type="primary", on_click=_save_four)


def _save_four() -> None:
    if save_needs():
        _note(needs=True)


def _four_taps(somebody: Therapist) -> None:
    st.header(f"How was it with {plain(somebody.name)}?", anchor=False)
    begin = NoteDraft.begun(today(), somebody.id, "from memory")
    note_form("note:first", begin, short=True)


def _first_call(somebody: Therapist | None) -> None:
    whom = f"to ask {plain(somebody.name)}" if somebody else "for a first call"
    st.header(f"Questions {whom}", anchor=False)
    for dimension in _first_four():
        st.markdown(f"- {plain(dimension.ask_call)}")
    st.button("Go on", key="first-asked", type="primary", on_click=_note, kwargs={"asked": True})


def _picture(records: Records) -> None:
    try:
        seen = report(records)
    except NothingToShow:
        st.markdown("That is all for now. Come back after the first call or session.")
    else:
        st.markdown("Noted. Looking at this honestly is part of the work.")
        lines = lines_of(seen, records.therapists)
        for at, need in enumerate(seen.profile.needs):
            block = block_of(lines, at)
            st.header(plain(block[0].cell.dimension.name), anchor=False)
            draw_profile(block, key=f"first-{need.dimension}")
        st.header("Somebody else you tried?", anchor=False)
        st.page_link("therapists.py", label="Add somebody")
    st.button("Go to Home", key="first-done", type="primary", on_click=_note, kwargs={"done": True})
