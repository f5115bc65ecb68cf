"""Around the cards: which are shown, dimensions of one's own, other names, and what changed.

Must never change a version of the needs: adding, hiding and renaming touch dimensions only.
"""

from typing import Annotated, Any, TypeVar

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.needs import form
from components.session import records, vault
from components.widgets.as_typed import plain
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, list_value
from components.widgets.fold import fold
from data.errors import BadRecord, Gone
from data.model.dimension import Dimension, Key, Kind, OwnDimension, Renamed, built_in, choice_words
from data.model.need import IMPORTANCE
from data.model.need_changes import (
    NOTHING,
    Answer,
    AnswerChange,
    Version,
    hidden_keys,
    names_apart,
    own_key,
    versions,
    with_cards,
)
from data.model.record import OPENED, Record, name_key, rules_in_words
from data.words import day_words

R = TypeVar("R", bound=Record)

_ALL = "needs-everything"
_OPEN = "needs-open"
_NEW, _OTHER = "own-dimension", "other-name"
_SIDES: dict[Kind, str] = {
    "two-sided": "both ends can be too much",
    "one-sided": "the second end is always better",
}
_FIELDS = {"name": "Name", "low_end": "First end", "high_end": "Second end"}
_NEWEST = 1


class TypedDimension(Record):
    """A dimension as typed so far. ``key`` and ``revision``: which one, at which revision."""

    key: Key | None = None
    revision: Annotated[int | None, OPENED] = None
    name: str = ""
    low_end: str = ""
    high_end: str = ""
    kind: Kind = "two-sided"
    hidden: bool = False


def rows() -> None:
    """Draw a row for each need that is offered or answered; all others are one click away."""
    all_records, given = records(), form.answered()
    few, every = (with_cards(all_records, given, everything=number) for number in (False, True))
    everything = st.session_state.get(_ALL, False)
    for dimension in every if everything else few:
        _row(dimension, given.get(dimension.key, NOTHING))
    more = len(every) - len(few)
    if more:
        label = "Show fewer" if everything else f"Show all, {more} more"
        st.button(label, key="needs-show-all", on_click=_show_all, width="stretch")


def open_card() -> None:
    """Draw the card of the need whose row was tapped, with the way to close it."""
    dimension = records().known_dimensions().get(st.session_state.get(_OPEN, ""))
    if dimension is None:
        return
    with st.container(key="needs-sheet"):
        form.need_card(dimension)
        st.button("Done", key="need-done", on_click=_close, width="stretch")


def _row(dimension: Dimension, answer: Answer) -> None:
    """One need: its name, what was chosen in words, how important it is, and its strip."""
    open_now = st.session_state.get(_OPEN) == dimension.key
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"needs-row-{dimension.key}"
    ):
        words = plain(_answer_words(dimension, answer))
        st.button(
            f"**{plain(dimension.name)}**  \n:small[{words}]",
            key=f"need-row/{dimension.key}",
            type="secondary" if open_now else "tertiary",
            on_click=_open_row,
            args=(dimension.key,),
            width="stretch",
        )
        st.html(_strip(answer), width=96)


def _answer_words(dimension: Dimension, answer: Answer) -> str:
    if answer.said == "nothing":
        return "not answered"
    if answer.said != "range":
        return form.LEFT_OUT[answer.said]
    count = "must-have" if answer.must_have else IMPORTANCE[answer.importance]
    return f"{_range_words(dimension, answer)}, {count}"


def _strip(answer: Answer) -> str:
    if answer.said != "range":
        return '<div class="rapport-strip"></div>'
    left, width = 100 * answer.low / 11, 100 * (answer.high - answer.low + 1) / 11
    return f'<div class="rapport-strip"><i style="left:{left:.0f}%;width:{width:.0f}%"></i></div>'


def _open_row(key: str) -> None:
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == key else key


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def not_saved_yet() -> None:
    """List what is chosen and not saved yet, or say that there is nothing to save."""
    newest, waiting = records().needs_now(), form.unsaved()
    if waiting:
        st.markdown("**Not saved yet**")
        _list(waiting)
    elif newest:
        st.caption(f"All of this is saved, since {day_words(newest.since)}.")


