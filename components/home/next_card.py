"""Next on Home: the session to come, what was agreed, what to say, and who is next in the search.

One line each, so that Home stays one screen; whatever is longer lies behind its line.
"""

from datetime import timedelta
from typing import Final

import streamlit as st

from components.home.moment_questions import ask, question_today
from components.session import records, today
from components.speak_up.suggestions import piece_words, pieces_for
from components.widgets.as_typed import plain
from components.widgets.fold import fold
from components.widgets.reminder import AGREED, SEARCH
from data.advice.agreed import until_next_time
from data.advice.follow_up import still_to_say
from data.advice.next_session import coming_sessions
from data.advice.search_stage import SearchStage, next_step_words, search_stages
from data.advice.stay_or_go import is_time
from data.model.note import Note
from data.model.therapist import Therapist
from data.words import shortened

SOON: Final = timedelta(days=21)
LONGEST: Final = 160
"""Characters of a line behind a fold."""

_MOST: Final = 3
_LONGEST_NAME: Final = 24
_LONGEST_LINE: Final = 60


def next_card(present: list[Therapist]) -> None:
    """Draw what comes next, a line each; nothing where there is nothing.

    ``present``: therapists one is with and who are not marked unsafe.
    """
    sessions, stage, question = _sessions(), _search_stage(), question_today()
    agreed = [(therapist, note) for therapist in present if (note := _agreed(therapist))]
    saying = [(therapist, lines) for therapist in present if (lines := _lines(therapist))]
    again = [therapist for therapist in present if _look_again(therapist)]
    if not (sessions or stage or question or agreed or saying or again):
        return
    with st.container(border=True, gap=None, key="home-next"):
        with st.container(horizontal=True, key="home-next-first", gap="small"):
            st.header("Next", anchor=False, width="content")
            with st.container(gap=None):
                for label, who in sessions:
                    st.page_link("to_print.py", label=label, query_params={"who": who})
        for therapist, note in agreed:
            _draw_agreed(therapist, note)
        for therapist, lines in saying:
            _draw_lines(therapist, lines)
        for therapist in again:
            _draw_look_again(therapist)
        if question:
            ask(question)
        if stage:
            _draw_search(stage)


def _name(therapist: Therapist) -> str:
    return plain(shortened(therapist.name, _LONGEST_NAME))


def _sessions() -> list[tuple[str, str]]:
    """Label of each session of the next three weeks, and whom it is with."""
    coming = coming_sessions(records(), today())
    soon = [(day, therapist) for day, therapist in coming if day <= today() + SOON][:_MOST]
    labels = []
    for day, therapist in soon:
        at = therapist.next_session.at if therapist.next_session else None
        # Without the year, the name last: on a phone the end of a long line is cut.
        when = f"{day:%A} {day.day} {day:%B}{f', {at:%H:%M}' if at else ''}"
        labels.append((f"**{when}** with {_name(therapist)}", str(therapist.id)))
    return labels


def _agreed(therapist: Therapist) -> Note | None:
    note = until_next_time(records().notes_of(therapist.id), today())
    return note if note and AGREED.is_on() else None


def _draw_agreed(therapist: Therapist, note: Note) -> None:
    said = {"Agreed": note.agreed, "To take along": note.take_along}
    lines = [f"{what}: {shortened(text, LONGEST)}" for what, text in said.items() if text.strip()]
    what, first = lines[0].split(": ", 1)
    label = f"**{what} with {_name(therapist)}:** {_one_line(first)}"
    with fold(label, f"home-agreed/{therapist.id}"):
        st.text("\n".join(lines))
        AGREED.off_button("Not on Home any more")


def _one_line(text: str) -> str:
    return plain(shortened(" ".join(text.split()), _LONGEST_LINE))


def _listed(therapist: Therapist) -> list[str]:
    notes = records().notes_of(therapist.id)
    return [sentence.words for sentence in still_to_say(therapist, notes)]


def _lines(therapist: Therapist) -> list[str]:
    """Lines on the list to say, else those worth saying."""
    return _listed(therapist) or [piece_words(piece) for piece in pieces_for(therapist)[:1]]


def _draw_lines(therapist: Therapist, lines: list[str]) -> None:
    what = "To say to" if _listed(therapist) else "Perhaps worth saying to"
    label = f"**{what} {_name(therapist)}:** {_one_line(lines[0])}"
    with fold(label, f"home-say/{therapist.id}"):
        st.text("\n".join(shortened(line, LONGEST) for line in lines))
        who = {"who": str(therapist.id)}
        st.page_link("speak_up.py", label="Put it into words", query_params=who)


def _look_again(therapist: Therapist) -> bool:
    return is_time(therapist.look_again, records().notes_of(therapist.id), today())


def _draw_look_again(therapist: Therapist) -> None:
    st.markdown(f"It is time to look again at how it is with {_name(therapist)}.")
    who = {"who": str(therapist.id)}
    st.page_link("stay_or_go.py", label="Stay or go", query_params=who)


def _search_stage() -> SearchStage | None:
    """Stage of who is next in the search; None once that was left out of Home."""
    stages = search_stages(records(), today())
    return stages[0] if stages and SEARCH.is_on() else None


def _draw_search(stage: SearchStage) -> None:
    following = next_step_words(stage.next_step, today()) if stage.next_step else stage.words
    label = f"**Your search, {_name(stage.therapist)}:** {_one_line(following)}"
    with st.container(horizontal=True, vertical_alignment="center", key="home-search", gap="small"):
        who = {"who": str(stage.therapist.id)}
        st.page_link("search.py", label=label, query_params=who, width="stretch")
        SEARCH.off_button("Leave out")
