"""A report as JSON for programs and as a table for people. The keys are part of the promise."""

import json
from typing import Any
from uuid import UUID

from data.fit.report import Cell, Report, Standing
from data.fit.sentences import (
    check_sentence,
    gut_sentence,
    learned_sentence,
    self_check_sentence,
    verdict_sentence,
)


def as_json(told: Report) -> str:
    """Return one JSON object; docs/fit-model.md says what each key means."""
    whole = {
        "notes": told.notes,
        "typical_swing": told.swing.mean,
        "therapists": [_standing(standing) for standing in told.standings],
        "pairs": [
            {"a": str(pair.a), "b": str(pair.b), "p_a_ahead": pair.p_a_ahead}
            for pair in told.pairs
        ],
        "verdict": _verdict(told),
        "checks": [
            {
                "check": check.kind,
                "therapist": str(check.therapist),
                "says": check_sentence(check, told),
            }
            for check in told.checks
        ],
        "self_check": {
            "predicted": told.self_check.predicted,
            "inside_80": told.self_check.inside_80,
            "promised": told.self_check.promised,
        },
        "gut": [
            {"therapist": str(one.therapist), "feels": one.feels, "answers": one.answers}
            for one in told.gut
        ],
        "learned": [
            {
                "dimension": one.dimension.key, "low": one.low, "high": one.high,
                "answers": one.answers, "agree_now": one.agree_now, "agree": one.agree,
            }
            for one in told.learned
        ],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False)


def as_table(told: Report) -> str:
    """Return plain text: the answer, a block for each therapist, then what to be careful about."""
    careful = [
        *(check_sentence(check, told) for check in told.checks),
        *(gut_sentence(one, told) for one in told.gut),
        *(learned_sentence(one) for one in told.learned),
        self_check_sentence(told.self_check),
    ]
    blocks = [_block(standing) for standing in told.standings]
    return "\n\n".join([verdict_sentence(told), *blocks, "\n".join(careful)])


def _verdict(told: Report) -> dict[str, Any]:
    verdict = told.verdict
    return {
        "leader": _id(verdict.leader),
        "p_best": verdict.p_best,
        "equal_weights_leader": _id(verdict.equal_weights_front),
        "without_newest_note_leader": _id(verdict.without_newest_note_front),
        "flips": [
            {
                "dimension": flip.dimension.key, "from": flip.before, "to": flip.after,
                "leader": str(flip.front),
            }
            for flip in verdict.flips
        ],
        "front": _id(verdict.front),
    }  # fmt: skip


def _id(therapist: UUID | None) -> str | None:
    return None if therapist is None else str(therapist)


def _standing(one: Standing) -> dict[str, Any]:
    fit = one.fit and {
        "mean": one.fit.mean, "low": one.fit.low, "high": one.fit.high, "dots": one.fit.dots,
    }  # fmt: skip
    return {
        "id": str(one.therapist.id),
        "name": one.therapist.name,
        "notes": one.notes,
        "sure": one.sure,
        "needs_rated": one.rated,
        "needs": len(one.counted),
        "where_wanted": one.where_wanted,
        "compared": one.compared,
        "fit": fit,
        "p_best": one.p_best,
        "musts": [
            {"dimension": must.dimension.key, "status": must.status, "p_far": must.p_far}
            for must in one.musts
        ],
        "dimensions": [_cell(cell) for cell in one.cells],
        "notice_next": [
            {"dimension": notice.dimension.key, "share": notice.share} for notice in one.notice_next
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    seen = cell.outlook
    return {
        "dimension": cell.dimension.key,
        "ratings": len(cell.evidence),
        "inside": cell.inside,
        "level": seen and seen.level,
        "low": seen and seen.low,
        "high": seen and seen.high,
        "swing": seen and seen.swing,
        "p_below": seen and seen.p_below,
        "p_inside": seen and seen.p_inside,
        "p_above": seen and seen.p_above,
        "p_far": seen and seen.p_far,
        "side": cell.side.words,
        "utility": seen and seen.utility,
    }


def _block(one: Standing) -> str:
    notes = "1 note" if one.notes == 1 else f"{one.notes} notes"
    lines = [
        f"{one.therapist.name} ({one.therapist.status}, {notes}, {one.sure})",
        f"  {one.where_wanted} of {len(one.counted)} needs where you want them, {one.rated} rated",
        *(f"  must-have {must.dimension.name}: {must.status}" for must in one.musts),
    ]
    if one.fit:
        lines.append(f"  fit {one.fit.mean:.0%}, likely {one.fit.low:.0%} to {one.fit.high:.0%}")
    return "\n".join([*lines, *(_row(cell) for cell in one.cells)])


def _row(cell: Cell) -> str:
    name = f"  {cell.dimension.name:<26} need {cell.need.low:>2}-{cell.need.high:<2}"
    if cell.outlook is None:
        return f"{name}  {cell.side.words}"
    counted = f"inside {cell.inside} of {len(cell.evidence)}"
    level = f"{cell.outlook.level:.1f} ({cell.outlook.low:.1f} to {cell.outlook.high:.1f})"
    return f"{name}  {counted:<17} level {level:<18} {cell.side.words}"
