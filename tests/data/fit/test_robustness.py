"""How firm the answer is: one importance changed, all equal, the newest note left away."""

from datetime import timedelta

from data.fit.report import Report, report
from data.model.need import Importance, Need
from data.model.records import Records
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_profile, a_therapist, ratings

RatingsByPerson = dict[str, dict[str, list[int]]]


def report_on(people: RatingsByPerson, **importances: Importance) -> Report:
    return report(made(people, **importances))


def made(people: RatingsByPerson, **importances: Importance) -> Records:
    """People with one note a day, in turns; each need is 4 to 6."""
    therapists = {name: a_therapist(name) for name in people}
    longest = max(len(values) for series in people.values() for values in series.values())
    notes = [
        a_note(
            therapists[name],
            MONDAY + timedelta(days=10 * at + turn),
            ratings=ratings(**{key: v[at] for key, v in series.items() if at < len(v)}),
        )
        for at in range(longest)
        for turn, (name, series) in enumerate(people.items())
        if any(at < len(values) for values in series.values())
    ]
    needed = tuple(
        Need(dimension=key, low=4, high=6, importance=importance)
        for key, importance in importances.items()
    )
    return Records(
        therapists=tuple(therapists.values()),
        notes=tuple(notes),
        need_profiles=(a_profile(needs=needed),),
    )


def name(report: Report, who: object) -> str | None:
    return report.standing(who).therapist.name if who else None  # type: ignore[arg-type]


def flips(report: Report) -> list[tuple[str, int, int, str | None]]:
    return [
        (flip.dimension.key, flip.before, flip.after, name(report, flip.front))
        for flip in report.verdict.flips
    ]


SLIGHTLY: RatingsByPerson = {
    "Maple": {"pace": [5] * 5, "talk": [9] * 5, "focus": [5] * 5},
    "Birch": {"pace": [8] * 5, "talk": [5] * 5, "focus": [5] * 5},
}


def test_coming_level_with_the_front_is_no_change() -> None:
    """Left out, the only need on which two differ makes them equal, not the other one ahead."""
    alike = {"pace": [5] * 4, "talk": [5] * 4}
    people = {"Maple": alike | {"focus": [9] * 4}, "Birch": alike | {"focus": [5] * 4}}
    assert flips(report_on(people, pace=1, talk=1, focus=1)) == []


def test_the_smallest_changes_that_turn_the_order_are_named_the_clearest_first() -> None:
    found = report_on(SLIGHTLY, pace=2, talk=1, focus=1)
    assert name(found, found.verdict.front) == "Maple"
    assert flips(found) == [("talk", 1, 2, "Birch"), ("pace", 2, 1, "Birch")]


ONLY_LEFT_OUT: RatingsByPerson = {
    "Maple": {"pace": [5] * 5, "talk": [9] * 5},
    "Birch": {"pace": [9] * 5, "talk": [8] * 5},
}


def test_a_larger_change_is_named_only_where_no_smaller_one_turns_it() -> None:
    found = report_on(ONLY_LEFT_OUT, pace=2, talk=2)
    assert name(found, found.verdict.front) == "Maple"
    assert flips(found) == [("pace", 2, 0, "Birch")]


def test_where_one_is_better_at_everything_nothing_turns_it() -> None:
    people: RatingsByPerson = {
        "Maple": {"pace": [5] * 5, "talk": [5] * 5},
        "Birch": {"pace": [9] * 5, "talk": [9] * 5},
    }
    assert flips(report_on(people, pace=2, talk=1)) == []


def test_alone_nothing_turns_it() -> None:
    assert flips(report_on({"Maple": {"pace": [5], "talk": [9]}}, pace=2, talk=1)) == []


def test_a_change_that_leaves_nothing_to_compare_is_no_flip() -> None:
    people: RatingsByPerson = {"Maple": {"pace": [5] * 5}, "Birch": {"pace": [8] * 5}}
    assert flips(report_on(people, pace=2)) == []


HALF_RATED: RatingsByPerson = {
    "Maple": {"pace": [5] * 5, "focus": [5] * 5},
    "Birch": {"pace": [8] * 5, "talk": [8] * 5, "focus": [8] * 5, "depth": [8] * 5},
}


def test_a_change_may_also_change_who_is_compared() -> None:
    """With less weight on what Maple was never rated on, Maple is compared."""
    found = report_on(HALF_RATED, pace=1, talk=2, focus=1, depth=1)
    assert name(found, found.verdict.front) == "Birch"
    assert not found.standings[0].compared
    assert ("talk", 2, 1, "Maple") in flips(found)


def test_equal_weights_are_asked_as_well() -> None:
    people: RatingsByPerson = {
        "Maple": {"pace": [5] * 5, "talk": [9] * 5, "focus": [9] * 5},
        "Birch": {"pace": [9] * 5, "talk": [5] * 5, "focus": [6] * 5},
    }
    importances: dict[str, Importance] = {"pace": 2, "talk": 1, "focus": 1}
    found = report_on(people, **importances)
    alike = report_on(people, pace=1, talk=1, focus=1)
    assert name(found, found.verdict.equal_weights_front) == "Birch"
    assert name(alike, alike.verdict.front) == "Birch"
    assert (found.verdict.equal_weights_leader is None) == (alike.verdict.leader is None)


def test_where_weights_are_equal_equal_weights_say_the_same() -> None:
    found = report_on(SLIGHTLY, pace=2, talk=2, focus=2).verdict
    assert (found.equal_weights_front, found.equal_weights_leader) == (found.front, found.leader)


def test_the_front_without_the_newest_note_is_what_it_was_before_it() -> None:
    before: RatingsByPerson = {"Maple": {"pace": [5, 5, 5]}, "Birch": {"pace": [7, 7, 7]}}
    after: RatingsByPerson = {"Maple": {"pace": [5, 5, 5]}, "Birch": {"pace": [7, 7, 7, 5]}}
    found, then = report_on(after, pace=2), report_on(before, pace=2)
    assert name(found, found.verdict.without_newest_note_front) == name(then, then.verdict.front)
    assert name(found, found.verdict.without_newest_note_leader) == name(then, then.verdict.leader)


def test_without_the_only_note_there_is_nobody() -> None:
    found = report_on({"Maple": {"pace": [5]}}, pace=2).verdict
    assert found.front is not None
    assert (found.without_newest_note_front, found.without_newest_note_running) == (None, ())
