"""A stretch of time: which ones are offered, what lies in them, what is said of them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from data.advice.time_stretch import (
    ALL,
    LEAST_BREAK,
    SINCE_BREAK,
    THREE_MONTHS,
    TimeStretch,
    after_break,
    count_sentence,
    rating_sentences,
    usual_stretches,
)
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

WREN = a_therapist("Wren")
TODAY = date(2026, 11, 1)
dates = some.lists(some.dates(date(2025, 1, 1), TODAY), min_size=1, max_size=12, unique=True)


def weekly(*first_days: date, times: int = 5) -> list[date]:
    return [first + timedelta(weeks=week) for first in first_days for week in range(times)]


def test_the_last_break_ends_with_the_first_session_after_it() -> None:
    days = weekly(date(2026, 1, 5), date(2026, 4, 6), date(2026, 9, 7))
    assert after_break([a_note(WREN, day) for day in days]) == date(2026, 9, 7)
    assert after_break([a_note(WREN, day) for day in days[:5]]) is None


def test_who_goes_once_a_month_makes_no_break_each_month() -> None:
    monthly = [date(2026, month, 3) for month in range(1, 10)]
    assert after_break([a_note(WREN, day) for day in monthly]) is None


@given(dates)
def test_no_break_is_shorter_than_three_weeks(days: list[date]) -> None:
    begin = after_break([a_note(WREN, day) for day in days])
    before = [day for day in days if begin and day < begin]
    assert begin is None or (begin - max(before)).days >= LEAST_BREAK


@given(dates)
def test_what_is_offered_has_notes_in_it_and_all_of_it_has_all(days: list[date]) -> None:
    notes = [a_note(WREN, day) for day in days]
    offered = usual_stretches(notes, TODAY)
    assert all(any(map(stretch.holds, notes)) for stretch in offered.values())
    assert all(map(offered[ALL].holds, notes))


def test_nothing_noted_offers_nothing_and_old_notes_no_three_months() -> None:
    assert usual_stretches([], TODAY) == {}
    old = usual_stretches([a_note(WREN, date(2025, 1, 1))], TODAY)
    assert {SINCE_BREAK, THREE_MONTHS} & set(old) == set()


def test_a_note_over_several_days_is_in_what_it_reaches_into() -> None:
    long = a_note(WREN, date(2026, 3, 1)).model_copy(update={"until": date(2026, 4, 30)})
    assert TimeStretch(date(2026, 4, 30), date(2026, 5, 1)).holds(long)
    assert not TimeStretch(date(2026, 5, 1), date(2026, 5, 2)).holds(long)


def test_counts_and_ratings_are_said_plainly() -> None:
    notes = [
        a_note(WREN, date(2026, 3, day), ratings=ratings(pace=value))
        for day, value in ((1, 3), (8, 8), (15, 6))
    ]
    stretch = TimeStretch(date(2026, 3, 1), date(2026, 3, 31))
    assert count_sentence(notes, stretch) == "1 March 2026 to 31 March 2026: 3 sessions."
    profile = a_profile(needs=needs(pace=(3, 6)))
    assert rating_sentences(notes, Records().known_dimensions(), profile) == {
        "pace": "Pace: rated 3 times, 3 to 8, 6 last. Needed: 3 to 6."
    }
    assert list(rating_sentences(notes[:1], Records().known_dimensions(), None).values()) == [
        "Pace: rated once, 3."
    ]
