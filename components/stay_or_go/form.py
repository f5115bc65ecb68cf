"""Stay or go: a date to look again, what would make me stay, what came, and what has helped.

Nothing is advised. What is typed is kept as a draft until it is saved.
"""

from datetime import date
from uuid import UUID

import streamlit as st

from components.report_cache import report
from components.session import records, today
from components.therapists.change import change_therapist
from components.widgets.as_typed import plain
from components.widgets.draft import Draft
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from components.widgets.show_more import show_more
from data.advice.goal_path import goal_paths, goal_words
from data.advice.moments import happened, went_sentences
from data.advice.stay_or_go import came, is_time, sessions_so_far, what_has_helped
from data.errors import NothingToShow
from data.fit.phrases import standing_words, sure_words
from data.model.record import rules_in_words
from data.model.therapist import LookAgain, Therapist
from data.words import counted, day_words

_SUITS = {True: "suits you", False: "does not suit you", None: "not known"}
AT_ONCE = 20


def when_to_look(therapist: Therapist) -> None:
    """Draw what was agreed with oneself, and the way to change it."""
    st.header("When to look again", anchor=False)
    look = therapist.look_again
    notes = records().notes_of(therapist.id)
    had = sessions_so_far(notes)
    if look and is_time(look, notes, today()):
        st.text("It is time to look again.")
    if look and look.after_sessions:
        st.text(f"After {counted(look.after_sessions, 'session')} in all. {had} are noted so far.")
    if look and look.on:
        st.text(f"On {day_words(look.on)}.")
    with st.expander("Change it" if look else "Set it"):
        _fields(therapist, had)


def what_came_so_far(therapist: Therapist) -> None:
    """Draw what would make one stay beside what came, in what can be counted."""
    look, notes = therapist.look_again, records().notes_of(therapist.id)
    wish, here = st.columns(2, gap="medium")
    with wish:
        st.header("What would make you stay", anchor=False)
        st.text(
            look.would_stay_if if look and look.would_stay_if else "Nothing is written here yet."
        )
    with here:
        st.header("What came", anchor=False)
        told_so_far = _counts(therapist)
        found = came(notes)
        if found and found.go_back:
            answers = ", ".join(f"{answer} {number}" for answer, number in found.go_back)
            told_so_far.append(f"Would you go back? {answers}")
        told_so_far += went_sentences(happened(notes))
        st.text("\n".join(told_so_far) or "Nothing is noted yet.")
    if goals := goal_paths(records(), notes):
        st.header("Your own goals meanwhile", anchor=False)
        st.text("\n".join(map(goal_words, goals)))
        st.caption("They went together. That need not be the reason.")
    if therapist.practicalities:
        st.header("Practicalities", anchor=False)
        st.text(
            "\n".join(
                f"{practicality.name}: {_SUITS[practicality.suits]}"
                for practicality in therapist.practicalities
            )
        )


def either_way(therapist: Therapist) -> None:
    """Draw both ways, neither before the other."""
    st.header("Either way is fine", anchor=False)
    st.text("Ending is as respectable as staying. You need not decide today.")
    who, name = {"who": str(therapist.id)}, plain(therapist.name[:24])
    with st.container(horizontal=True):
        if therapist.status != "staying":
            key = f"stay-{therapist.id}"
            st.button(f"Stay with {name}", key=key, on_click=_stay, args=(therapist.id,))
        st.page_link("therapist.py", label=f"End with {name}", query_params=who)
        st.page_link("speak_up.py", label="Say something first", query_params=who)


def helped_so_far() -> None:
    """Draw, folded, what has helped over all therapists."""
    found = what_has_helped(records())
    if not found:
        return
    unfolded = fold(f"What has helped: {counted(len(found), 'note')}", "what-has-helped")
    if unfolded.open:
        with unfolded:
            for helped in show_more(found, "helped", AT_ONCE):
                agreed = ", agreed" if helped.agreed else ""
                st.caption(f"{day_words(helped.day)}, {plain(helped.name)}{agreed}")
                st.text(helped.text)


def _counts(therapist: Therapist) -> list[str]:
    try:
        standing = report().standing(therapist.id)
    except NothingToShow:
        return []
    return [f"{standing_words(standing)}.", f"{sure_words(standing)}."] if standing.notes else []


def _fields(therapist: Therapist, had: int) -> None:
    look, who = therapist.look_again or LookAgain(), therapist.id
    left = look.after_sessions - had if look.after_sessions else None
    st.number_input(
        "After how many more sessions?",
        min_value=1,
        max_value=200,
        value=left if left and left > 0 else None,
        key=_draft(who).field("sessions"),
    )
    st.date_input(
        "Or on a day",
        value=look.on,
        min_value=min(today(), look.on or today()),
        format="YYYY-MM-DD",
        key=_draft(who).field("on"),
    )
    _draft(who).long_text(
        "",
        "What would make you stay?",
        _draft(who).found() or look.would_stay_if,
        on_text=lambda text: _typed(who, text),
        on_save=lambda _: _save(who),
    )
    st.button("Save", key=_draft(who).key("save"), type="primary", on_click=_save, args=(who,))


def _typed(who: UUID, text: str) -> None:
    with failures_are_said():
        _draft(who).keep(text)


def _save(who: UUID) -> None:
    draft = _draft(who)
    more: int | None = st.session_state.get(draft.field("sessions"))
    on: date | None = st.session_state.get(draft.field("on"))
    with failures_are_said():
        typed, earlier = draft.newest(""), draft.found()
        after = sessions_so_far(records().notes_of(who)) + more if more else None

        def looked(now: Therapist) -> dict[str, LookAgain | None]:
            before = now.look_again.would_stay_if if now.look_again else ""
            return {"look_again": _look(after, on, (earlier or before) if typed is None else typed)}

        change_therapist(who, looked)
        draft.drop()
        say("Saved.")


def _look(after: int | None, on: date | None, text: str) -> LookAgain | None:
    with rules_in_words("When to look again"):
        look = LookAgain(after_sessions=after, on=on, would_stay_if=text)
    return None if look == LookAgain() else look


def _stay(who: UUID) -> None:
    with failures_are_said():
        change_therapist(who, lambda _: {"status": "staying"})
        say("Saved. You can look again whenever you like.")


def _draft(who: UUID) -> Draft[str]:
    return Draft(str, f"look:{who}")