def saving() -> None:
    """Draw the one button where there is something to save, in reach from all over the page."""
    if form.unsaved():
        label = "Save my needs"
        st.button(label, key="needs-save", type="primary", width="stretch", on_click=_save)


def own_dimension() -> None:
    """Ask for a dimension of one's own."""
    typed = _typed(_NEW)
    with fold("Something of your own", "own-fold", begins_open=typed != TypedDimension()):
        st.text("Does something else matter to you? Name it and its two ends.")
        _text_fields(_NEW, typed, list(_FIELDS))
        st.pills(
            "Which is true?",
            list(_SIDES),
            format_func=lambda kind: _SIDES[kind],
            required=True,
            **field_value(_widget(_NEW, typed, "kind"), typed.kind),
            on_change=_keep_typed,
            args=(_NEW,),
        )
        st.button("Add it", key="own-add", on_click=_add, width="stretch")


def other_name() -> None:
    """Offer to rename or hide any dimension."""
    all_records, typed = records(), _typed(_OTHER)
    names, hidden = names_apart(all_records.known_dimensions()), hidden_keys(all_records)
    with fold("Rename or hide", "rename-fold", begins_open=typed.key is not None):
        chosen = list_value("rename-which", typed.key if typed.key in names else None, list(names))
        st.selectbox(
            "Which one?",
            list(names),
            format_func=lambda key: names[key] + (" (hidden)" if key in hidden else ""),
            **({"index": None} | chosen),
            placeholder="Choose one",
            on_change=_open,
        )
        if typed.key is None or typed.key not in names:
            return
        _text_fields(_OTHER, typed, list(_FIELDS) if typed.key.startswith("own-") else ["name"])
        field = field_value(_widget(_OTHER, typed, "hidden"), typed.hidden, "value")
        st.toggle("Hide it", **field, on_change=_keep_typed, args=(_OTHER,))
        st.caption("Your notes keep it. While it has a range, it stays among your needs.")
        st.button("Save this", key="rename-save", on_click=_rename, width="stretch")


def what_changed() -> None:
    """List the versions, newest first, each with what it changed."""
    listed = versions(records().need_profiles)
    if listed:
        st.header("What changed", anchor=False)
        _versions(listed[:_NEWEST])
    if listed[_NEWEST:]:
        with st.expander("Earlier", key="needs-earlier"):
            _versions(listed[_NEWEST:])


def change_words(change: AnswerChange, dimension: Dimension | None) -> list[str]:
    """Return what changed on one dimension, a sentence each, as plain text."""
    name = dimension.name if dimension else "Something you took away"
    before, after = change.before, change.after
    said = []
    if after.said == "nothing":
        said = [f"{name}: {'left out' if before.said == 'range' else 'no answer any more'}"]
    elif after.said != "range":
        said = [f"{name}: left out ({form.LEFT_OUT[after.said]})"]
    elif before.said != "range":
        nice = "" if after.importance == 2 else f", {IMPORTANCE[after.importance]}"
        said = [f"{name}: new, {_range_words(dimension, after)}{nice}"]
    else:
        was, is_now = _range_words(dimension, before), _range_words(dimension, after)
        if was != is_now:
            said = [f"{name}: from {was} to {is_now}"]
        if before.importance != after.importance:
            new, old = IMPORTANCE[after.importance], IMPORTANCE[before.importance]
            said += [f"{name}: {new} instead of {old}"]
    if before.must_have != after.must_have:
        said += [f"{'Must-have now' if after.must_have else 'No longer a must-have'}: {name}"]
    if before.in_fit != after.in_fit:
        said += [f"{name}: {'counts in fit now' if after.in_fit else 'outside fit again'}"]
    return said


def _list(changed: tuple[AnswerChange, ...]) -> None:
    dimensions = records().known_dimensions()
    said = [
        line
        for change in changed
        for line in change_words(change, dimensions.get(change.dimension))
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in said) or "Nothing changed.")


def _versions(listed: tuple[Version, ...]) -> None:
    for version in listed:
        st.markdown(f"**{day_words(version.profile.since)}**")
        _list(version.changes)


def _range_words(dimension: Dimension | None, answer: Answer) -> str:
    words = choice_words(dimension).get((answer.low, answer.high)) if dimension else None
    exact = f"{answer.low} to {answer.high}"
    return f"{words} ({exact})" if words else exact


