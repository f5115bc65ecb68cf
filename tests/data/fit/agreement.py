"""Where the fit model and its second writing must agree, one function for each subject."""

from uuid import UUID

import pytest

from data.fit.path import path
from tests.data.fit import plain_answers as answers
from tests.data.fit import plain_checks, plain_loops
from tests.data.fit.twice import Both, doubtful, rated

EXACT = 1e-6

OUTLOOK = (
    "level", "low", "high", "swing", "p_below", "p_inside", "p_above", "p_far", "utility",
)  # fmt: skip


def close(value: float | None) -> object:
    return None if value is None else pytest.approx(value, abs=EXACT)


def on_cells(both: Both) -> None:
    assert both.fast.swing.mean == close(both.slow.swing)
    assert both.fast.swing.chances.tolist() == pytest.approx(both.slow.person.typical, abs=EXACT)
    for standing in both.fast.standings:
        for cell in standing.cells:
            slow = both.slow.cells.get((str(standing.therapist.id), cell.dimension.key))
            assert (cell.outlook is None) == (slow is None)
            for what in OUTLOOK if slow else ():
                assert getattr(cell.outlook, what) == close(getattr(slow, what)), what


def on_words(both: Both) -> None:
    for standing in both.fast.standings:
        for cell in standing.cells:
            slow = both.slow.cells.get((str(standing.therapist.id), cell.dimension.key))
            values = [evidence.value for evidence in cell.evidence]
            need = both.needs[cell.dimension.key]
            assert cell.side.words == plain_loops.side(slow, values, need)
        for must in standing.musts:
            key = must.dimension.key
            slow = both.slow.cells.get((str(standing.therapist.id), key))
            assert must.status == both.must(standing.therapist.id, key, both.slow, len(both.notes))
            assert must.p_far == close(slow.p_far if slow else None)
        kinds = {evidence.kind for cell in standing.counted for evidence in cell.evidence}
        counts = [len(cell.evidence) for cell in standing.counted]
        assert standing.sure == answers.sure(counts, doubtful_only=kinds <= {"from memory"})


def on_fit(both: Both) -> None:
    r = both.together(len(both.notes), both.weighed(equal=False))
    assert both.fast.together == close(r)
    whole = sum(need.weight for need in both.needs.values())
    for standing in both.fast.standings:
        cells = both.slow.person.cells
        who = str(standing.therapist.id)
        rated = sum(need.weight for key, need in both.needs.items() if (who, key) in cells)
        assert standing.compared == (0 < rated >= whole / 2)
        assert (standing.fit is not None) == standing.compared
        if standing.fit:
            slow = both.fits[standing.therapist.id]
            assert standing.fit.mean == close(slow.mean)
            assert (standing.fit.low, standing.fit.high) == pytest.approx(
                (slow.low, slow.high), abs=EXACT
            )
            assert standing.fit.dots == pytest.approx(slow.dots, abs=EXACT)


def on_paths(both: Both, most: int) -> None:
    """On so many cells; the smallest ones first, since all take their time."""
    tracks = sorted(both.notes_belief.tracks.items(), key=lambda item: len(item[1].evidence))
    for (who, key), _ in tracks[:most]:
        slow = plain_loops.path(
            both.slow.person, (str(who), key), both.looks(10_000)[str(who), key]
        )
        numbers = [
            number
            for number, note in enumerate((n for n in both.notes if n.therapist == who), start=1)
            if key in rated(note, both.records)
        ]
        points = path(both.notes_belief, who, key)
        assert [point.number for point in points] == numbers
        for point, belief in zip(points, slow, strict=True):
            levels = [sum(row[at] for row in belief) for at in range(41)]
            assert sum(levels) == close(1)
            assert point.level == close(sum(p * at / 4 for at, p in enumerate(levels)))
            assert point.low == close(plain_loops.quantile(levels, 0.1, 10))
            assert point.high == close(plain_loops.quantile(levels, 0.9, 10))


def on_comparison(both: Both) -> None:
    verdict = both.fast.verdict
    assert (_name(verdict.front), _name(verdict.leader)) == (both.now.front, both.now.leader)
    for standing in both.fast.standings:
        assert standing.p_best == close(both.now.chances.get(str(standing.therapist.id)))
    person, needs = both.slow.person, both.weighed(equal=False)
    for pair in both.fast.pairs:
        a, b = both.fits[pair.a], both.fits[pair.b]
        assert pair.p_a_ahead == close(answers.ahead(a, b))
        slow = answers.pulls(person, str(pair.a), str(pair.b), needs)
        found = {pull.dimension.key: pull.by for pull in pair.pulls}
        assert found == pytest.approx(slow, abs=EXACT)
        assert sum(found.values()) == close(a.mean - b.mean)


