"""What the notes say is kept: a new note costs its own ratings, and the outcome is the same."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.example import example_records
from data.fit import self_check
from data.fit.belief import believe, typical_swing
from data.fit.notes_belief import NotesBelief, know
from data.fit.report import report
from data.model.note import Note
from data.model.records import Records
from tests.data.fit.filter_runs import counted_runs
from tests.data.fit.reports import MONDAY, figures
from tests.data.fit.test_plain_loops import a_small_person
from tests.rig.people import a_jot, a_note, a_profile, a_therapist, a_year, needs, ratings

quickly = settings(max_examples=25, deadline=None, derandomize=True)


def without(records: Records, notes: int) -> Records:
    """The same without so many of the newest notes."""
    listed = sorted(records.notes, key=lambda note: note.order)
    return records.model_copy(update={"notes": tuple(listed[: len(listed) - notes])})


def same(notes_belief: NotesBelief, other: NotesBelief) -> bool:
    assert notes_belief.entries == other.entries
    assert list(notes_belief.tracks) == list(other.tracks)
    assert notes_belief.swing.chances == pytest.approx(other.swing.chances, abs=1e-9)
    for key, belief in notes_belief.beliefs.items():
        assert belief == pytest.approx(other.beliefs[key], abs=1e-9)
        assert notes_belief.tracks[key].evidence == other.tracks[key].evidence
    assert notes_belief.self_check.predicted == other.self_check.predicted
    assert notes_belief.self_check.inside_80 == other.self_check.inside_80
    assert notes_belief.self_check.promised == pytest.approx(other.self_check.promised, abs=1e-9)
    assert [s.dimension for s in notes_belief.surprises] == [s.dimension for s in other.surprises]
    chances = [surprise.chance for surprise in notes_belief.surprises]
    assert chances == pytest.approx([s.chance for s in other.surprises], abs=1e-9)
    assert (notes_belief.earlier is None) == (other.earlier is None)
    return (
        notes_belief.earlier is None
        or other.earlier is None
        or same(notes_belief.earlier, other.earlier)
    )


@pytest.fixture
def stepped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many ratings each run of the filter took, from now on."""
    return counted_runs(monkeypatch)


def test_the_same_records_are_not_read_again() -> None:
    records = a_year(pace=[5, 6])
    before = know(records)
    assert know(records, before) is before


def test_records_with_the_same_notes_run_nothing(stepped: list[int]) -> None:
    records = a_year(pace=[5, 6])
    before = know(records)
    stepped.clear()
    again = know(records.model_copy(update={"notes": (*records.notes, a_jot())}), before)
    assert stepped == []
    assert again.tracks is before.tracks
    assert know(again.source or records, again) is again


def test_a_new_note_costs_one_step_for_each_of_its_ratings(stepped: list[int]) -> None:
    records = a_year(pace=[5, 6, 7], depth=[1, 2, 3], heard=[7, 7])
    before = know(without(records, 1))
    stepped.clear()
    assert same(know(records, before), know(records))
    assert stepped[0] == 2


def test_the_newest_note_changed_costs_its_own_ratings_too(stepped: list[int]) -> None:
    records = a_year(pace=[5, 6, 7], depth=[1, 2, 3])
    before = know(records)
    newest = records.notes[-1].model_copy(update={"ratings": ratings(pace=1)})
    changed = records.model_copy(update={"notes": (*records.notes[:-1], newest)})
    stepped.clear()
    after = know(changed, before)
    assert stepped == [1]
    assert same(after, know(changed))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_any_other_change_runs_everything(at: int, stepped: list[int]) -> None:
    records = a_year(pace=[5, 6, 7, 8])
    before = know(records)
    stepped.clear()
    changed = records.model_copy(update={"notes": (*records.notes[:at], *records.notes[at + 1 :])})
    after = know(changed, before)
    assert sum(stepped) == 3
    assert same(after, know(changed))


def test_a_note_deleted_leaves_the_one_before_it_as_the_newest() -> None:
    records = a_year(pace=[5, 6, 7])
    shorter = without(records, 1)
    after = know(shorter, know(records))
    assert after.earlier
    assert len(after.earlier.entries) == 1
    assert same(after, know(shorter))


def test_a_dimension_deleted_takes_its_ratings_along() -> None:
    example = example_records()
    before = know(example)
    # The records as they are when one's own dimension is gone: its ratings stay in the notes.
    gone = example.model_copy(update={"dimensions": ()})
    after = know(gone, before)
    assert {key for _, key in before.tracks} - {key for _, key in after.tracks} == {"own-silences"}
    assert same(after, know(gone))


def test_somebody_elses_notes_are_never_taken_over() -> None:
    maple, birch = a_year("Maple", pace=[5, 6, 7]), a_year("Birch", pace=[5, 6, 7])
    assert same(know(birch, know(maple)), know(birch))


