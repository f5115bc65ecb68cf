"""A report as JSON for programs and as a table for people. The keys are part of the promise."""

import json
from typing import Any, Final
from uuid import UUID

from data.fit.phrases import fit_words, standing_words
from data.fit.report import Cell, Report, Standing
from data.fit.sentences import (
    check_sentence,
    divided_sentence,
    gut_sentence,
    learned_sentence,
    self_check_sentence,
    verdict_sentence,
)

VERSION: Final = 4
"""Of the JSON; since 2 it has ``version``, ``together``, ``divided`` and *just outside*.

Since 3 ``together`` begins at .04, where it was 0 before any note told; since 4 beliefs take a
session as a whole.
"""


def as_json(report: Report) -> str:
    """Return one JSON object; docs/fit-model.md says what each key means."""
    whole = {
        "version": VERSION,
        "notes": report.notes,
        "typical_swing": report.swing.mean,
        "therapists": [_standing(standing) for standing in report.standings],
        "pairs": [
            {"a": str(pair.a), "b": str(pair.b), "p_a_ahead": pair.p_a_ahead}
            for pair in report.pairs
        ],
        "verdict": _verdict(report),
        "checks": [
            {
                "check": check.kind,
                "therapist": str(check.therapist),
                "says": check_sentence(check, report),
            }
            for check in report.checks
        ],
        "self_check": {
            "predicted": report.self_check.predicted,
            "inside_80": report.self_check.inside_80,
            "promised": report.self_check.promised,
        },
        "gut": [
            {"therapist": str(note.therapist), "feels": note.feels, "answers": note.answers}
            for note in report.gut
        ],
        "learned": [
            {
                "dimension": need.dimension.key, "low": need.low, "high": need.high,
                "answers": need.answers, "agree_now": need.agree_now, "agree": need.agree,
            }
            for need in report.learned
        ],
        "together": report.together,
        "divided": [
            {
                "dimension": need.dimension.key, "answers": need.answers,
                "agree_now": need.agree_now,
            }
            for need in report.divided
        ],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False)


def as_table(report: Report) -> str:
    """Return plain text: the answer, a block for each therapist, then what to be careful about."""
    careful = [
        *(check_sentence(check, report) for check in report.checks),
        *(gut_sentence(feeling, report) for feeling in report.gut),
        *(learned_sentence(need) for need in report.learned),
        *(divided_sentence(need) for need in report.divided),
        self_check_sentence(report.self_check),
    ]
    blocks = [_block(standing) for standing in report.standings]
    return "\n\n".join([verdict_sentence(report), *blocks, "\n".join(careful)])


def _verdict(report: Report) -> dict[str, Any]:
    verdict = report.verdict
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


def _standing(standing: Standing) -> dict[str, Any]:
    fit = standing.fit and {
        "mean": standing.fit.mean, "low": standing.fit.low, "high": standing.fit.high,
        "dots": standing.fit.dots,
    }  # fmt: skip
    return {
        "id": str(standing.therapist.id),
        "name": standing.therapist.name,
        "notes": standing.notes,
        "sure": standing.sure,
        "needs_rated": standing.rated,
        "needs": len(standing.counted),
        "where_wanted": standing.where_wanted,
        "compared": standing.compared,
        "fit": fit,
        "p_best": standing.p_best,
        "musts": [
            {"dimension": must.dimension.key, "status": must.status, "p_far": must.p_far}
            for must in standing.musts
        ],
        "dimensions": [_cell(cell) for cell in standing.cells],
        "notice_next": [
            {"dimension": notice.dimension.key, "share": notice.share}
            for notice in standing.notice_next
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    view = cell.outlook
    return {
        "dimension": cell.dimension.key,
        "ratings": len(cell.evidence),
        "inside": cell.inside,
        "level": view and view.level,
        "low": view and view.low,
        "high": view and view.high,
        "swing": view and view.swing,
        "p_below": view and view.p_below,
        "p_inside": view and view.p_inside,
        "p_above": view and view.p_above,
        "p_far": view and view.p_far,
        "side": cell.side.words,
        "utility": view and view.utility,
    }


def _block(standing: Standing) -> str:
    notes = "1 note" if standing.notes == 1 else f"{standing.notes} notes"
    lines = [
        f"{standing.therapist.name} ({standing.therapist.status}, {notes}, {standing.sure})",
        *(f"  must-have {must.dimension.name}: {must.status}" for must in standing.musts),
        f"  {standing_words(standing)}",
    ]
    if standing.fit:
        lines.append(f"  {fit_words(standing)}")
    return "\n".join([*lines, *(_row(cell) for cell in standing.cells)])


def _row(cell: Cell) -> str:
    name = f"  {cell.dimension.name:<26} need {cell.need.low:>2}-{cell.need.high:<2}"
    if cell.outlook is None:
        return f"{name}  {cell.side.words}"
    counted = f"inside {cell.inside} of {len(cell.evidence)}"
    level = f"{cell.outlook.level:.1f} ({cell.outlook.low:.1f} to {cell.outlook.high:.1f})"
    return f"{name}  {counted:<17} level {level:<18} {cell.side.words}"
