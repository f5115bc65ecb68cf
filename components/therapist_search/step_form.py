"""Search steps of one therapist: noted with one tap each, and what to do next.

Every tap and field is saved at once, for that one thing alone; nothing has to be filled in.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.session import records, today
from components.therapists.change import change_therapist
from components.widgets.as_typed import plain
from components.widgets.fold import fold
from components.widgets.line_field import line_field
from components.widgets.messages import failures_are_said, say
from components.widgets.show_more import show_more
from data.advice.search_stage import next_step_words, search_stage, step_line, steps_in_order
from data.errors import DateAhead
from data.model.fee import LONGEST_FEE, fee_words, read_fee
from data.model.record import EARLIEST, new_id, now, rules_in_words
from data.model.search_step import CONTACT, NextStep, SearchStep, SearchStepKind
from data.model.therapist import Therapist

TAPS: Final[dict[SearchStepKind, str]] = {
    "written to": "I wrote",
    "called": "I called",
    "answered": "They answered",
    "waiting list": "Waiting list",
    "refused": "They said no",
}
"""Steps that one tap notes, with the day of today. An appointment is noted with its day."""

WHEN: Final = {
    "Today": 0, "In 3 days": 3, "In a week": 7, "In two weeks": 14, "In a month": 30,
}  # fmt: skip

_AT_ONCE = 4


def search_fold(therapist: Therapist) -> None:
    """Draw, folded, the search steps of somebody one thinks about, or was asked once."""
    if therapist.status != "considering" and not therapist.search_steps:
        return
    with fold("The search", f"search-fold/{therapist.id}") as inside:
        if inside.open:
            search_steps(therapist)


def search_steps(therapist: Therapist) -> None:
    """Draw where the search stands with somebody, and the taps that move it on."""
    stage = search_stage(therapist, records().notes_of(therapist.id))
    st.text(f"{stage.words[:1].upper()}{stage.words[1:]}.")
    with st.container(horizontal=True, gap="xsmall"):
        for kind, label in TAPS.items():
            key = f"search/{therapist.id}/{kind}"
            st.button(label, key=key, on_click=_note_step, args=(therapist.id, kind))
    _steps(therapist)
    _next_step(therapist, stage.next_step)


def _steps(therapist: Therapist) -> None:
    steps = steps_in_order(therapist)[::-1]
    for step in show_more(steps, f"search/{therapist.id}/steps", _AT_ONCE):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.text(step_line(step), width="stretch")
            with st.popover("Change"):
                _step_fields(therapist.id, step)


def _step_fields(who: UUID, step: SearchStep) -> None:
    """Draw the day of a step, what they said, and the way to take it out."""
    key = f"search/{who}/{step.id}"
    last = None if step.kind == "first appointment" else max(step.on, today())
    st.date_input(
        "When?",
        value=step.on,
        key=f"{key}/on/{step.on}",
        format="YYYY-MM-DD",
        min_value=min(EARLIEST, step.on),
        max_value=last,
        on_change=_move_step,
        args=(who, step, f"{key}/on/{step.on}"),
    )
    line_field(
        f"step:{who}:{step.id}", "What did they say?", step.words,
        partial(_save_words, who, step.id), max_chars=200,
        placeholder="How long, with whom, when to ask again",
    )  # fmt: skip
    st.button("Take out", key=f"{key}/out", on_click=_take_out, args=(who, step.id))


def _next_step(therapist: Therapist, planned: NextStep | None) -> None:
    key = f"search/{therapist.id}/next"
    line = next_step_words(planned, today()) if planned else "nothing yet"
    st.markdown(f"**Next:** {plain(line)}")
    with st.container(horizontal=True, gap="xsmall"):
        for what in CONTACT:
            st.button(
                what, key=f"{key}/{what}", on_click=_plan, args=(therapist.id, what),
                type="primary" if planned and planned.what == what else "secondary",
            )  # fmt: skip
        if planned:
            st.button("Done", key=f"{key}/done", on_click=_plan_nothing, args=(therapist.id,))
    with st.container(horizontal=True, gap="xsmall"):
        for label, days in WHEN.items():
            day = today() + timedelta(days=days)
            st.button(
                label, key=f"{key}/{label}", type="tertiary", on_click=_plan_on,
                args=(therapist.id, day),
            )  # fmt: skip
    with st.container(horizontal=True):
        own = planned.what if planned and planned.what not in CONTACT else ""
        line_field(
            f"next-step:{therapist.id}", "Something else to do", own,
            partial(_plan_own, therapist.id), max_chars=60,
        )  # fmt: skip
        day_key = f"{key}/day/{planned.on if planned else None}"
        st.date_input(
            "On which day?", value=planned.on if planned else None, key=day_key,
            format="YYYY-MM-DD", min_value=min(today(), (planned and planned.on) or today()),
            on_change=_plan_day, args=(therapist.id, day_key),
        )  # fmt: skip
        _fee(therapist)


def _fee(therapist: Therapist) -> None:
    words = fee_words(therapist.fee) if therapist.fee else ""
    line_field(
        f"fee:{therapist.id}", "Fee for one session", words, partial(_save_fee, therapist.id),
        max_chars=LONGEST_FEE, placeholder=f"Such as {usual_currency() or 'CHF'} 95.50",
    )  # fmt: skip


def usual_currency() -> str:
    """Return the currency of the therapist added last who has one: mostly it is one's own."""
    named = [who.fee.currency for who in records().therapists if who.fee and who.fee.currency]
    return named[-1] if named else ""


