"""The form for needs: one card a dimension, the must-haves, and saving as a new version.

Any page may show some cards alone and save them with one call:

    need_card(dimension)   draws one card, once on a page. What is chosen on it is kept as a draft
                           at once and survives a reload; the page does nothing for that.
    save_needs()           for a callback. True: all that was chosen is kept, as a new version
                           where something changed; it says nothing then. False: it could not be
                           kept; the sentence is said at the top, and what was chosen stays.
    unsaved()              what is chosen and not saved yet.

Must never change a version that is kept, nor save by itself.
"""

from typing import Any
from uuid import UUID

import streamlit as st

from components.session import records, today, vault
from components.widgets.as_typed import plain
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, tapped
from components.widgets.messages import failures_are_said
from data.model.dimension import Dimension, Key, choice_words
from data.model.need import IMPORTANCE, MOST_MUST_HAVES
from data.model.need_changes import (
    NOTHING,
    Answer,
    AnswerChange,
    answers,
    changes,
    names_apart,
    profile_of,
)
from data.model.record import Record, new_id, now, rules_in_words
from data.words import spelled

_MUSTS = "needs-must-haves"
_TOO_MANY = "needs-too-many"

LEFT_OUT = {"do not mind": "I don't mind", "do not know": "don't know yet"}


class TypedNeeds(Record):
    """Answers since the last version. The id is that of the version it will become."""

    id: UUID
    answers: dict[Key, Answer]


_DRAFT = Draft(
    TypedNeeds,
    "needs",
    says_something=lambda typed: typed.answers,
    is_in=lambda said, typed: said.answers.items() <= typed.answers.items(),
)


def need_card(dimension: Dimension, answer: Answer | None = None) -> None:
    """Draw the card on which one need is chosen; ``answer`` spares looking up what holds now."""
    answer = answer or answered().get(dimension.key, NOTHING)
    key = f"need-{dimension.key}"
    with st.container(border=True, key=f"{key}/card", gap="xsmall"):
        st.header(plain(dimension.name), anchor=False)
        st.text(dimension.ask_need)
        st.caption(f"{plain(dimension.low_end)} … {plain(dimension.high_end)}")
        options = _options(dimension, answer)
        option = f"{answer.low}-{answer.high}" if answer.said == "range" else answer.said
        st.pills(
            f"{plain(dimension.name)}: {plain(dimension.ask_need)}",
            list(options),
            format_func=lambda option: plain(options[option]),
            **field_value(key, option if option in options else None),
            on_change=_choose,
            args=(dimension.key,),
            label_visibility="collapsed",
        )
        if answer.said == "range":
            _importance(dimension, answer)
            _exact(dimension, answer)


def must_haves() -> None:
    """Ask without which needs one would leave; nothing where no range is chosen."""
    given = answered()
    dimensions = {
        key: dimension
        for key, dimension in records().known_dimensions().items()
        if given.get(key, NOTHING).said == "range"
    }
    if not dimensions:
        return
    question = "Without which of these would you leave?"
    st.header(question, anchor=False)
    st.caption(f"These are your must-haves: {spelled(MOST_MUST_HAVES)} at most, or none at all.")
    names = names_apart(dimensions)
    st.pills(
        question,
        list(dimensions),
        selection_mode="multi",
        format_func=lambda key: plain(names[key]),
        **field_value(_MUSTS, [key for key in dimensions if given[key].must_have]),
        on_change=_choose_must_haves,
        label_visibility="collapsed",
    )
    if st.session_state.pop(_TOO_MANY, False):
        most = spelled(MOST_MUST_HAVES).capitalize()
        st.info(f"{most} at most, so that each one counts. To choose another, take one away first.")


def answered() -> dict[str, Answer]:
    """Return what holds now on each dimension: as saved, with what was chosen since."""
    return _saved() | typed().answers


def unsaved() -> tuple[AnswerChange, ...]:
    """Return what is chosen and not saved yet, in the order of the cards."""
    saved, order = _saved(), list(records().known_dimensions())
    found = changes(saved, saved | typed().answers)
    of_cards = (change for change in found if change.dimension in order)
    return tuple(sorted(of_cards, key=lambda change: order.index(change.dimension)))


def save_needs() -> bool:
    """Keep what was chosen as a new version, in a callback. Return whether all is kept now."""
    done = False
    _take_taps()
    with failures_are_said():
        chosen = typed()
        if unsaved():
            all_records = records()
            newest = all_records.needs_now()
            # A version saved now is the newest, also when one was saved in a timezone ahead.
            since = max(today(), newest.since) if newest else today()
            dimensions = all_records.known_dimensions().values()
            profile = profile_of(answered(), dimensions, chosen.id, since, now())
            vault().save(profile, drafts=_DRAFT.covered(chosen))
        _keep(TypedNeeds(id=new_id(), answers={}))
        done = True
    return done  # noqa: RET504 - where it fails, failures_are_said() leaves the block early


