"""What became of an agreed thing, as a record."""

import pytest
from pydantic import ValidationError

from data.model.agreed import AgreedAnswer
from data.model.record import new_id
from tests.rig.people import a_jot, a_note, a_therapist


def test_what_was_not_done_neither_helped_nor_did_not() -> None:
    assert AgreedAnswer(note=new_id(), did="did not").helped is None
    with pytest.raises(ValidationError, match="not done"):
        AgreedAnswer(note=new_id(), did="did not", helped="a little")


def test_a_note_does_not_answer_for_itself_and_a_jot_agrees_nothing() -> None:
    maple, key = a_therapist(), new_id()
    with pytest.raises(ValidationError, match="agrees itself"):
        a_note(maple, id=key, agreed_before=AgreedAnswer(note=key, did="did it"))
    with pytest.raises(ValidationError, match="sort it first"):
        a_jot(agreed="a walk")
