"""What one note changed: said before and after, first where it is said differently now."""

from collections.abc import Collection

from data.fit.note_change import MOST, NeedChange, need_changes
from data.fit.notes_belief import know
from data.fit.question import asked
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

WHO = a_therapist()
NEEDS = a_profile(needs=needs(pace=(3, 6), heard=(6, 10), talk=(3, 5), focus=(0, 5)))


def records_of(*notes: dict[str, int]) -> Records:
    written = tuple(a_note(WHO, ratings=ratings(**values)) for values in notes)
    return Records(therapists=(WHO,), notes=written, need_profiles=(NEEDS,))


def changes(before: Records, after: Records, rated: Collection[str]) -> list[NeedChange]:
    question = asked(NEEDS, after.known_dimensions())
    return need_changes(know(before), know(after), question, WHO.id, rated)


def test_with_a_first_note_nothing_was_rated_before() -> None:
    (change,) = changes(records_of(), records_of({"pace": 4}), {"pace"})
    assert change.before == "not rated"
    assert change.words == f"not rated before, now {change.after}; 1 note"


def test_what_is_said_as_before_is_said_so_with_its_notes() -> None:
    (change,) = changes(records_of({"pace": 4}), records_of({"pace": 4}, {"heard": 9}), {"pace"})
    assert change.words == f"{change.after}, as before; 1 note"


def test_what_changed_comes_first_and_never_more_than_a_few() -> None:
    before = records_of(*[{"pace": 4}] * 5)
    note = {"pace": 4, "heard": 9, "talk": 4, "focus": 2}
    after = records_of(*[{"pace": 4}] * 5, note)
    found = changes(before, after, set(note))
    assert len(found) == MOST
    assert all(change.before == "not rated" for change in found)
    assert changes(before, after, {"practice"}) == []