def typed() -> TypedNeeds:
    """Return what was chosen since the last version, in this window or before a reload."""
    chosen = _DRAFT.typed(TypedNeeds(id=new_id(), answers={}))
    if any(profile.id == chosen.id for profile in records().need_profiles):
        # Saved from another window, or just before the power went: the next version is another.
        return _DRAFT.hold(chosen.model_copy(update={"id": new_id()}))
    return chosen


def _options(dimension: Dimension, answer: Answer) -> dict[str, str]:
    """The pills of a card: the worded ranges, the exact one where it is none of them, left out."""
    words = choice_words(dimension)
    options = {f"{low}-{high}": text for (low, high), text in words.items()}
    if answer.said == "range" and (answer.low, answer.high) not in words:
        options[f"{answer.low}-{answer.high}"] = f"exact: {answer.low} to {answer.high}"
    return options | LEFT_OUT


def _importance(dimension: Dimension, answer: Answer) -> None:
    st.segmented_control(
        "How important is it?",
        list(IMPORTANCE),
        format_func=lambda step: IMPORTANCE[step],
        required=True,
        **field_value(f"need-{dimension.key}/importance", answer.importance),
        on_change=_choose_more,
        args=(dimension.key, "importance"),
    )
    if dimension.going:
        field = field_value(f"need-{dimension.key}/in_fit", answer.in_fit, "value")
        args = (dimension.key, "in_fit")
        st.toggle("count it in fit", **field, on_change=_choose_more, args=args)
        st.caption("This grows with time, so it stays outside fit unless you put it in.")


def _exact(dimension: Dimension, answer: Answer) -> None:
    key = f"need-{dimension.key}/exact"
    keep: dict[str, Any] = {"on_change": _choose_exact, "args": (dimension.key,)}
    with st.expander("exact", key=f"{key}/fold"):
        if dimension.kind == "two-sided":
            field = field_value(key, (answer.low, answer.high), "value")
            st.slider("Right for me, from 0 to 10", min_value=0, max_value=10, **field, **keep)
        else:
            # A slider would colour what lies below: the wrong part.
            field = field_value(key, answer.low)
            st.pills("Right for me from here up to 10", range(11), required=True, **field, **keep)
        if not dimension.key.startswith("own-"):
            steps = zip((0, 5, 10), dimension.anchors, strict=True)
            st.caption("  \n".join(f"{step}: {plain(anchor)}" for step, anchor in steps))


def _take_taps() -> None:
    """Take what was tapped just before a button: its own callbacks may come after the button's."""
    for widget in sorted(tapped("need-")):  # a card before its importance and its exact range
        key, _, name = widget.removeprefix("need-").partition("/")
        if not name:
            _choose(key)
        elif name == "exact":
            _choose_exact(key)
        else:
            _choose_more(key, name)
    if tapped(_MUSTS):
        _choose_must_haves()


def _choose(key: str) -> None:
    option = st.session_state[f"need-{key}"]
    with failures_are_said():
        if option is None:
            _answer(key, said="nothing")
        elif option in LEFT_OUT:
            _answer(key, said=option)
        else:
            low, high = (int(end) for end in option.split("-"))
            _answer(key, said="range", low=low, high=high, must_have=_still_must_have(key))


def _still_must_have(key: str) -> bool:
    """Return True for a must-have left out by a slip, where there is room for it again."""
    given = answered()
    others = [
        dimension
        for dimension in given
        if dimension != key and given[dimension].settled().must_have
    ]
    return given.get(key, NOTHING).must_have and len(others) < MOST_MUST_HAVES


def _choose_more(key: str, name: str) -> None:
    with failures_are_said():
        _answer(key, **{name: st.session_state[f"need-{key}/{name}"]})


def _choose_exact(key: str) -> None:
    value = st.session_state[f"need-{key}/exact"]
    low, high = value if isinstance(value, tuple | list) else (value, 10)
    with failures_are_said():
        _answer(key, low=low, high=high)


def _choose_must_haves() -> None:
    chosen = st.session_state[_MUSTS]
    if len(chosen) > MOST_MUST_HAVES:
        st.session_state[_TOO_MANY] = True
        return
    with failures_are_said():
        for key, answer in answered().items():
            if answer.said == "range" and answer.must_have != (key in chosen):
                _answer(key, must_have=key in chosen)


def _answer(key: str, **chosen: Any) -> None:
    """Keep one answer as a draft. What is again as it was saved is no draft any more."""
    before = answered().get(key, NOTHING)
    with rules_in_words():
        after = Answer(**before.model_dump() | chosen)
    rest = {dimension: answer for dimension, answer in typed().answers.items() if dimension != key}
    if after.settled() != _saved().get(key, NOTHING).settled():
        rest[key] = after
    _keep(typed().model_copy(update={"answers": rest}))


def _saved() -> dict[str, Answer]:
    return answers(records().needs_now())


def _keep(chosen: TypedNeeds) -> None:
    _DRAFT.keep(chosen)
