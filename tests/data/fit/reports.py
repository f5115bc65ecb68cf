"""Small reports to look at: of one therapist on one need, and every figure of any report."""

from dataclasses import asdict
from datetime import date, timedelta

from data.fit.report import Cell, Report, Standing, report
from data.model.note import NoteKind
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


def only(told: Report) -> Standing:
    (standing,) = told.standings
    return standing


def cell_of(told: Report) -> Cell:
    (cell,) = only(told).cells
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


def figures(told: Report) -> dict[str, float]:
    """Every figure of a report by whom and what it is about, whatever their order."""
    promised = told.self_check.promised / max(told.self_check.predicted, 1)
    found = {"swing": told.swing.mean, "promised": promised}
    for one in told.standings:
        name = one.therapist.name
        for cell in one.cells:
            if cell.outlook:
                what = f"{name} {cell.dimension.key} "
                found |= {what + key: value for key, value in asdict(cell.outlook).items()}
        if one.fit and one.p_best is not None:
            fit = (one.fit.mean, one.fit.low, one.fit.high, *one.fit.dots)
            found |= {f"{name} fit {at}": value for at, value in enumerate(fit)}
            found |= {f"{name} best": one.p_best}
        shares = {f"{name} notice {n.dimension.key}": n.share for n in one.notice_next}
        found |= shares
    for pair in told.pairs:
        a, b = (told.standing(who).therapist.name for who in (pair.a, pair.b))
        found |= {f"{a} before {b}": pair.p_a_ahead, f"{b} before {a}": 1 - pair.p_a_ahead}
    return found


def pulls(told: Report) -> dict[tuple[str, ...], float]:
    """What pulls every pair apart, whatever its order."""
    found: dict[tuple[str, ...], float] = {}
    for pair in told.pairs:
        a, b = (told.standing(who).therapist.name for who in (pair.a, pair.b))
        for pull in pair.pulls:
            what = pull.dimension.key
            found |= {(a, b, what): pull.by, (b, a, what): -pull.by}
    return found
