"""What was chosen for the calendar file: words, times, names, and no reminder at all."""

from datetime import UTC, date, timedelta

from components.next_session.calendar_form import (
    NEVER,
    CalendarChoice,
    calendar_content,
    calendar_entries,
)
from data.model.next_session import NextSession
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from tests.rig.people import a_therapist

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


def test_the_file_holds_what_is_chosen_when_it_is_asked_for(home: object) -> None:
    vault, day = open_vault(read_settings(), LOCAL), date.today() + timedelta(days=3)
    maple = vault.save(a_therapist(next_session=NextSession(on=day))).record

    def content() -> bytes:
        return calendar_content(maple.id, day, UTC, lambda: vault)

    assert b"SUMMARY:Write\r\n" in content()
    chosen = CalendarChoice(after_words="Tea")
    vault.drafts.keep_beside(f"calendar:{maple.id}", chosen.model_dump_json(), None)
    assert b"SUMMARY:Tea\r\n" in content()
    vault.drafts.keep_beside(f"calendar:{maple.id}", "{}x", None)
    assert b"SUMMARY:" in content()
