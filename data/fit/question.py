"""Question to the beliefs: which needs, with what importance, and who may be in front."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import gcd

from data.errors import NoNeeds
from data.model.dimension import Dimension
from data.model.need import Need, NeedProfile

ENDED = "ended"


@dataclass(frozen=True)
class Asked:
    """One question to everybody.

    ``needs``: all that are looked at. ``counted``: those in fit. ``weights``: their importances,
    without what these have in common: only proportions count. ``musts`` in the order in which
    they were chosen. ``dimensions``: all that are known, by key. ``only``: the keys of those that
    are spoken of, None for all.
    """

    needs: tuple[Need, ...]
    counted: tuple[Need, ...]
    weights: tuple[int, ...]
    musts: tuple[Need, ...]
    dimensions: Mapping[str, Dimension]
    only: Collection[str] | None = None
    include_ended: bool = False

    @property
    def whole(self) -> int:
        """The sum of all weights."""
        return sum(self.weights)

    def speaks_of(self, dimension: str) -> bool:
        """Return whether a dimension is among those looked at."""
        return self.only is None or dimension in self.only

    def alike(self) -> "Asked":
        """Return the same with equal weights."""
        return replace(self, weights=(1,) * len(self.counted))


def asked(
    profile: NeedProfile,
    dimensions: Mapping[str, Dimension],
    only: Collection[str] | None = None,
    *,
    include_ended: bool = False,
) -> Asked:
    """Return what a profile asks on the dimensions known by now, or on ``only`` some of them.

    Must-haves are asked whatever is left out: a missed one is never out of sight. Raises
    `NoNeeds` where the profile has no need on a known dimension.
    """
    needs = tuple(need for need in profile.needs if need.dimension in dimensions)
    if not needs:
        raise NoNeeds
    of_these = [need for need in needs if only is None or need.dimension in only]
    counted = tuple(need for need in profile.in_fit(dimensions) if need in of_these)
    common = gcd(*(need.importance for need in counted))
    by_key = {need.dimension: need for need in needs}
    return Asked(
        needs=tuple(of_these),
        counted=counted,
        weights=tuple(need.importance // common for need in counted),
        musts=tuple(by_key[key] for key in profile.must_haves if key in by_key),
        dimensions=dimensions,
        only=only,
        include_ended=include_ended,
    )