def _widget(draft_key: str, typed: TypedDimension, field: str) -> str:
    """The key of a field, another one for each dimension: a late answer never reaches the next."""
    return f"{draft_key}-{field}-{typed.key or 'new'}"


def _text_fields(draft_key: str, typed: TypedDimension, fields: list[str]) -> None:
    for field in fields:
        begins = field_value(_widget(draft_key, typed, field), getattr(typed, field), "value")
        st.text_input(
            _FIELDS[field], max_chars=60, **begins, on_change=_keep_typed, args=(draft_key,)
        )


def _draft(draft_key: str) -> Draft[TypedDimension]:
    return Draft(TypedDimension, draft_key, lambda typed: typed != TypedDimension())


def _typed(draft_key: str) -> TypedDimension:
    return _draft(draft_key).typed(TypedDimension())


def _keep(draft_key: str, typed: TypedDimension) -> None:
    _draft(draft_key).keep(typed)


def _as_typed(draft_key: str) -> TypedDimension:
    """Contents of the fields at this moment."""
    typed = _typed(draft_key)
    keys = {field: _widget(draft_key, typed, field) for field in (*_FIELDS, "kind", "hidden")}
    given = {field: st.session_state[key] for field, key in keys.items() if key in st.session_state}
    return typed.model_copy(update=given)


def _show_all() -> None:
    st.session_state[_ALL] = not st.session_state.get(_ALL, False)


def _save() -> None:
    if form.save_needs():
        say("Your needs are saved.")


def _keep_typed(draft_key: str) -> None:
    with failures_are_said():
        _keep(draft_key, _as_typed(draft_key))


def _add() -> None:
    with failures_are_said():
        typed, all_records = _as_typed(_NEW), records()
        _keep(_NEW, typed)
        given = typed.model_dump(include={*_FIELDS, "kind"})
        if not "".join(given[field] for field in _FIELDS).strip():
            return
        own = _made(OwnDimension, key=own_key(typed.name, all_records), **given)
        # The same once more is an impatient second tap.
        if not any(
            dimension.model_copy(update={"key": own.key}) == own
            for dimension in all_records.dimensions
        ):
            _refuse_taken_name(own.name, own.key)
            vault().save(own, drafts=_draft(_NEW).covered(typed))
        _keep(_NEW, TypedDimension())
        say("Added. It has a card of its own now.")


def _open() -> None:
    key = st.session_state["rename-which"]
    with failures_are_said():
        _keep(_OTHER, TypedDimension() if key is None else _opened(key))


def _opened(key: str) -> TypedDimension:
    if key.startswith("own-"):
        own = vault().get(OwnDimension, key)
        given = own.record.model_dump(include={"key", *_FIELDS, "kind", "hidden"})
        return TypedDimension(revision=own.revision, **given)
    name = records().known_dimensions()[key].name
    try:
        renamed = vault().get(Renamed, key)
    except Gone:
        return TypedDimension(key=key, name=name)
    return TypedDimension(
        key=key, revision=renamed.revision, name=name, hidden=renamed.record.hidden
    )


def _rename() -> None:
    with failures_are_said():
        typed = _as_typed(_OTHER)
        if typed.key is None:
            return
        _keep(_OTHER, typed)
        _refuse_taken_name(typed.name, typed.key)
        drafts = _draft(_OTHER).covered(typed)
        if typed.key.startswith("own-"):
            given = typed.model_dump(exclude={"revision"})
            vault().save(_made(OwnDimension, **given), typed.revision, drafts)
        else:
            # Its first name, or none: it is called again as it was.
            name = typed.name if typed.name.strip() != built_in()[typed.key].name else ""
            given = {"key": typed.key, "name": name.strip() or None, "hidden": typed.hidden}
            vault().save(_made(Renamed, **given), typed.revision, drafts)
        _keep(_OTHER, TypedDimension())
        say("Saved.")


def _refuse_taken_name(name: str, key: str) -> None:
    others = (scale for scale in records().scales().values() if scale.key != key)
    if name_key(name) in {name_key(scale.name) for scale in others}:
        raise BadRecord("", "there is already one with that name, perhaps a hidden one")


def _made(model: type[R], /, **given: Any) -> R:
    with rules_in_words(labels=_FIELDS):
        return model(**given)
