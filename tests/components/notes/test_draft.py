from datetime import date
from uuid import uuid4

import pytest

from components.notes.draft import NoteDraft
from components.notes.form_state import draft_at
from data.errors import BadRecord
from data.model.moment import Moment, OwnPart
from data.model.note import Note, Rating
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from tests.rig.people import TODAY, a_jot, a_note, a_therapist

MAPLE = a_therapist()


def begun(**typed: object) -> NoteDraft:
    return NoteDraft.begun(TODAY, MAPLE.id, "session").model_copy(update=typed)


def test_a_draft_that_was_kept_reads_as_it_was() -> None:
    draft = begun(text="half", values={"pace": 3, "heard": "did not come up"}, go_back="unsure")
    assert draft_at("note:new").keep(draft) == draft_at("note:new").in_vault() == draft


def test_a_draft_kept_by_an_earlier_version_reads_as_it_was() -> None:
    draft = NoteDraft.of(a_note(MAPLE, text="before"), revision=4)
    earlier = draft.model_dump_json().replace('"revision"', '"seen"')
    open_vault(read_settings(), LOCAL).drafts.keep("note:x", earlier)
    assert draft_at("note:x").in_vault() == draft


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "x"}', '{"colour": 1}'])
def test_a_draft_that_no_longer_reads_is_none(text: str) -> None:
    open_vault(read_settings(), LOCAL).drafts.keep("note:new", text)
    assert draft_at("note:new").in_vault() is None


def test_what_was_tapped_becomes_ratings() -> None:
    values = {"pace": 3, "heard": "did not come up"}
    note = begun(values=values, right={"pace": "too little", "heard": "right"}).note()
    assert note.ratings == (
        Rating(dimension="pace", value=3, right="too little"),
        Rating(dimension="heard", value="did not come up"),
    )


def test_saving_twice_saves_the_same_note() -> None:
    draft = begun(text="once")
    assert draft.note().id == draft.note().id


def test_editing_keeps_what_the_form_does_not_show() -> None:
    before = a_note(
        MAPLE, moments=(Moment(kind="pushed"),), own_part=OwnPart(open=7), text="before"
    )
    draft = NoteDraft.of(before, revision=4).model_copy(update={"text": "after"})
    assert draft.note() == before.model_copy(update={"text": "after"})
    assert draft.revision == 4


def test_a_jot_can_be_sorted_into_a_session() -> None:
    jot = a_jot("Ten to four.")
    sorted_ = NoteDraft.of(jot, 1).model_copy(update={"kind": "session", "therapist": MAPLE.id})
    assert sorted_.note() == Note(
        id=jot.id,
        kind="session",
        therapist=MAPLE.id,
        date=jot.date,
        written_at=jot.written_at,
        text="Ten to four.",
    )


def test_a_jot_takes_its_text_alone() -> None:
    draft = begun(kind="jot", text="later", values={"pace": 3}, go_back="yes")
    assert draft.note().ratings == ()
    assert draft.note().go_back is None


def test_a_period_belongs_to_notes_from_memory_only() -> None:
    period = {"until": date(2026, 10, 2), "sessions": 4, "text": "Some time."}
    assert begun(**period).note().sessions is None
    assert begun(kind="from memory", date=date(2026, 10, 1), **period).note().sessions == 4


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"therapist": None}, "which therapist it is about"),
        ({"kind": "jot", "text": " "}, "A jot needs some text"),
        ({"kind": "from memory", "until": date(1999, 1, 1)}, "ends before it begins"),
        ({"text": "a\x00b"}, "null character"),
        ({"values": {"pace": 11}}, "none of the possible values"),
        ({"date": date(1899, 1, 1)}, "1900 or later"),
    ],
)
def test_what_cannot_be_saved_is_said_in_one_sentence(typed: dict[str, object], says: str) -> None:
    with pytest.raises(BadRecord, match=says):
        begun(**typed).note()


def test_nothing_typed_is_in_the_sentence() -> None:
    with pytest.raises(BadRecord) as caught:
        begun(text="a private\x00 word", therapist=uuid4()).note()
    assert "private" not in caught.value.sentence
