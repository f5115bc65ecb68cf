"""What one wants to say belongs to the therapist, that it was said to a note."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from data.model.archive import read_archive, write_archive
from data.model.record import new_id
from data.model.records import Records
from data.model.to_say import Said, ToSay
from tests.rig.people import TODAY, a_jot, a_note, a_therapist

THEN = datetime(2026, 10, 1, tzinfo=UTC)


def test_it_needs_words() -> None:
    with pytest.raises(ValidationError, match="it needs some words"):
        ToSay(id=new_id(), written_at=THEN, words=" \n")


def test_only_what_was_said_was_taken_in_some_way() -> None:
    assert Said(what=new_id(), how="said it", they="listened").they == "listened"
    with pytest.raises(ValidationError, match="not taken in any way"):
        Said(what=new_id(), how="not yet", they="listened")


def test_a_jot_says_nothing_of_it() -> None:
    with pytest.raises(ValidationError, match="a jot has text only"):
        a_jot(said=(Said(what=new_id(), how="not yet"),))


def test_an_archive_carries_it_and_one_without_it_is_as_before() -> None:
    sentence = ToSay(id=new_id(), written_at=THEN, words="Slower, please.", dimension="pace")
    who = a_therapist(to_say=(sentence,))
    note = a_note(who, said=(Said(what=sentence.id, how="said it", they="explained"),))
    records = Records(therapists=(who,), notes=(note,))
    assert read_archive(write_archive(records), TODAY) == records
    bare = Records(therapists=(a_therapist(),))
    assert b"said" not in write_archive(bare)
    assert b"to_say" not in write_archive(bare)
