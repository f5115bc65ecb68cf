"""The first five minutes: who else is here, who comes to mind, four needs, four taps, a picture.

What is done is read off the vault; what leaves no record is kept as a draft, so that everybody
can stop anywhere and go on later.
"""

from functools import cache
from typing import Final
from uuid import UUID

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field

from components.charts.strips import Strips
from components.fit.strips import need_strips, strips_of
from components.frame.beginning import begin_at_top
from components.needs.form import need_card, save_needs
from components.notes.draft import NoteDraft
from components.notes.form import note_form
from components.notes.form_state import saved_note
from components.report_cache import report
from components.session import has_lock, records, signing_in, today
from components.therapists.add import add_therapist
from components.widgets.as_typed import plain
from components.widgets.chart import draw_strips
from components.widgets.draft import Draft
from components.widgets.field_state import field_value
from components.widgets.messages import failures_are_said, say
from data.errors import NothingToShow
from data.example import example_records
from data.fit.answer import answer
from data.fit.report import report as work_out
from data.model.dimension import Dimension, built_in
from data.model.record import new_id
from data.model.therapist import Status, Therapist, status_words
from data.words import shortened

_ASKED: Final = {"warned": True}
_LATER: Final = {"asked": True}
_DONE: Final = {"done": True}

NOBODY: Final = "nobody yet"

WHO: Final[dict[str, Status | None]] = {
    **{status_words(status): status for status in ("trying", "staying", "considering", "ended")},
    NOBODY: None,
}
"""How it is with somebody, in the words that stand everywhere."""

STEPS: Final = 4


