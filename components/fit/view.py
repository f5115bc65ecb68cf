"""View filter: some therapists, some dimensions, needs as of a date.

The choices stand in the address, so that a bookmark, a reload or the back button returns to them:
ids and keys only, never a name.
"""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

import streamlit as st

from components.report_cache import View
from components.session import records
from components.widgets.address import put, take
from components.widgets.as_typed import plain
from data.model.need import NeedProfile
from data.model.records import Records
from data.model.therapist import Therapist, present_first, status_words
from data.words import day_words


def chosen_view() -> View:
    """Draw, folded, what can be chosen, and return what is. Without notes there is nothing."""
    all_records = records()
    if not (all_records.need_profiles and all_records.notes):
        return View()
    with st.popover("Show only some", key="some"):
        who = _who(all_records)
        wanted = _several(
            "Needs",
            "dimension",
            _needed(all_records),
            lambda key: plain(all_records.known_dimensions()[key].name),
        )
        needs = _needs(all_records)
    ended = bool(all_records.therapists) and all(
        therapist.status == "ended"
        for therapist in all_records.therapists
        if who is None or therapist.id in who
    )
    return View(who, frozenset(wanted) or None, needs, ended)


def _who(records: Records) -> frozenset[UUID] | None:
    """Draw what chooses therapists, and return those that meet all of it; None: everybody."""
    people = present_first(records.therapists)
    names = {str(therapist.id): therapist.name for therapist in people}
    ids = _several("Therapists", "who", list(names), lambda key: plain(names[key]))
    states: dict[str, str] = {person.status: status_words(person.status) for person in people}
    how = _several("How it is now", "status", list(states), states.__getitem__)
    wanted = _in_use(reason for person in people for reason in person.what_for)
    # What people wrote stays out of the address.
    reasons = _several("What for", "for", wanted, plain, in_address=False)
    setting = _several("Setting", "setting", _in_use(p.setting for p in people), str)

    def meets(person: Therapist) -> bool:
        return (
            (not ids or str(person.id) in ids)
            and (not how or person.status in how)
            and (not reasons or bool({*reasons} & {*person.what_for}))
            and (not setting or person.setting in setting)
        )

    if not (ids or how or reasons or setting):
        return None
    return frozenset(person.id for person in people if meets(person))


def _several(
    label: str,
    key: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    in_address: bool = True,
) -> Sequence[str]:
    """Draw pills where there is something to choose between, and return the chosen ones."""
    if len(options) < 2:
        return ()
    if in_address:
        take(key, options, several=True)
    chosen = st.pills(label, options, selection_mode="multi", format_func=words, key=key)
    if in_address:
        put(key, chosen)
    return chosen


def _needs(records: Records) -> NeedProfile | None:
    versions = {
        str(need_profile.id): need_profile for need_profile in reversed(records.need_profiles)
    }
    if len(versions) < 2:
        return None
    take("needs-of", list(versions))
    chosen = st.selectbox(
        "Needs as of",
        list(versions),
        index=None,
        format_func=lambda key: day_words(versions[key].since),
        placeholder="now",
        key="needs-of",
    )
    put("needs-of", chosen)
    return versions.get(chosen) if chosen else None


def _needed(records: Records) -> Sequence[str]:
    newest, dimensions = records.needs_now(), records.known_dimensions()
    return newest.in_order(dimensions) if newest else ()


def _in_use(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
