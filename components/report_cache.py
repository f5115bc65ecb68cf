"""Report cache: the report and all that was made of it for a page, in this session.

Kept for one vault at one revision, in this session alone; anything saved makes it new, yet what
the notes say by themselves goes on from what was known before: one step for each new rating.
Nothing in it may outlive a lock: `forget` drops it all.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import streamlit as st

from components.session import drawing_a_page, forget_records, records, revision, vault
from data.fit.notes_belief import NotesBelief, know
from data.fit.report import Report
from data.fit.report import report as work_out
from data.model.need import NeedProfile

T = TypeVar("T")

MOST = 600
"""How many things are kept: some views of a large vault, in both themes."""


@dataclass(frozen=True)
class View:
    """Choice of what is looked at; None: everything, or the newest needs."""

    therapists: frozenset[UUID] | None = None
    dimensions: frozenset[str] | None = None
    needs: NeedProfile | None = None
    ended: bool = False
    """Whether somebody ended may be named as fitting best."""

    @property
    def of(self) -> tuple[object, ...]:
        """Key that tells this view from another in the report cache."""
        return self.therapists, self.dimensions, self.needs and self.needs.id, self.ended


_EVERYTHING = View()


@dataclass
class _VaultCache:
    """Cached things of one vault."""

    revision: int = -1
    notes_belief: NotesBelief | None = None
    made: dict[Hashable, Any] = field(default_factory=dict)


def report(view: View = _EVERYTHING, moved: NeedProfile | None = None) -> Report:
    """Return how every therapist stands now, with ``moved`` needs where some are tried out.

    Raises `NothingToShow` where nothing can be said.
    """
    shelf = _shelf_now()

    def make() -> Report:
        shelf.notes_belief = know(records(), shelf.notes_belief)
        return work_out(
            records(),
            moved or view.needs,
            notes_belief=shelf.notes_belief,
            include_ended=view.ended,
            therapists=view.therapists,
            dimensions=view.dimensions,
        )

    return worked_out(("report", view.of, moved), make)


def notes_belief() -> NotesBelief:
    """Return what the notes say by themselves."""
    shelf = _shelf_now()
    shelf.notes_belief = know(records(), shelf.notes_belief)
    return shelf.notes_belief


def worked_out(of: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returned for ``of`` since the last change of the vault, or make it."""
    made = _shelf_now().made
    if of not in made:
        if len(made) >= MOST:
            made.clear()
        made[of] = make()
    found: T = made[of]
    return found


def forget() -> None:
    """Drop everything, as when the vault is locked."""
    _shelf.clear()
    forget_records()


def _shelf_now() -> _VaultCache:
    shelf = _shelf(vault().identity)
    now = revision()
    if shelf.revision != now:
        if not drawing_a_page():
            # A part is drawn again from older records: nothing of it may pass for new.
            return _VaultCache()
        shelf.revision, shelf.made = now, {}
    return shelf


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _shelf(vault_name: str) -> _VaultCache:  # noqa: ARG001 - the cache's key
    return _VaultCache()
