"""What was chosen for the calendar file: words, times, names, and no reminder at all."""

from datetime import timedelta

from components.next_session.calendar_form import NEVER, CalendarChoice, calendar_entries

USUAL = {"before": "Read before Thursday", "after": "Write", "session": "Appointment"}


def test_two_reminders_in_neutral_words_are_usual() -> None:
    before, after = calendar_entries(CalendarChoice(), USUAL, "Maple")
    assert (before.words, before.after) == ("Read before Thursday", timedelta(days=-1))
    assert (after.words, after.after) == ("Write", timedelta(hours=1))
    assert before.reminder
    assert after.reminder


def test_each_can_be_left_out() -> None:
    assert calendar_entries(CalendarChoice(before=NEVER, after=NEVER), USUAL, "Maple") == ()


def test_words_and_name_are_as_chosen() -> None:
    choice = CalendarChoice(before_words=" Tea ", after=NEVER, itself=True, named=True)
    before, itself = calendar_entries(choice, USUAL, "Maple")
    assert (before.words, itself.words) == ("Tea (Maple)", "Appointment (Maple)")
    assert not itself.reminder


def test_a_time_that_is_offered_no_more_is_no_reminder() -> None:
    assert calendar_entries(CalendarChoice(before="at dawn", after=NEVER), USUAL, "Maple") == ()
