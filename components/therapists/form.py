"""Note what is known about a therapist: each answer is kept until it is saved.

The parts of the form on a therapist's page, begun by `open_form`, and what its callbacks share.
Must never save what was not changed, nor an answer that another window changed meanwhile.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, Literal, get_args
from uuid import UUID

import streamlit as st

from components.session import today, vault
from components.therapists.draft import (
    EXPECTED,
    LABELS,
    LONG_TEXTS,
    SUITS,
    USUAL,
    PracticalityRow,
    TherapistAnswers,
    TherapistDraft,
)
from components.therapists.form_state import about, before_first_session, draft_of
from components.widgets.as_typed import plain
from components.widgets.field_state import field_value
from components.widgets.messages import failures_are_said, say
from data.model.record import EARLIEST, name_key
from data.model.therapist import STATUS_ORDER, Setting, Therapist, status_words

WHAT_FOR: Final = (
    "a crisis", "trauma", "everyday coping", "a decision", "a loss", "a relationship",
)  # fmt: skip


def details_fold(therapist: Therapist) -> None:
    """Draw who this is: name, status or end, what for, setting, since when, anything else."""
    who, draft = therapist.id, draft_of(therapist.id)
    with st.expander("Details", key=about(who).key("details")):
        st.text_input(LABELS["name"], max_chars=60, **_field(who, "name", begins="value"))
        if therapist.status == "ended":
            end_fields(who)
        else:
            _one_of(who, "status", STATUS_ORDER[:-1], status_words)
        st.pills(
            LABELS["what_for"],
            dict.fromkeys([*WHAT_FOR, *draft.was.what_for, *draft.typed.what_for]),
            selection_mode="multi",
            format_func=plain,
            **_field(who, "what_for", list(dict.fromkeys(draft.typed.what_for))),
        )
        _own(who, "own_what_for", "In your own words")
        _one_of(who, "setting", get_args(Setting), str)
        _day(who, "began")
        _text(who, "details")
        _save_button(who, "details")


def practicalities_fold(who: UUID) -> None:
    """Draw the plain conditions: does each suit, and a few words about it."""
    with st.expander("Practicalities", key=about(who).key("practicalities")):
        st.caption("Does it suit you? None of this counts in the fit.")
        for row in draft_of(who).typed.practicalities:
            _practicality(who, row)
        _own(who, "own_practicality", "Something else")
        _save_button(who, "practicalities")


def expectation_fold(who: UUID) -> None:
    """Ask what is expected, as long as there was no session."""
    if before_first_session(who):
        with st.expander("Before the first session", key=about(who).key("expectation")):
            st.caption("It stays as you wrote it once there is a note about a session.")
            _text(who, "expects")
            _text(who, "fears")
            st.pills(LABELS["mood"], range(11), **_field(who, "mood"))
            st.caption("0 dreading it · 10 looking forward to it")
            _save_button(who, "expectation")


def end_fields(who: UUID) -> None:
    """Draw the day of the end, today unless another was said, and the reason for it."""
    ended = draft_of(who).was.status == "ended"
    _day(who, "ended", *([] if ended else [today()]))
    # No key ends with somebody: that takes the button.
    _text(who, "end_reason", _save if ended else _typed)


def unsaved(who: UUID) -> None:
    """Say where something typed is not saved yet."""
    if draft_of(who).to_save():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("Not saved yet. It is kept for you.", width="content")
            _save_button(who, "all", "secondary")
            st.button("Undo", key=about(who).key("undo"), on_click=drop, args=(who,))


def collect(who: UUID) -> TherapistDraft:
    """Keep everything that stands in the fields now, and return it. For callbacks."""
    draft, state, form = draft_of(who), st.session_state, about(who)
    keys = {name: form.field(name) for name in TherapistAnswers.model_fields}
    given = {name: state[key] for name, key in keys.items() if key in state}
    typed = {name: form.newest(f"text/{name}") for name in LONG_TEXTS}
    given |= {name: text for name, text in typed.items() if text is not None}
    for name in ("status", "setting"):
        given[name] = given.get(name) or getattr(draft.typed, name)
    if "what_for" in given:
        own = _taken(who, "own_what_for")
        given["what_for"] = tuple(dict.fromkeys([*given["what_for"], *own]))
        if own:  # it is drawn anew with them; until then another callback must not drop them
            del state[keys["what_for"]]
    given["practicalities"] = _rows(who, draft.typed.practicalities)
    if not before_first_session(who):
        given = {name: value for name, value in given.items() if name not in EXPECTED}
    draft = draft.typing(given)
    return form.keep(draft)


def commit(who: UUID, names: Iterable[str], **answers: Any) -> None:
    """Save the named answers, as typed or as given. Raises what `Vault.save` does, or `BadInput`.

    What else was typed stays typed. Saving what is there already changes nothing.
    """
    saved = vault().get(Therapist, who)
    draft = draft_of(who).following(saved).typing(answers)
    therapist = draft.therapist(saved.record, names, today())
    if therapist != saved.record:
        saved = vault().save(therapist, draft.revision, about(who).beside(draft))
    draft = draft.onto(saved, done=names)
    about(who).keep(draft)
    about(who).renew()


def drop(who: UUID) -> None:
    """Forget what was typed and not saved."""
    with failures_are_said():
        about(who).drop()


def _save_button(who: UUID, where: str, kind: Literal["primary", "secondary"] = "primary") -> None:
    st.button("Save", key=about(who).key(f"save-{where}"), type=kind, on_click=_save, args=(who,))


def _save(who: UUID) -> None:
    with failures_are_said():
        commit(who, collect(who).to_save())
        say("Saved.")


def _typed(who: UUID) -> None:
    with failures_are_said():
        collect(who)


def _take_out(who: UUID, at: int) -> None:
    with failures_are_said():
        draft = collect(who)
        rows = tuple(row for row in draft.typed.practicalities if row.at != at)
        about(who).keep(draft.typing({"practicalities": rows}))


def _rows(who: UUID, rows: tuple[PracticalityRow, ...]) -> tuple[PracticalityRow, ...]:
    """The practicalities as they stand in the fields, with one's own that was just named."""
    names, at = {name_key(row.name) for row in rows}, max(row.at for row in rows) + 1
    own = [name for name in _taken(who, "own_practicality") if name_key(name) not in names]
    return (*(_row(who, row) for row in rows), *(PracticalityRow(at=at, name=name) for name in own))


