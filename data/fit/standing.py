"""Standing of one therapist against the needs: every cell, the fit, the must-haves, how sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal
from uuid import UUID

from data.fit.comparison import Contender, Race
from data.fit.evidence import Evidence
from data.fit.fit import Fit, fit_of
from data.fit.notes_belief import NotesBelief
from data.fit.notice_next import Notice, notice_next
from data.fit.question import Asked
from data.fit.session_worth import Outlook, outside
from data.fit.side import NOT_RATED, MustStatus, Side
from data.model.dimension import Dimension
from data.model.need import Need
from data.model.therapist import Therapist

Sure = Literal["nothing yet", "first impression", "early", "more settled"]


@dataclass(frozen=True)
class Cell:
    """One therapist on one needed dimension. ``outlook`` is None where nothing was rated."""

    dimension: Dimension
    need: Need
    evidence: tuple[Evidence, ...]
    outlook: Outlook | None
    side: Side

    @property
    def inside(self) -> int:
        """Count of ratings inside the need: what anybody can count."""
        return sum(not outside(evidence.value, self.need) for evidence in self.evidence)

    @property
    def cost(self) -> float | None:
        """Loss to right sessions here, times the importance; None where not rated."""
        return None if self.outlook is None else self.need.importance * (1 - self.outlook.utility)


@dataclass(frozen=True)
class Must:
    """One must-have and whether it is met; ``p_far`` is None where nothing was rated."""

    dimension: Dimension
    status: MustStatus
    p_far: float | None


@dataclass(frozen=True)
class Standing:
    """Therapist against the needs. ``fit`` and ``p_best`` are None until *compared*.

    ``cells`` hold every need, those on how it is going too; ``counted`` only those in fit.
    ``running``: may be named in front. ``p_best``: the chance 0..1 to fit best of all in the
    running; of somebody outside, if they joined. ``notice_next``: every need in fit by the share
    of what makes the fit unsure.
    """

    therapist: Therapist
    notes: int
    sure: Sure
    cells: tuple[Cell, ...]
    counted: tuple[Cell, ...]
    compared: bool
    running: bool
    fit: Fit | None
    p_best: float | None
    musts: tuple[Must, ...]
    notice_next: tuple[Notice, ...]

    @property
    def rated(self) -> int:
        """Count of needs in the fit that have a rating."""
        return sum(cell.outlook is not None for cell in self.counted)

    @property
    def where_wanted(self) -> int:
        """Count of needs in the fit that are where the person wants them."""
        return sum(cell.side.where == "where you want it" for cell in self.counted)

    @property
    def missed(self) -> tuple[Must, ...]:
        """The must-haves that are missed: said before any figure."""
        return tuple(must for must in self.musts if must.status == "missed")


def standing(
    therapist: Therapist, entered: Contender, race: Race, notes_belief: NotesBelief, question: Asked
) -> Standing:
    """Return how one therapist stands, as they ``entered`` the ``race``."""
    cells = {
        need.dimension: cell_of(therapist.id, need, notes_belief, question)
        for need in question.needs
    }
    counted = tuple(cells[need.dimension] for need in question.counted)
    return Standing(
        therapist=therapist,
        notes=len(notes_belief.entries_of(therapist.id)),
        sure=_sure(counted),
        cells=tuple(cells[need.dimension] for need in question.needs),
        counted=counted,
        compared=entered.chances is not None,
        running=entered.running,
        fit=None if entered.chances is None else fit_of(entered.chances),
        p_best=race.p_best.get(therapist.id),
        musts=tuple(_must(therapist.id, need, notes_belief, question) for need in question.musts),
        notice_next=notice_next(therapist.id, notes_belief, question),
    )


def cell_of(therapist: UUID, need: Need, notes_belief: NotesBelief, question: Asked) -> Cell:
    """Return what the notes say of one therapist on one need, rated or not."""
    dimension = question.dimensions[need.dimension]
    view = notes_belief.view(therapist, need)
    if view is None:
        return Cell(dimension, need, (), None, NOT_RATED)
    return Cell(dimension, need, view.evidence, view.outlook, view.side)


def _must(therapist: UUID, need: Need, notes_belief: NotesBelief, question: Asked) -> Must:
    dimension = question.dimensions[need.dimension]
    view = notes_belief.view(therapist, need)
    if view is None:
        return Must(dimension, "not known", None)
    return Must(dimension, view.must_status, view.outlook.p_far)


def _sure(cells: Sequence[Cell]) -> Sure:
    """Sureness from the median number of ratings; from memory alone never more than early."""
    middle = median([len(cell.evidence) for cell in cells]) if cells else 0
    if middle == 0:
        return "nothing yet"
    if middle < 2:
        return "first impression"
    lived = any(evidence.kind != "from memory" for cell in cells for evidence in cell.evidence)
    return "more settled" if middle >= 4 and lived else "early"