def test_nothing_is_known_before_the_first_note() -> None:
    nothing = know(Records(need_profiles=(a_profile(),)))
    assert (nothing.entries, nothing.tracks, nothing.beliefs) == ((), {}, {})
    assert nothing.earlier is None
    assert know(a_year(pace=[5]), nothing).earlier


def test_without_the_newest_note_is_what_was_known_before_it() -> None:
    records = a_year(pace=[5, 6, 1], depth=[7, 7, 7])
    earlier = know(records).earlier
    before = know(without(records, 1))
    assert earlier
    assert earlier.earlier is None
    assert earlier.source is None
    assert earlier.swing.chances == pytest.approx(before.swing.chances)
    for key, belief in before.beliefs.items():
        assert earlier.beliefs[key] == pytest.approx(belief)


def test_every_belief_is_the_filter_averaged_over_the_typical_swing() -> None:
    notes_belief = know(example_records())
    swing = typical_swing([track.filter for track in notes_belief.tracks.values()])
    for key, track in notes_belief.tracks.items():
        assert notes_belief.beliefs[key] == pytest.approx(believe(track.filter, swing), abs=1e-12)


def test_many_notes_at_once_are_the_same_as_few_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example = example_records()
    at_once = know(example)
    expected = at_once.self_check
    monkeypatch.setattr(self_check, "AT_ONCE", 3)
    few = know(example).self_check
    assert (few.predicted, few.inside_80) == (expected.predicted, expected.inside_80)
    assert few.promised == pytest.approx(expected.promised, abs=1e-9)


def test_a_self_check_is_worked_out_when_it_is_asked_for_and_then_grows_with_the_notes(
    stepped: list[int],
) -> None:
    """Few pages say it, and it takes as long as all beliefs do."""
    records = a_year(pace=[5, 6, 7, 5], depth=[1, 2, 3, 1])
    before = know(without(records, 1))
    assert stepped == [4, 2], "the older notes once, and the newest by itself"
    stepped.clear()
    assert before.self_check.predicted == 4
    assert stepped == [4], "those before the newest, whose own was there"
    stepped.clear()
    assert know(records, before).self_check.predicted == 6
    assert stepped == [2]


@quickly
@given(a_small_person(), some.integers(1, 5), some.integers(0, 3))
def test_notes_added_later_are_the_same_as_all_at_once(
    records: Records, later: int, changed: int
) -> None:
    at_once = know(records)
    before = know(without(records, later))
    assert same(know(records, before), at_once)
    assert same(know(without(records, changed), at_once), know(without(records, changed)))


@quickly
@given(a_small_person())
def test_a_report_is_the_same_whatever_was_known_before(records: Records) -> None:
    plain = figures(report(records))
    for notes_belief in (know(records), know(without(records, 1)), know(a_year(pace=[1, 2]))):
        assert figures(report(records, notes_belief=notes_belief)) == pytest.approx(plain, abs=1e-9)


def test_other_needs_run_no_filter(stepped: list[int]) -> None:
    records = a_year(pace=[5, 6, 7])
    notes_belief = know(records)
    stepped.clear()
    other = a_profile(needs=needs(pace=(0, 2)))
    whole_report = report(records, other, notes_belief=notes_belief)
    assert stepped == []
    assert figures(whole_report) == figures(report(records, other))


def test_predictions_use_only_what_was_known_before_the_note() -> None:
    """A later note never changes what was foretold earlier."""
    maple = a_therapist()

    def year(*values: int) -> tuple[Note, ...]:
        return tuple(
            a_note(maple, MONDAY + timedelta(days=at), ratings=ratings(pace=value, depth=value))
            for at, value in enumerate(values)
        )

    def chances(*values: int) -> list[float]:
        records = Records(therapists=(maple,), notes=year(*values), need_profiles=(a_profile(),))
        return [surprise.chance for surprise in know(records).surprises]

    first = know(Records(therapists=(maple,), notes=year(5, 6), need_profiles=(a_profile(),)))
    whole = know(
        Records(therapists=(maple,), notes=year(5, 6, 0), need_profiles=(a_profile(),)), first
    )
    assert whole.earlier
    assert whole.earlier.self_check == first.self_check
    assert chances(5, 5)[0] > chances(5, 0)[0]


def test_nothing_known_can_be_changed_by_those_who_use_it() -> None:
    records = a_year(pace=[5, 6])
    before = know(records)
    belief = {key: value.copy() for key, value in before.beliefs.items()}
    know(records.model_copy(update={"notes": (*records.notes, _another(records))}), before)
    report(records, notes_belief=before)
    for key, value in belief.items():
        assert np.array_equal(before.beliefs[key], value)


def _another(records: Records) -> Note:
    return a_note(records.therapists[0], date(2026, 10, 9), ratings=ratings(pace=0))
