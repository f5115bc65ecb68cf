"""Own goals over time: the ratings as they were given, whoever a note is about."""

from data.advice.goal_path import goal_paths, goal_words
from data.model.note import Rating
from data.model.records import Records
from tests.data.advice.test_agreed import day
from tests.rig.people import a_goal, a_note, a_therapist

SLEEP, MONEY = a_goal(), a_goal("Money")


def rated(*values: int) -> tuple[Rating, ...]:
    return tuple(Rating(dimension=SLEEP.key, value=value) for value in values)


def test_a_goal_goes_through_the_notes_about_everybody() -> None:
    maple, birch = a_therapist(), a_therapist("Birch")
    notes = (
        a_note(birch, day(8), ratings=rated(6)),
        a_note(maple, day(1), ratings=rated(3)),
        a_note(maple, day(2)),
    )
    records = Records(therapists=(maple, birch), notes=notes, dimensions=(SLEEP, MONEY))
    (path,) = goal_paths(records, records.notes)
    assert [(point.number, point.level) for point in path.points] == [(1, 3), (3, 6)]
    assert goal_words(path) == "Sleep: 3 on 1 October 2026, 6 on 8 October 2026, 2 ratings"
    (alone,) = goal_paths(records, records.notes_of(birch.id))
    assert goal_words(alone) == "Sleep: 6 on 8 October 2026"
