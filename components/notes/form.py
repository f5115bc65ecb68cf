"""Write a note, or change one: tap by tap, with every tap kept as a draft until it is saved.

`note_form` draws it; `draft_key` names the draft in the vault. What is typed is never lost: a
failure is said in one sentence and the form stays as it is.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.notes import form_state as at
from components.notes.agreed import agreed
from components.notes.conflict import conflict
from components.notes.draft import NoteDraft
from components.notes.moments import moments
from components.notes.rating import goal_rating, rating
from components.notes.was_it_said import said
from components.session import records, today
from components.widgets.as_typed import plain
from components.widgets.field_state import field_value, list_value
from components.widgets.fold import fold
from data.model.dimension import Dimension, built_in
from data.model.note import NoteKind
from data.model.record import EARLIEST
from data.model.records import Records
from data.words import shortened

KINDS: dict[NoteKind, str] = {
    "session": "a session",
    "first call": "a first call",
    "from memory": "from memory",
    "jot": "a jot, to sort later",
}
AT_ONCE = 5
"""How many ratings are asked for at first, the must-haves before all; more with a click."""

LONGEST_NAMES = 40
"""Characters of the names of own goals on their fold."""

GO_BACK = ("yes", "unsure", "no")
_TEXTS = {
    "text": ("What was it like?", 4),
    "worked_on": ("What was worked on?", 2),
    "helped": ("What helped?", 2),
    "did_not_help": ("What did not help?", 2),
    "unsaid": ("What did you leave unsaid?", 2),
    "tried": ("Something you tried since last time?", 2),
}


def note_form(
    draft_key: str, begin: NoteDraft, *, short: bool = False, asking: Sequence[Dimension] = ()
) -> None:
    """Draw the form. ``begin`` is what it begins with where no draft was kept.

    ``short``: the ratings alone, for the first note of all. ``asking``: what was asked about in a
    first call, rated in place of everything one has needs for.
    """
    all_records, begins = records(), at.draft_at(draft_key).held() is None
    draft = at.open_note(draft_key, begin)
    conflict(draft_key, draft)
    if at.was_kept(draft_key):
        _begun_earlier(draft_key)
    if short:
        _taps(draft_key, draft, all_records)
    elif draft.kind == "jot" and draft.revision is None:
        _text(draft_key, draft, "text", label="Jot it down. You can sort it later.")
    else:
        with st.container(key="note-form"):
            _parts(draft_key, draft, all_records, asking)
    with st.container(key="note-save"):
        save = partial(at.save, draft_key)
        pressed = st.button("Save", key=f"{draft_key}/save", type="primary", on_click=save)
    if pressed and begins:
        # Pressed on the page of a session that is over: this one did not call back for it.
        save()
        st.rerun()


def _parts(draft_key: str, draft: NoteDraft, records: Records, asking: Sequence[Dimension]) -> None:
    """Draw the text, the ratings and the rest, each in a place of its own: see `frame.css`."""
    with st.container(key="note-text"):
        _about(draft_key, draft, records)
        _text(draft_key, draft, "text")
    if draft.kind == "jot":
        return
    with st.container(key="note-ratings", gap="small"):
        _ratings(draft_key, draft, records, asking)
    with st.container(key="note-rest", gap="small"):
        said(draft_key, draft)
        moments(draft_key, draft)
        agreed(draft_key, draft)
        _more(draft_key, draft)
        _own_part(draft_key, draft, records)


def _begun_earlier(draft_key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("You began this earlier; it was kept for you.")
        st.button("Start afresh", key=f"{draft_key}/afresh", on_click=at.drop, args=(draft_key,))


def _about(draft_key: str, draft: NoteDraft, records: Records) -> None:
    names = {therapist.id: therapist.name for therapist in records.therapists}
    jot = draft.before is not None and draft.before.kind == "jot"
    kinds = [kind for kind in KINDS if kind != "jot" or jot]
    whom = [None, *names] if draft.kind == "jot" or not names else list(names)
    keep = partial(at.keep_taps, draft_key)
    with st.container(horizontal=True):
        st.selectbox(
            "About whom?",
            whom,
            format_func=lambda who: names.get(who, "nobody yet"),
            placeholder="nobody yet",
            **list_value(f"{draft_key}/therapist", draft.therapist, whom),
            on_change=keep,
        )
        _day(
            "From about when?" if draft.kind == "from memory" else "When?", draft_key, draft, "date"
        )
    st.pills(
        "What was it?",
        kinds,
        format_func=KINDS.__getitem__,
        required=True,
        **field_value(f"{draft_key}/kind", draft.kind),
        on_change=keep,
    )
    if draft.kind == "from memory":
        with st.container(horizontal=True):
            _day("Until about when?", draft_key, draft, "until")
            st.number_input(
                "About how many sessions?",
                min_value=1,
                max_value=5000,
                **field_value(f"{draft_key}/sessions", draft.sessions, "value"),
                on_change=keep,
            )


def _day(label: str, draft_key: str, draft: NoteDraft, name: str) -> None:
    day = getattr(draft, name)
    st.date_input(
        label,
        **field_value(f"{draft_key}/{name}", day, "value"),
        format="YYYY-MM-DD",
        max_value=max(day or today(), today()),  # one may have travelled west since
        min_value=EARLIEST,
        on_change=partial(at.keep_taps, draft_key),
    )


def _text(draft_key: str, draft: NoteDraft, name: str, label: str = "") -> None:
    question, rows = _TEXTS[name]
    at.draft_at(draft_key).long_text(
        name,
        label or question,
        getattr(draft, name),
        on_text=partial(at.keep_text, draft_key, name),
        on_save=partial(at.save_text, draft_key, name),
        rows=rows,
    )


def _ratings(
    draft_key: str, draft: NoteDraft, records: Records, asking: Sequence[Dimension] = ()
) -> None:
    st.header("Where were they, on the whole?", anchor=False)
    _taps(draft_key, draft, records, asking)


def _taps(
    draft_key: str, draft: NoteDraft, records: Records, asking: Sequence[Dimension] = ()
) -> None:
    st.caption("One tap each; leave out what you cannot say. Below it: was that right for you?")
    offered = _offered(draft, records, asking)
    more = f"{draft_key}/all ratings"
    if not st.session_state.get(more):
        rated = [dimension for dimension in offered[AT_ONCE:] if dimension.key in draft.values]
        shown_now = [*offered[:AT_ONCE], *rated]
    else:
        shown_now = offered
    for dimension in shown_now:
        key = f"{draft_key}/value/{dimension.key}"
        value, right = draft.values.get(dimension.key), draft.right.get(dimension.key)
        rating(dimension, key, (value, right), partial(at.keep_taps, draft_key))
    if left := len(offered) - len(shown_now):
        st.button(
            f"Rate {left} more", key=f"{draft_key}/rate more", on_click=_rate_more, args=(more,)
        )


def _rate_more(key: str) -> None:
    st.session_state[key] = True


def _offered(
    draft: NoteDraft, records: Records, asking: Sequence[Dimension] = ()
) -> list[Dimension]:
    """Dimensions asked for, else those with needs, else the first four; and those rated here."""
    dimensions = records.known_dimensions()
    profile = records.needs_now()
    if asking:
        wanted = [dimension.key for dimension in asking]
    elif profile and profile.needs:
        musts = profile.must_haves
        order = sorted(
            profile.needs, key=lambda need: (need.dimension not in musts, -need.importance)
        )
        wanted = [need.dimension for need in order]
    else:
        wanted = [key for key, dimension in built_in().items() if dimension.first]
    return [dimensions[key] for key in dict.fromkeys([*wanted, *draft.values]) if key in dimensions]


def _more(draft_key: str, draft: NoteDraft) -> None:
    with st.expander("What was worked on, what helped, what did not"):
        for name in ("worked_on", "helped", "did_not_help"):
            _text(draft_key, draft, name)
    st.pills(
        "Would you go back?",
        GO_BACK,
        **field_value(f"{draft_key}/go_back", draft.go_back),
        on_change=partial(at.keep_taps, draft_key),
    )


def _own_part(draft_key: str, draft: NoteDraft, records: Records) -> None:
    """Draw, folded, one's own part, with a place for each own goal: neither counts in a figure."""
    goals = _goals(draft, records)
    names = shortened(", ".join(goal.name for goal in goals), LONGEST_NAMES)
    label = "Your part, for you alone"
    with fold(f"Your part and goals: {plain(names)}" if goals else label, "own part in a note"):
        st.caption(
            "For you alone; leave out what you like. "
            "None of it counts in any figure about a therapist."
        )
        for goal in goals:
            key, value = f"{draft_key}/value/{goal.key}", draft.values.get(goal.key)
            goal_rating(goal, key, value, partial(at.keep_taps, draft_key))
        st.pills(
            "How open were you today?",
            range(11),
            **field_value(f"{draft_key}/open", draft.open),
            on_change=partial(at.keep_taps, draft_key),
        )
        st.caption("0 kept everything back · 10 said it all")
        for name in ("unsaid", "tried"):
            _text(draft_key, draft, name)


def _goals(draft: NoteDraft, records: Records) -> list[Dimension]:
    """Own goals that are still asked about, or were rated here."""
    hidden = {own.key for own in records.dimensions if own.hidden} - set(draft.values)
    return [goal for key, goal in records.goals().items() if key not in hidden]
