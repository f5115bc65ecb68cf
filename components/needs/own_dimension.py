"""Own dimension: adding one, and another name for any, or hiding it.

Must never change a version of the needs: it touches dimensions only.
"""

from typing import Annotated, Any, TypeVar

import streamlit as st

from components.session import records, vault
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, list_value
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.errors import BadRecord, Gone
from data.model.dimension import Key, Kind, OwnDimension, Renamed, built_in
from data.model.need_changes import hidden_keys, names_apart, own_key
from data.model.record import OPENED, Record, name_key, rules_in_words

R = TypeVar("R", bound=Record)

_NEW, _OTHER = "own-dimension", "other-name"
_SIDES: dict[Kind, str] = {
    "two-sided": "both ends can be too much",
    "one-sided": "the second end is always better",
}
_FIELDS = {"name": "Name", "low_end": "First end", "high_end": "Second end"}


class TypedDimension(Record):
    """A dimension as typed so far. ``key`` and ``revision``: which one, at which revision."""

    key: Key | None = None
    revision: Annotated[int | None, OPENED] = None
    name: str = ""
    low_end: str = ""
    high_end: str = ""
    kind: Kind = "two-sided"
    hidden: bool = False


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