def _row(who: UUID, row: PracticalityRow) -> PracticalityRow:
    state, form = st.session_state, about(who)
    suits = SUITS.get(state.get(form.field(f"suits-{row.at}"), ""), row.suits)
    words = state.get(form.field(f"words-{row.at}"), row.words)
    return row.model_copy(update={"suits": suits, "words": words})


def _taken(who: UUID, name: str) -> list[str]:
    """Contents of a field for one's own words, which is emptied."""
    key = about(who).field(name)
    words = " ".join(st.session_state.get(key, "").split())
    if words:
        st.session_state[key] = ""
    return [words] if words else []


def _field(who: UUID, name: str, *value: Any, begins: str = "default") -> dict[str, Any]:
    """Arguments that make a field keep what is typed; it shows the answer, or ``value``."""
    said = value[0] if value else getattr(draft_of(who).typed, name)
    keep = {"on_change": _typed, "args": (who,)}
    return field_value(about(who).field(name), said, begins) | keep


def _own(who: UUID, name: str, label: str) -> None:
    joins = "It joins the ones above"
    key = about(who).field(name)
    st.session_state.setdefault(key, "")
    st.text_input(label, max_chars=60, placeholder=joins, key=key, on_change=_typed, args=(who,))


def _one_of(who: UUID, name: str, words: Sequence[Any], said: Callable[[Any], str]) -> None:
    field = _field(who, name)
    st.segmented_control(LABELS[name], words, required=True, format_func=said, **field)


def _day(who: UUID, name: str, *usual: date) -> None:
    """Draw a field for a day; ``usual`` is shown where none was said."""
    day = getattr(draft_of(who).typed, name) or (usual[0] if usual else None)
    first, last = min(EARLIEST, day or EARLIEST), max(today(), day or today())
    field = _field(who, name, day, begins="value")
    st.date_input(LABELS[name], format="YYYY-MM-DD", min_value=first, max_value=last, **field)


def _text(who: UUID, name: str, then: Callable[[UUID], None] | None = None) -> None:
    """Draw a field for a long text; ``then`` is called for Ctrl+Enter."""
    about(who).long_text(
        f"text/{name}",
        LABELS[name],
        getattr(draft_of(who).typed, name),
        on_text=lambda _: _typed(who),
        on_save=lambda _: (then or _save)(who),
    )


def _practicality(who: UUID, row: PracticalityRow) -> None:
    suits = next(words for words, suits in SUITS.items() if suits == row.suits)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        field = _field(who, f"suits-{row.at}", suits)
        st.segmented_control(plain(row.name), list(SUITS), required=True, **field)
        if row.name not in USUAL:
            key = about(who).key(f"out-{row.at}")
            st.button("Take out", key=key, on_click=_take_out, args=(who, row.at))
    label, few = f"{plain(row.name)}, in words", "A few words, if you like"
    field = _field(who, f"words-{row.at}", row.words, begins="value")
    st.text_input(label, label_visibility="collapsed", placeholder=few, **field)
