"""Small reports to look at: of one therapist on one need, and every figure of any report."""

from dataclasses import asdict
from datetime import date, timedelta

from data.fit.report import Cell, Report, Standing, report
from data.model.note import NoteKind
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


def only(report: Report) -> Standing:
    (standing,) = report.standings
    return standing


def cell_of(report: Report) -> Cell:
    (cell,) = only(report).cells
    return cell


def level(cell: Cell) -> float:
    assert cell.outlook
    return cell.outlook.level


def of_pace(*values: int, kind: NoteKind = "session", need: tuple[int, int] = (3, 6)) -> Report:
    """A report on one therapist with one note a day and one need, which is a must-have."""
    maple = a_therapist()
    notes = tuple(
        a_note(maple, MONDAY + timedelta(days=at), kind=kind, ratings=ratings(pace=value))
        for at, value in enumerate(values)
    )
    profile = a_profile(needs=needs(pace=need), must_haves=("pace",))
    return report(Records(therapists=(maple,), notes=notes, need_profiles=(profile,)))


def figures(report: Report) -> dict[str, float]:
    """Every figure of a report by whom and what it is about, whatever their order."""
    promised = report.self_check.promised / max(report.self_check.predicted, 1)
    found = {"swing": report.swing.mean, "promised": promised}
    for standing in report.standings:
        name = standing.therapist.name
        for cell in standing.cells:
            if cell.outlook:
                what = f"{name} {cell.dimension.key} "
                found |= {what + key: value for key, value in asdict(cell.outlook).items()}
        if standing.fit and standing.p_best is not None:
            fit = (standing.fit.mean, standing.fit.low, standing.fit.high, *standing.fit.dots)
            found |= {f"{name} fit {at}": value for at, value in enumerate(fit)}
            found |= {f"{name} best": standing.p_best}
        shares = {f"{name} notice {n.dimension.key}": n.share for n in standing.notice_next}
        found |= shares
    for pair in report.pairs:
        a, b = (report.standing(who).therapist.name for who in (pair.a, pair.b))
        found |= {f"{a} before {b}": pair.p_a_ahead, f"{b} before {a}": 1 - pair.p_a_ahead}
    return found


def pulls(report: Report) -> dict[tuple[str, ...], float]:
    """What pulls every pair apart, whatever its order."""
    found: dict[tuple[str, ...], float] = {}
    for pair in report.pairs:
        a, b = (report.standing(who).therapist.name for who in (pair.a, pair.b))
        for pull in pair.pulls:
            what = pull.dimension.key
            found |= {(a, b, what): pull.by, (b, a, what): -pull.by}
    return found
