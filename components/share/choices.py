"""The steps of a share up to its preview: for whom, whom to show, what, and which words.

Everything chosen is kept at once. Must never put a note's words in unless they were chosen.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import streamlit as st

from components.report_cache import worked_out
from components.session import records, today
from components.share.delivery import chosen_way, keep_way
from components.widgets.as_typed import plain
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, tapped
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said
from data.advice.time_stretch import ALL, usual_stretches
from data.model.dimension import Dimension
from data.model.note import Note
from data.model.record import EARLIEST, rules_in_words
from data.model.share import Choice, Passage
from data.model.therapist import present_first
from data.sharing.note_passages import names_in, sentences
from data.sharing.presets import AUDIENCES, usual_choice, usual_terms
from data.words import counted, day_words, shortened

_DRAFT_KEY = "share"
_DRAFT = Draft(Choice, _DRAFT_KEY)
_NAMING = {
    "code name": "by their code names",
    "initials": "by initials",
    "letter": "as Therapist A, B, C",
}
_DATES = {"exact": "the day", "month": "the month", "none": "no date"}
_ABOUT = {
    "partner or friend": "Everybody you noted something about is chosen; take out whom you like.",
    "current therapist": "Their own row alone, so that nobody is compared in front of them.",
    "next therapist": "What you need, and nothing about anybody before them.",
    "other": "Choose what they are to see.",
}
_FIRST_WORDS = 40


def chosen() -> Choice:
    """Return what is chosen by now, to begin with what suits a partner or friend."""
    found = _DRAFT.found()
    return found or _DRAFT.hold(usual_choice("partner or friend", records()))


def choose() -> Choice:
    """Draw the steps and return what is chosen."""
    choice, all_records = chosen(), records()
    st.header("For whom?", anchor=False)
    st.pills(
        "For whom?",
        list(AUDIENCES),
        format_func=lambda audience: AUDIENCES[audience],
        required=True,
        label_visibility="collapsed",
        **field_value(f"{_DRAFT_KEY}/audience", choice.audience),
        on_change=_other_reader,
    )
    st.caption(_ABOUT[choice.audience])
    st.text_input(
        "What do you call yourself there? Leave it empty to say nothing.",
        max_chars=60,
        **field_value(f"{_DRAFT_KEY}/by", choice.by, "value"),
        on_change=_collect,
    )
    st.header("What may they see?", anchor=False)
    _what(choice, all_records.known_dimensions())
    if choice.therapists:
        _time(choice)
        noted = [note for note in all_records.notes if note.therapist in choice.therapists]
        _passages(choice, [note for note in noted if choice.holds(note)])
    return choice


def _what(choice: Choice, dimensions: dict[str, Dimension]) -> None:
    all_records = records()
    profile = all_records.needs_now()
    names = {
        str(therapist.id): therapist.name
        for therapist in present_first(all_records.therapists)
        if all_records.notes_of(therapist.id)
    }
    if names:
        st.pills(
            "Which therapists?",
            list(names),
            selection_mode="multi",
            format_func=lambda key: plain(names[key]),
            **field_value(
                f"{_DRAFT_KEY}/therapists", [key for key in names if UUID(key) in choice.therapists]
            ),
            on_change=_collect,
        )
    if choice.therapists:
        st.pills(
            "How are they named?",
            list(_NAMING),
            format_func=_NAMING.__getitem__,
            required=True,
            **field_value(f"{_DRAFT_KEY}/naming", choice.naming),
            on_change=_collect,
        )
    needed = profile.in_order(dimensions) if profile else ()
    st.pills(
        "Which needs, and the ratings on them?",
        needed,
        selection_mode="multi",
        format_func=lambda key: plain(dimensions[key].name),
        **field_value(
            f"{_DRAFT_KEY}/dimensions", [key for key in needed if key in choice.dimensions]
        ),
        on_change=_collect,
    )


def _time(choice: Choice) -> None:
    """Draw the choice of the days whose notes it is made from."""
    notes = [note for note in records().notes if note.therapist in choice.therapists]
    begins = {name: stretch.first for name, stretch in usual_stretches(notes, today()).items()} | {
        ALL: None
    }
    chosen_begin = next((name for name, day in begins.items() if day == choice.since), None)
    st.pills(
        "From which time?",
        list(begins),
        **field_value(f"{_DRAFT_KEY}/time", None if choice.until else chosen_begin),
        on_change=_take_time,
        args=(begins,),
    )
    with fold("Days you choose", f"{_DRAFT_KEY}/days", begins_open=bool(choice.until)):
        for label, name in (("From", "since"), ("Until", "until")):
            st.date_input(
                label,
                min_value=EARLIEST,
                max_value=today(),
                format="YYYY-MM-DD",
                **field_value(f"{_DRAFT_KEY}/{name}", getattr(choice, name), "value"),
                on_change=_collect,
            )


def _take_time(begins: Mapping[str, date | None]) -> None:
    with failures_are_said():
        name = st.session_state.get(f"{_DRAFT_KEY}/time")
        if name is not None:
            keep_choice(collected().model_copy(update={"since": begins[name], "until": None}))


def _passages(choice: Choice, notes: Sequence[Note]) -> None:
    """Draw the choice of a note's words: each is off until it is chosen, sentence by sentence."""
    texts = {str(note.id): note for note in notes if note.text.strip()}
    if not texts:
        return
    taken = {
        str(passage.note): passage for passage in choice.passages if str(passage.note) in texts
    }
    with fold("Words from your notes", f"{_DRAFT_KEY}/words", begins_open=bool(taken)):
        st.caption("None are in it unless you choose them here.")
        st.multiselect(
            "From which notes?",
            list(reversed(texts)),
            format_func=worked_out("labels of notes", _labels).__getitem__,
            placeholder="None",
            **field_value(f"{_DRAFT_KEY}/notes", list(taken)),
            on_change=_collect,
        )
        for passage in taken.values():
            _passage(texts[str(passage.note)], passage)
        if taken:
            st.pills(
                "What date stands beside them?",
                list(_DATES),
                format_func=_DATES.__getitem__,
                required=True,
                **field_value(f"{_DRAFT_KEY}/dates", choice.dates),
                on_change=_collect,
            )


