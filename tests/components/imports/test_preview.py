"""Import preview: what may come in of a long file, asked at once."""

import time
from datetime import date

import pytest

from components.imports.preview import refuse_strangers
from data.errors import BadInput
from data.model.records import Records
from tests.rig.people import a_jot, a_note, a_therapist

MAPLE, GONE = a_therapist("Maple"), a_therapist("Gone")


def test_a_note_about_somebody_who_was_deleted_meanwhile_is_refused() -> None:
    about_gone = a_note(GONE, date(2026, 4, 1))
    with pytest.raises(BadInput, match="deleted in another window"):
        refuse_strangers(Records(therapists=(MAPLE,)), (a_jot(), about_gone))
    refuse_strangers(Records(therapists=(MAPLE,)), (a_jot(), a_note(MAPLE), GONE, about_gone))


def test_ten_thousand_notes_are_looked_at_in_a_moment() -> None:
    notes = tuple(a_note(MAPLE, date(2026, 4, 1)) for _ in range(10_000))
    begun = time.process_time()
    refuse_strangers(Records(therapists=(MAPLE,)), notes)
    assert time.process_time() - begun < 1