def _note_step(who: UUID, kind: SearchStepKind) -> None:
    """Note a step of today, once: a tired finger falls twice, also on a page that was redrawn."""
    step = SearchStep(id=new_id(), kind=kind, on=today(), written_at=now())
    already = False

    def noted(there: Therapist) -> dict[str, Any]:
        nonlocal already
        already = any((each.kind, each.on) == (kind, step.on) for each in there.search_steps)
        return {} if already else {"search_steps": (*there.search_steps, step)}

    with failures_are_said():
        change_therapist(who, noted)
        say(f"“{TAPS[kind]}” is noted for today." if already else "Saved.")


def _replaced(who: UUID, step: UUID, change: Callable[[SearchStep], SearchStep | None]) -> None:
    """Save the steps with one of them changed, or without it for None."""

    def steps(there: Therapist) -> dict[str, Any]:
        found = [change(each) if each.id == step else each for each in there.search_steps]
        return {"search_steps": tuple(each for each in found if each)}

    change_therapist(who, steps)
    say("Saved.")


def _take_out(who: UUID, step: UUID) -> None:
    with failures_are_said():
        _replaced(who, step, lambda _: None)


def _save_words(who: UUID, step: UUID, words: str) -> None:
    _replaced(who, step, lambda each: each.model_copy(update={"words": words}))


def _move_step(who: UUID, step: SearchStep, key: str) -> None:
    day = st.session_state[key]
    if day is None:
        return
    with failures_are_said():
        if step.kind != "first appointment" and day > today():
            raise DateAhead
        _replaced(who, step.id, lambda each: each.model_copy(update={"on": day}))


def _plan(who: UUID, what: str) -> None:
    with failures_are_said():
        _save_plan(who, what)


def _save_plan(who: UUID, what: str) -> None:
    def planned(there: Therapist) -> dict[str, Any]:
        before = there.next_step
        on = before.on if before and before.on and before.on >= today() else None
        with rules_in_words("What to do next"):
            return {"next_step": NextStep(what=what, on=on, written_at=now())}

    change_therapist(who, planned)
    say("Saved.")


def _plan_on(who: UUID, day: date) -> None:
    def planned(there: Therapist) -> dict[str, Any]:
        still = search_stage(there, records().notes_of(who))
        usual = "Call" if still.name == "not asked yet" else "Ask again"
        what = still.next_step.what if still.next_step else usual
        return {"next_step": NextStep(what=what, on=day, written_at=now())}

    with failures_are_said():
        change_therapist(who, planned)
        say("Saved.")


def _plan_day(who: UUID, key: str) -> None:
    if day := st.session_state[key]:
        _plan_on(who, day)


def _plan_own(who: UUID, typed: str) -> None:
    what = " ".join(typed.split())
    if what:
        _save_plan(who, what)
    else:
        _save_nothing(who)


def _plan_nothing(who: UUID) -> None:
    with failures_are_said():
        _save_nothing(who)


def _save_nothing(who: UUID) -> None:
    change_therapist(who, lambda _: {"next_step": None})
    say("Saved.")


def _save_fee(who: UUID, typed: str) -> None:
    text = typed.strip()
    fee = read_fee(text, usual_currency()) if text else None
    change_therapist(who, lambda _: {"fee": fee})
    say("Saved.")