class FirstSteps(BaseModel):
    """Answers that leave no record; ``who``: the id of the therapist to be added."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    who: UUID
    name: str = ""
    others: bool | None = None
    warned: bool = False
    nobody: bool = False
    need: int = Field(0, ge=0)
    """Which of the needs is asked for."""
    needs: bool = False
    asked: bool = False
    done: bool = False


_DRAFT = Draft(FirstSteps, "first-steps")


def first_steps() -> None:
    """Draw the step a newcomer is at."""
    with st.container(key="first-steps", width=640):
        _step()


def _step() -> None:
    steps, all_records = _steps(), records()
    somebody = next(iter(all_records.therapists), None)
    if somebody and all_records.notes_of(somebody.id):
        _picture(somebody)
    elif steps.others is None and somebody is None and not signing_in():
        _who_else()
    elif steps.others and not steps.warned and not has_lock():
        _offer_lock()
    elif somebody is None and not steps.nobody:
        _who_comes_to_mind(steps)
    elif not steps.needs:
        _one_need(steps, somebody)
    elif somebody and somebody.status != "considering" and not steps.asked:
        _four_taps(somebody)
    elif (somebody is None or somebody.status == "considering") and not steps.asked:
        _first_call(somebody)
    else:
        _picture(somebody)


def is_newcomer() -> bool:
    """Return whether the first steps are still to be done.

    Not any more once anything is here that they did not make, such as an archive or somebody added
    elsewhere, nor after their one note, but for the picture right after it was saved.
    """
    steps, all_records = _steps(), records()
    theirs = {steps.who}
    elsewhere = {therapist.id for therapist in all_records.therapists} - theirs
    notes = all_records.notes
    if steps.done or elsewhere or any(note.therapist not in theirs for note in notes):
        return False
    begun = _DRAFT.in_vault() is not None
    return saved_note() is not None if notes else begun or not all_records.therapists


def _steps() -> FirstSteps:
    return _DRAFT.typed(FirstSteps(who=new_id()))


def _note(**answers: object) -> None:
    with failures_are_said():
        _DRAFT.keep(_steps().model_copy(update=answers))


def _go(**answers: object) -> None:
    """Go to another step, which begins at its top."""
    _note(**answers)
    begin_at_top()


def _head(step: int, title: str, **back: object) -> None:
    """Draw the heading of a step, and the way back to the one before."""
    st.title(plain(title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Step {step} of {STEPS}")
        if back:
            st.button("Back", key="first-back", type="tertiary", on_click=_go, kwargs=back)


def _who_else() -> None:
    st.title("See how well a therapist fits what you need, and how sure that is", anchor=False)
    st.markdown("Everything stays on this computer. Nobody else is told.")
    st.header("Does anybody else use this computer?", anchor=False)
    with st.container(horizontal=True):
        st.button("Yes", key="others-yes", on_click=_go, kwargs={"others": True})
        st.button("No", key="others-no", on_click=_go, kwargs={"others": False})
    st.caption("This is what you will see: for each thing you need, where somebody is.")
    draw_strips(_example(), "first-example")


@cache
def _example() -> Strips:
    """A few rows of the example, the same for everybody."""
    example = example_records()
    maple = next(who for who in example.therapists if who.name == "Maple")
    return strips_of(work_out(example), example.therapists, maple.id, 4)


def _offer_lock() -> None:
    st.title("Put a lock on it?", anchor=False)
    st.markdown(
        "Whoever uses your account on this computer can open what you write here. With a lock they "
        "need your passphrase. It takes two minutes, a pen and some paper."
    )
    with st.container(horizontal=True):
        # Said in the page, not in a callback: only here one can go to another page.
        if st.button("Put a lock on", key="lock-first-steps", type="primary"):
            _note(**_ASKED)
            st.switch_page("my_data.py")
        st.button("Not now", key="warned", on_click=_go, kwargs=_ASKED)
    st.caption(
        "You can do so at any time, on the page My data. Without a lock: use code names, lock your "
        "computer when you leave it, and press Esc to hide the screen."
    )


def _who_comes_to_mind(steps: FirstSteps) -> None:
    _head(1, "Who comes to mind?", **({} if signing_in() else {"others": None}))
    st.text_input(
        "A nickname is enough. No real name is needed.",
        **field_value("first-name", steps.name, "value"),
        max_chars=60,
        on_change=lambda: _note(name=st.session_state["first-name"]),
    )
    st.pills("How is it now?", list(WHO), key="first-status")
    st.button("Go on", key="first-who", type="primary", on_click=_add)


def _add() -> None:
    chosen, name = st.session_state["first-status"], st.session_state["first-name"].strip()
    status = WHO.get(chosen)
    if chosen not in WHO:
        say("Choose how it is now, then go on.", "info")
    elif chosen == NOBODY and not name:
        _go(nobody=True)
    elif not name:
        say(f"A nickname is enough: type one, or choose “{NOBODY}”.", "info")
    # Somebody with a name whom one has not seen yet is somebody one thinks about.
    elif add_therapist(name, status or "considering", _steps().who):
        begin_at_top()


def _first_four() -> list[Dimension]:
    return [dimension for dimension in built_in().values() if dimension.first]


def _one_need(steps: FirstSteps, somebody: Therapist | None) -> None:
    wanted = _first_four()
    at = min(steps.need, len(wanted) - 1)
    back: dict[str, object] = {"need": at - 1} if at else {} if somebody else {"nobody": False}
    _head(2, "What is right for you?", **back)
    st.caption(
        f"{at + 1} of {len(wanted)} to begin with. You can change them at any time, and leave any "
        "of them out."
    )
    need_card(wanted[at])
    last = at == len(wanted) - 1
    st.button(
        "Go on",
        key="first-needs",
        type="primary",
        on_click=_save_four if last else _go,
        kwargs=None if last else {"need": at + 1},
    )


def _save_four() -> None:
    if save_needs():
        _go(needs=True)


def _four_taps(somebody: Therapist) -> None:
    _head(3, f"How was it with {somebody.name}?", needs=False)
    begin = NoteDraft.begun(today(), somebody.id, "from memory")
    note_form("note:first", begin, short=True)
    st.button("Go on without", key="first-later", type="tertiary", on_click=_go, kwargs=_LATER)


def _first_call(somebody: Therapist | None) -> None:
    _head(
        3, f"Questions {f'to ask {somebody.name}' if somebody else 'for a first call'}", needs=False
    )
    for dimension in _first_four():
        st.markdown(f"- {plain(dimension.ask_call)}")
    st.button("Go on", key="first-asked", type="primary", on_click=_go, kwargs={"asked": True})


def _picture(somebody: Therapist | None) -> None:
    _head(4, "This is what there is so far")
    try:
        found = report()
    except NothingToShow:
        st.markdown("That is all for now. Come back after the first call or session.")
    else:
        st.markdown("Noted. Looking at this honestly is part of the work.")
        said = answer(found)
        st.header(plain(said.headline), anchor=False)
        if said.reason:
            st.caption(plain(said.reason))
        if somebody:
            need_strips(found, records().therapists, somebody.id, "first-strips")
        st.text("The band is what you need, the sign where they are, the line how unsure that is.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Go to Home", key="first-done", type="primary", on_click=_go, kwargs=_DONE)
        if somebody:
            who = {"who": str(somebody.id)}
            name = plain(shortened(somebody.name, 24))
            st.page_link("write.py", label=f"Write a note about {name}", query_params=who)
        st.page_link("therapists.py", label="Add somebody else")
