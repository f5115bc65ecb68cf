"""A moment while a note is written: tapped, perhaps taken back again, and the record it makes.

Knows neither screen nor vault. What a week later was answered elsewhere is taken over unchanged.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from data.model.moment import AndMe, Moment, MomentKind, Settled, TheyDid


class MomentDraft(BaseModel):
    """One moment as it is tapped; ``on`` is false where it was taken back: its answers stay."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: MomentKind
    on: bool = True
    they: TheyDid | None = None
    settled: Settled | None = None
    me: AndMe | None = None
    words: str = ""
    me_later: AndMe | None = None
    asked_again: dt.date | None = None

    def is_in(self, other: "MomentDraft") -> bool:
        """Return whether all that is typed here stands in the other one too."""
        return self.words.strip() in other.words and other == self.model_copy(
            update={"words": other.words}
        )

    def moment(self) -> Moment:
        """Return the record. Raises pydantic's error where a rule is broken."""
        return Moment(**self.model_dump(exclude={"on"}))


Moments = dict[str, MomentDraft]
"""Moments by the name of their fields: the kind, and a number from the second of a kind on."""


def moments_of(moments: Iterable[Moment]) -> Moments:
    """Return the moments of a note as drafts, in their order."""
    drafts: Moments = {}
    for moment in moments:
        drafts[_free(drafts, moment.kind)] = MomentDraft(**dict(moment))
    return drafts


def with_kinds(drafts: Moments, kinds: Iterable[MomentKind]) -> Moments:
    """Return the drafts with these kinds on and all others off; a new kind comes last."""
    wanted = list(kinds)
    found = {
        name: draft.model_copy(update={"on": draft.kind in wanted})
        for name, draft in drafts.items()
    }
    there = {moment.kind for moment in found.values()}
    new = [kind for kind in wanted if kind not in there]
    return found | {kind: MomentDraft(kind=kind) for kind in new}


def with_another(drafts: Moments, kind: MomentKind) -> Moments:
    """Return the drafts with one more moment of a kind."""
    return drafts | {_free(drafts, kind): MomentDraft(kind=kind)}


def kinds_on(drafts: Mapping[str, MomentDraft]) -> list[MomentKind]:
    """Return the kinds that are on, each once, in their order."""
    return list(dict.fromkeys(draft.kind for draft in drafts.values() if draft.on))


def _free(drafts: Moments, kind: MomentKind) -> str:
    number = sum(draft.kind == kind for draft in drafts.values()) + 1
    return kind if number == 1 else f"{kind} {number}"
