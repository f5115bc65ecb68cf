"""First-call questions: one's own needs as questions, what matters most first.

Must-haves first, then what therapists before missed, costliest first, then the other needs, those
that matter before those that are nice to have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.fit.gap import gaps
from data.fit.report import Standing
from data.model.dimension import Dimension
from data.model.need import Need, NeedProfile


@dataclass(frozen=True)
class Question:
    """One question for a first call. ``need`` is None where no need was chosen yet.

    ``missed_with``: the code names of those who clearly missed it, whoever missed it most first.
    """

    dimension: Dimension
    need: Need | None = None
    must_have: bool = False
    missed_with: tuple[str, ...] = ()


def to_ask(
    needs: NeedProfile | None,
    dimensions: Mapping[str, Dimension],
    standings: Sequence[Standing] = (),
) -> list[Question]:
    """Return a question for each need, else for the dimensions that are offered first."""
    if needs is None or not needs.needs:
        return [Question(dimension) for dimension in dimensions.values() if dimension.first]
    missed: dict[str, list[str]] = {}
    for gap in gaps(standings):
        missed.setdefault(gap.cell.dimension.key, []).append(gap.standing.therapist.name)
    asked = [
        Question(
            dimensions[need.dimension],
            need,
            need.dimension in needs.must_haves,
            tuple(missed.get(need.dimension, ())),
        )
        for need in needs.needs
        if need.dimension in dimensions
    ]
    places = list(missed)

    def order(question: Question) -> tuple[bool, int, int]:
        key = question.dimension.key
        matters = question.need.importance if question.need else 0
        return not question.must_have, places.index(key) if key in missed else len(places), -matters

    return sorted(asked, key=order)