def on_robustness(both: Both) -> None:
    verdict = both.fast.verdict
    equal, earlier = both.race(equal=True), both.race(earlier=True)
    assert _name(verdict.equal_weights_front) == equal.front
    assert _name(verdict.equal_weights_leader) == equal.leader
    assert _name(verdict.without_newest_note_front) == earlier.front
    assert _name(verdict.without_newest_note_leader) == earlier.leader
    names = [
        str(standing.therapist.id)
        for standing in both.in_order()
        if both.may_lead(standing, both.slow, len(both.notes))
    ]
    slow = []
    if both.now.front is not None:
        slow = answers.flips(both.slow.person, both.now.front, names, both.needs)
    found = [(f.dimension.key, f.before, f.after, str(f.front)) for f in verdict.flips]
    assert found == slow


def _name(who: UUID | None) -> str | None:
    return None if who is None else str(who)


def on_notice(both: Both) -> None:
    for standing in both.fast.standings:
        slow = answers.notice(
            both.slow.person, str(standing.therapist.id), both.weighed(equal=False)
        )
        found = {notice.dimension.key: notice.share for notice in standing.notice_next}
        assert found == pytest.approx(slow, abs=EXACT)
        shares = [notice.share for notice in standing.notice_next]
        assert shares == pytest.approx(sorted(shares, reverse=True), abs=1e-8)


def on_learned_and_gut(both: Both) -> None:
    dimensions = both.records.known_dimensions()
    offers: dict[str, tuple[int, int] | str] = {}
    for key, need in both.needs.items():
        given: list[tuple[int, str]] = [
            (rating.value, rating.right)
            for note in both.notes
            for rating in note.ratings
            if rating.dimension == key and isinstance(rating.value, int) and rating.right
        ]
        two = dimensions[key].kind == "two-sided"
        offer = answers.learned(given, need.low, need.high, two_sided=two)
        offers |= {key: offer} if offer else {}
    found: dict[str, tuple[int, int] | str] = {
        entry.dimension.key: (entry.low, entry.high) for entry in both.fast.learned
    }
    assert found | {entry.dimension.key: "divided" for entry in both.fast.divided} == offers
    felt = {note.therapist: note.feels for note in both.fast.gut}
    for standing in both.fast.standings:
        who = standing.therapist.id
        fit = both.fits.get(who)
        said = [n.go_back for n in both.notes if n.therapist == who and n.go_back]
        missed = any(must.status == "missed" for must in standing.musts)
        assert felt.get(who) == answers.gut([str(a) for a in said], fit, missed=missed)


def on_checks(both: Both) -> None:
    notes = [(str(note.therapist), rated(note, both.records)) for note in both.notes]
    doubts = [doubtful(note) for note in both.notes]
    predicted = plain_checks.predictions(both.slow.person, notes, doubts)
    found = both.fast.self_check
    assert found.predicted == len(predicted)
    assert found.inside_80 == sum(entry.inside for entry in predicted)
    assert found.promised == close(sum(entry.promised for entry in predicted))
    newest = [entry for entry in predicted if entry.note == len(notes) - 1]
    chances = {surprise.dimension: surprise.chance for surprise in both.notes_belief.surprises}
    assert chances == pytest.approx({entry.key[1]: entry.chance for entry in newest}, abs=EXACT)
    chance_of = {entry.key[1]: entry.chance for entry in newest}
    unlikely = plain_checks.broken(chance_of, len(notes[-1][1]))
    breaks = {
        dimension.key
        for check in both.fast.checks
        if check.kind == "break"
        for dimension in check.dimensions
    }
    assert breaks == unlikely
    by_kind = {(check.kind, check.therapist): check for check in both.fast.checks}
    for standing in both.fast.standings:
        who = standing.therapist.id
        own = [ratings for therapist, ratings in notes if therapist == str(who)]
        flat, asked = plain_checks.flat(own)
        check = by_kind.get(("flat", who))
        assert (check is not None) == (flat >= 3)
        if check and check.kind == "flat":
            assert (check.notes, check.of) == (flat, asked)
        halo, check = plain_checks.halo(own, both.needs), by_kind.get(("halo", who))
        assert (check is not None) == (halo is not None and halo[0] >= 0.6)
        if check and check.kind == "halo" and halo:
            assert (check.correlation, check.pairs) == (close(halo[0]), halo[1])


def on_everything(both: Both) -> None:
    """Everything but the paths, on the same person."""
    on_cells(both)
    on_words(both)
    on_fit(both)
    on_comparison(both)
    on_robustness(both)
    on_notice(both)
    on_learned_and_gut(both)
    on_checks(both)
