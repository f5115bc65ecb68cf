"""Write a note, or change one: tap by tap, with every tap kept as a draft until it is saved.

`note_form` draws it; `place` names the draft in the vault. What is typed is never lost: a failure
is said in one sentence and the form stays as it is.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.notes import form_state as at
from components.notes.conflict import conflict
from components.notes.draft import NoteDraft
from components.notes.moments import moments
from components.notes.rating import rating
from components.notes.was_it_said import said
from components.session import records, today
from components.widgets.field_state import shown, shown_of
from components.widgets.text_field import text_field
from data.model.dimension import Dimension, built_in
from data.model.note import NoteKind
from data.model.record import EARLIEST
from data.model.records import Records

KINDS: dict[NoteKind, str] = {
    "session": "a session",
    "first call": "a first call",
    "from memory": "from memory",
    "jot": "a jot, to sort later",
}
GO_BACK = ("yes", "unsure", "no")
_TEXTS = {
    "text": ("What was it like?", 6),
    "worked_on": ("What was worked on?", 2),
    "helped": ("What helped?", 2),
    "did_not_help": ("What did not help?", 2),
    "unsaid": ("What did you leave unsaid?", 2),
    "tried": ("Something you tried since last time?", 2),
}


def note_form(
    place: str, begin: NoteDraft, *, short: bool = False, asking: Sequence[Dimension] = ()
) -> None:
    """Draw the form. ``begin`` is what it begins with where no draft was kept.

    ``short``: the ratings alone, for the first note of all. ``asking``: what was asked about in a
    first call, rated in place of everything one has needs for.
    """
    kept = records()
    draft = at.open_note(place, begin)
    conflict(place)
    if at.was_kept(place):
        _begun_earlier(place)
    if short:
        _taps(place, draft, kept)
    elif draft.kind == "jot" and draft.seen is None:
        _text(place, draft, "text", label="Jot it down. You can sort it later.")
    else:
        _about(place, draft, kept)
        _text(place, draft, "text")
        if draft.kind != "jot":
            _ratings(place, draft, kept, asking)
            moments(place, draft)
            said(place, draft)
            _more(place, draft)
            _own_part(place, draft)
    st.button("Save", key=f"{place}/save", type="primary", on_click=at.save, args=(place,))


def _begun_earlier(place: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("You began this earlier; it was kept for you.")
        st.button("Start afresh", key=f"{place}/afresh", on_click=at.drop, args=(place,))


def _about(place: str, draft: NoteDraft, kept: Records) -> None:
    names = {therapist.id: therapist.name for therapist in kept.therapists}
    jot = draft.before is not None and draft.before.kind == "jot"
    kinds = [kind for kind in KINDS if kind != "jot" or jot]
    whom = [None, *names] if draft.kind == "jot" or not names else list(names)
    keep = partial(at.keep_taps, place)
    with st.container(horizontal=True):
        st.selectbox(
            "About whom?",
            whom,
            format_func=lambda who: names.get(who, "nobody yet"),
            placeholder="nobody yet",
            **shown_of(f"{place}/therapist", draft.therapist, whom),
            on_change=keep,
        )
        _day("From about when?" if draft.kind == "from memory" else "When?", place, draft, "date")
    st.pills(
        "What was it?",
        kinds,
        format_func=KINDS.__getitem__,
        required=True,
        **shown(f"{place}/kind", draft.kind),
        on_change=keep,
    )
    if draft.kind == "from memory":
        with st.container(horizontal=True):
            _day("Until about when?", place, draft, "until")
            st.number_input(
                "About how many sessions?",
                min_value=1,
                max_value=5000,
                **shown(f"{place}/sessions", draft.sessions, "value"),
                on_change=keep,
            )


def _day(label: str, place: str, draft: NoteDraft, name: str) -> None:
    st.date_input(
        label,
        **shown(f"{place}/{name}", getattr(draft, name), "value"),
        format="YYYY-MM-DD",
        max_value=today(),
        min_value=EARLIEST,
        on_change=partial(at.keep_taps, place),
    )


def _text(place: str, draft: NoteDraft, name: str, label: str = "") -> None:
    question, rows = _TEXTS[name]
    text_field(
        f"{place}/{name}",
        label or question,
        getattr(draft, name),
        generation=at.generation(place),
        on_text=partial(at.keep_text, place, name),
        on_save=partial(at.save_text, place, name),
        rows=rows,
    )


def _ratings(place: str, draft: NoteDraft, kept: Records, asking: Sequence[Dimension] = ()) -> None:
    st.header("Where were they, on the whole?", anchor=False)
    _taps(place, draft, kept, asking)


def _taps(place: str, draft: NoteDraft, kept: Records, asking: Sequence[Dimension] = ()) -> None:
    st.caption("One tap each. Leave out what you cannot say.")
    for dimension in _offered(draft, kept, asking):
        key = f"{place}/value/{dimension.key}"
        value, right = draft.values.get(dimension.key), draft.right.get(dimension.key)
        rating(dimension, key, (value, right), partial(at.keep_taps, place))


def _offered(draft: NoteDraft, kept: Records, asking: Sequence[Dimension] = ()) -> list[Dimension]:
    """What was asked, else what one has needs for, else the first four; and what is rated here."""
    known = kept.known_dimensions()
    profile = kept.needs_now()
    if asking:
        wanted = [dimension.key for dimension in asking]
    elif profile and profile.needs:
        wanted = [need.dimension for need in profile.needs]
    else:
        wanted = [key for key, dimension in built_in().items() if dimension.first]
    return [known[key] for key in dict.fromkeys([*wanted, *draft.values]) if key in known]


def _more(place: str, draft: NoteDraft) -> None:
    with st.expander("What was worked on, what helped, what did not"):
        for name in ("worked_on", "helped", "did_not_help"):
            _text(place, draft, name)
    st.pills(
        "Would you go back?",
        GO_BACK,
        key=f"{place}/go_back",
        on_change=partial(at.keep_taps, place),
    )


def _own_part(place: str, draft: NoteDraft) -> None:
    with st.expander("Your part, for you alone"):
        st.caption("Leave out what you like. None of it counts in any figure about a therapist.")
        st.pills(
            "How open were you today?",
            range(11),
            **shown(f"{place}/open", draft.open),
            on_change=partial(at.keep_taps, place),
        )
        st.caption("0 kept everything back · 10 said it all")
        for name in ("unsaid", "tried"):
            _text(place, draft, name)