def _labels() -> dict[str, str]:
    return {
        str(note.id): f"{day_words(note.date)}: {shortened(note.text, _FIRST_WORDS)}"
        for note in records().notes
    }


def _passage(note: Note, taken: Passage) -> None:
    pieces = sentences(note.text)
    first, last = _places(pieces, taken)
    if len(pieces) > 1:
        st.slider(
            f"{day_words(note.date)}: from which sentence to which?",
            min_value=1,
            max_value=len(pieces),
            **field_value(_slider(note.id), (first + 1, last + 1), "value"),
            on_change=_collect,
        )
    text = note.text[taken.start : taken.end]
    with st.container(border=True):
        st.text(text)
    found = names_in(text, [therapist.name for therapist in records().therapists])
    if found:
        listed = ", ".join(plain(name) for name in found)
        st.caption(f"{counted(len(found), 'word')} in it may be a name: {listed}")


def _places(pieces: Sequence[tuple[int, int]], taken: Passage) -> tuple[int, int]:
    """Return the first and the last sentence that a passage touches."""
    inside = [
        at for at, (start, end) in enumerate(pieces) if start < taken.end and end > taken.start
    ]
    return (inside[0], inside[-1]) if inside else (0, len(pieces) - 1)


def _slider(note: UUID) -> str:
    return f"{_DRAFT_KEY}/from {note}"


def _other_reader() -> None:
    with failures_are_said():
        audience = st.session_state.get(f"{_DRAFT_KEY}/audience") or chosen().audience
        usual = usual_choice(audience, records())
        keep_choice(usual.model_copy(update={"by": chosen().by}))
        way = chosen_way()
        days = usual_terms(audience).days
        keep_way(way.model_copy(update={"terms": way.terms.model_copy(update={"days": days})}))


def _collect() -> None:
    with failures_are_said():
        collected()


def collected() -> Choice:
    """Keep what was changed in the fields and return what is chosen now, for callbacks.

    A field that still shows what was drawn has nothing to say: the choice may have changed since.
    """
    state, changed = st.session_state, set(tapped(f"{_DRAFT_KEY}/"))
    given: dict[str, Any] = {
        name: state[f"{_DRAFT_KEY}/{name}"]
        for name in ("by", "naming", "dates")
        if f"{_DRAFT_KEY}/{name}" in changed and state[f"{_DRAFT_KEY}/{name}"] is not None
    }
    for name in ("since", "until"):
        if f"{_DRAFT_KEY}/{name}" in changed:
            given[name] = state[f"{_DRAFT_KEY}/{name}"]
    for name, read in (("therapists", UUID), ("dimensions", str)):
        if f"{_DRAFT_KEY}/{name}" in changed:
            given[name] = tuple(read(text) for text in state[f"{_DRAFT_KEY}/{name}"])
    if any(text.startswith((f"{_DRAFT_KEY}/notes", f"{_DRAFT_KEY}/from ")) for text in changed):
        given["passages"] = _taken(state.get(f"{_DRAFT_KEY}/notes", ()))
    with rules_in_words("What do you call yourself there?"):
        choice = Choice(**dict(chosen()) | given)
    keep_choice(choice)
    return choice


def _taken(ids: Sequence[str]) -> tuple[Passage, ...]:
    """The chosen sentences of each chosen note; of one just chosen the first."""
    by_id = {str(note.id): note for note in records().notes}
    made = []
    for note_id in ids:
        note = by_id.get(note_id)
        pieces = sentences(note.text) if note else []
        if note is None or not pieces:  # deleted or emptied meanwhile, in another window
            continue
        first, last = st.session_state.get(_slider(note.id), (1, 1))
        start, end = pieces[min(first, len(pieces)) - 1][0], pieces[min(last, len(pieces)) - 1][1]
        made.append(Passage(note=note.id, start=start, end=end))
    return tuple(made)


def keep_choice(choice: Choice) -> None:
    """Remember what is chosen."""
    _DRAFT.keep(choice)
