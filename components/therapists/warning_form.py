"""Mark a warning sign on a therapist, or take one off again. What is typed is kept at once.

It saves nothing else about the therapist, whatever is half typed on their page.
"""

from datetime import date
from typing import Any
from uuid import UUID

import streamlit as st

from components.session import today
from components.therapists.change import change_therapist
from components.widgets.as_typed import plain
from components.widgets.draft import Draft, texts_are_in
from components.widgets.field_state import field_value
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.errors import DateAhead
from data.model.record import EARLIEST, Record, rules_in_words
from data.model.therapist import Therapist, WarningSign
from data.safety.signs import signs
from data.words import day_words

_OWN = "something else"


class TypedWarning(Record):
    """A sign as typed so far. ``own``: in one's own words, where it is none of the list."""

    sign: str | None = None
    own: str = ""
    noticed: date | None = None
    words: str = ""


def warning_fold(therapist: Therapist) -> None:
    """Draw, folded, the way to mark a sign, and the signs that can be taken off."""
    who, draft = therapist.id, _draft(therapist.id)
    typed = draft.typed(TypedWarning())
    with fold("Something felt unsafe", draft.key("fold"), begins_open=typed != TypedWarning()):
        st.caption(
            "A sign is shown before every figure about them, and changes none. "
            "Nobody but you sees it."
        )
        options = [*(sign.sign for sign in signs()), _OWN]
        keep: dict[str, Any] = {"on_change": _typed, "args": (who,)}
        st.pills("What was it?", options, **field_value(draft.key("sign"), typed.sign), **keep)
        if typed.sign == _OWN:
            own = field_value(draft.key("own"), typed.own, "value")
            st.text_input("In your own words", max_chars=60, **own, **keep)
        st.date_input(
            "When did you notice?",
            **field_value(draft.key("noticed"), typed.noticed or today(), "value"),
            format="YYYY-MM-DD",
            min_value=EARLIEST,
            max_value=max(typed.noticed or today(), today()),
            **keep,
        )
        draft.long_text(
            "words",
            "What happened, if you like",
            typed.words,
            on_text=lambda _: _typed(who),
            on_save=lambda _: _mark(who),
        )
        st.button("Mark it", key=draft.key("mark"), on_click=_mark, args=(who,))
        for at, sign in enumerate(therapist.warning_signs):
            st.text(f"{sign.sign}, {day_words(sign.noticed)}")
            if sign.words:
                st.text(sign.words)
            label = f"Take off: {plain(sign.sign)}"
            st.button(label, key=draft.key(f"off/{at}"), on_click=_take_off, args=(who, sign))
        st.page_link("safety.py", label="Where to turn")


def _draft(who: UUID) -> Draft[TypedWarning]:
    is_in = texts_are_in("own", "words")
    return Draft(TypedWarning, f"warning:{who}", lambda typed: typed != TypedWarning(), is_in)


def _typed(who: UUID) -> None:
    with failures_are_said():
        _collect(who)


def _collect(who: UUID) -> TypedWarning:
    """Keep what stands in the fields now, and return it."""
    draft = _draft(who)
    typed = draft.typed(TypedWarning())
    keys = {name: draft.key(name) for name in ("sign", "own", "noticed")}
    given = {field: st.session_state[key] for field, key in keys.items() if key in st.session_state}
    if given.get("noticed") == today():
        given["noticed"] = None
    words = draft.newest("words")
    if words is not None:
        given["words"] = words
    return draft.keep(typed.model_copy(update=given))


def _mark(who: UUID) -> None:
    with failures_are_said():
        sign = _sign(_collect(who))
        change_therapist(who, lambda now: {"warning_signs": (*_but(now, sign), sign)})
        _draft(who).drop()
        say("Marked. Feeling unsafe is reason enough not to go.", "info")


def _sign(typed: TypedWarning) -> WarningSign:
    noticed = typed.noticed or today()
    if noticed > today():
        raise DateAhead
    name = typed.own if typed.sign == _OWN else typed.sign or ""
    with rules_in_words(labels={"sign": "What was it?"}):
        return WarningSign(sign=name, noticed=noticed, words=typed.words)


def _take_off(who: UUID, sign: WarningSign) -> None:
    with failures_are_said():
        change_therapist(who, lambda now: {"warning_signs": _but(now, sign)})
        say("Taken off.")


def _but(therapist: Therapist, sign: WarningSign) -> tuple[WarningSign, ...]:
    return tuple(warning_sign for warning_sign in therapist.warning_signs if warning_sign != sign)
