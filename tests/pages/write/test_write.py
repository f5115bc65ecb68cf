"""Write a note, jot one down, change one: nothing typed is lost, nothing is saved twice."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from components import session
from components.notes import form_state
from components.notes.draft import NoteDraft
from data.model.note import Note, Rating
from data.model.record import new_id
from data.model.records import Records
from data.vault.open_vaults import open_vault
from data.vault.vault import Vault
from tests.data.fit.filter_runs import counted_runs
from tests.pages.conftest import another_window, at, opened, press, texts
from tests.pages.window import Window, frame, text_fields
from tests.rig.people import a_jot, a_note, a_profile, a_therapist, needs, ratings

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")


@pytest.fixture
def two(vault: Vault) -> Vault:
    for entry in (BIRCH, MAPLE):
        vault.save(entry)
    return vault


def tap(app: AppTest, key: str, value: Any) -> AppTest:
    at(app, key).set_value(value).run()
    assert not app.exception
    return app


def test_without_anybody_it_says_the_next_step(app: AppTest) -> None:
    sentences = texts(opened(app, "write.py"))
    assert "Who comes to mind?" in sentences


def test_a_note_with_taps_is_saved_once(app: AppTest, two: Vault) -> None:
    opened(app, "write.py", who=str(MAPLE.id))
    tap(app, "note:new/value/pace", 7)
    tap(app, "note:new/value/pace/right", "too much")
    tap(app, "note:new/value/directness", "did not come up")
    tap(app, "note:new/go_back", "unsure")
    press(app, "Save")
    assert "Saved." in texts(app)
    assert "Noted. Looking at this honestly is part of the work." in texts(app)
    (note,) = two.records().notes
    assert note.ratings == (
        Rating(dimension="pace", value=7, right="too much"),
        Rating(dimension="directness", value="did not come up"),
    )
    assert (note.therapist, note.kind, note.go_back) == (MAPLE.id, "session", "unsure")
    assert two.drafts.text("note:new") == ""


def test_taps_that_arrive_together_with_save_are_saved(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    at(app, "note:new/value/pace").set_value(7)
    at(app, "note:new/go_back").set_value("no")
    at(app, "note:new/kind").set_value("first call")
    press(app, "Save")
    (note,) = two.records().notes
    assert (note.ratings, note.go_back, note.kind) == (ratings(pace=7), "no", "first call")
    assert two.drafts.text("note:new") == ""


def test_a_tap_can_be_taken_back(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    tap(app, "note:new/value/pace", 7)
    tap(app, "note:new/value/pace", None)
    tap(app, "note:new/go_back", "yes")
    press(app, "Save")
    assert two.records().notes[0].ratings == ()


def test_the_dimensions_are_those_one_has_needs_for(app: AppTest, two: Vault) -> None:
    two.save(a_profile(needs=needs(heard=(6, 10), talk=(3, 6))))
    opened(app, "write.py")
    assert at(app, "note:new/value/heard")
    assert at(app, "note:new/value/talk")
    with pytest.raises(KeyError):
        at(app, "note:new/value/pace")


def test_the_need_is_not_shown_before_the_rating(app: AppTest, two: Vault) -> None:
    two.save(a_profile(needs=needs(pace=(3, 6))))
    sentences = texts(opened(app, "write.py"))
    assert "3 to 6" not in sentences
    assert "gentle push" not in sentences


def test_what_was_tapped_survives_a_reload(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    tap(app, "note:new/value/pace", 7)
    tap(app, "note:new/kind", "first call")
    again = opened(another_window(), "write.py")
    assert at(again, "note:new/value/pace").value == 7
    assert "You began this earlier; it was kept for you." in texts(again)
    press(again, "Save")
    assert two.records().notes[0].kind == "first call"


def test_what_was_begun_can_be_started_afresh(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    tap(app, "note:new/kind", "first call")
    again = opened(another_window(), "write.py")
    at(again, "note:new/text").set_value("Not what I meant.").run()
    app = press(again, "Start afresh")
    assert at(app, "note:new/text").value == ""
    assert at(app, "note:new/kind").value == "session"
    assert two.drafts.text("note:new") == ""


def test_a_half_written_text_survives_a_reload(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    at(app, "note:new/text").set_value("Half a sent").run()
    again = opened(another_window(), "write.py")
    assert at(again, "note:new/text").value == "Half a sent"
    at(again, "note:new/text").set_value("Half a sentence.")
    press(again, "Save")
    assert two.records().notes[0].text == "Half a sentence."


def test_of_two_windows_on_one_draft_neither_loses_what_it_kept(app: AppTest, two: Vault) -> None:
    opened(app, "write.py", who=str(MAPLE.id))
    at(app, "note:new/text").set_value("She was").run()
    other = opened(another_window(), "write.py", who=str(MAPLE.id))
    assert at(other, "note:new/text").value == "She was"
    at(app, "note:new/text").set_value("She was late, and I said nothing.").run()
    press(other, "Save")
    assert [note.text for note in two.records().notes] == ["She was"]
    reloaded = opened(another_window(), "write.py", who=str(MAPLE.id))
    assert at(reloaded, "note:new/text").value == "She was late, and I said nothing."
    press(app, "Save")
    assert "In the other window" in texts(app)
    press(app, "Save mine over it")
    assert [note.text for note in two.records().notes] == ["She was late, and I said nothing."]
    assert two.drafts.of("note:new") == ()


def test_saving_takes_along_what_a_session_without_its_connection_kept(
    app: AppTest, two: Vault
) -> None:
    """Under load a session goes on for a while after its browser has begun another one."""
    opened(app, "write.py", who=str(MAPLE.id))
    tap(app, "note:new/value/pace", 7)
    at(app, "note:new/text").set_value("She was").run()
    other = opened(another_window(), "write.py", who=str(MAPLE.id))
    at(other, "note:new/text").set_value("She was late, and").run()
    at(app, "note:new/text").set_value("She was late").run()
    assert len(two.drafts.of("note:new")) == 2
    at(other, "note:new/text").set_value("She was late, and I said nothing.")
    press(other, "Save")
    assert two.drafts.of("note:new") == ()
    tap(app, "note:new/value/pace", None)
    at(app, "note:new/text").set_value("She was late").run()
    assert len(two.drafts.of("note:new")) == 1, "kept after it was saved"
    (saved,) = two.records().notes
    another_id = NoteDraft(
        id=an_id_of(saved.written_at - timedelta(minutes=5)),
        date=saved.date,
        therapist=MAPLE.id,
        text="She was late, and",
    )
    two.drafts.keep_beside("note:new", another_id.model_dump_json(), None)
    again = opened(another_window(), "write.py", who=str(MAPLE.id))
    assert at(again, "note:new/text").value == ""
    assert two.drafts.of("note:new") == ()


def an_id_of(moment: datetime) -> UUID:
    """Return an id that says it was made then."""
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62)


def test_a_second_note_is_kept_however_little_it_says(two: Vault) -> None:
    """Beside one that was saved with the same words, in another window or before."""
    note = a_note(MAPLE, text="She was late, and I said nothing.")
    two.save(note)
    before = an_id_of(note.written_at - timedelta(minutes=5))
    begun = NoteDraft(id=before, date=note.date, therapist=MAPLE.id, text="She was late")
    assert form_state._is_saved(begun)
    others: dict[str, dict[str, Any]] = {
        "begun afterwards": {"id": new_id()},
        "about another": {"therapist": BIRCH.id},
        "of another day": {"date": note.date - timedelta(days=1)},
        "in other words": {"text": "She was early"},
        "with a tap more": {"values": {"pace": 7}},
    }
    for name, differs in others.items():
        assert not form_state._is_saved(begun.model_copy(update=differs)), name


def test_a_draft_from_a_day_further_east_opens(app: AppTest, two: Vault) -> None:
    """Typed in Tokyo, opened in Los Angeles: there it is tomorrow."""
    ahead = NoteDraft.begun(date.today() + timedelta(days=1), MAPLE.id, "session")
    ahead = ahead.model_copy(update={"text": "Late."})
    two.drafts.keep("note:new", ahead.model_dump_json())
    opened(app, "write.py")
    press(app, "Save")
    (note,) = two.records().notes
    assert note.date == ahead.date
    opened(another_window(), "write.py", note=str(note.id))


def test_the_first_save_after_a_restart_saves(app: AppTest, two: Vault) -> None:
    """The browser still shows the page of a session that nobody knows any more."""
    opened(app, "write.py", who=str(MAPLE.id))
    at(app, "note:new/text").set_value("Half a sentence").run()
    (save,) = [button for button in app.button if button.label == "Save"]
    (field,) = (part for part in text_fields(app) if part.key == "note:new/text")
    new = another_window().switch_page("write.py")
    new.query_params["who"] = str(MAPLE.id)
    assert isinstance(new, Window)
    new.typed = {field.proto.id: {"text": "All of it", "generation": "own 0a 1"}}
    states = WidgetStates()
    states.widgets.add(id=save.proto.id, trigger_value=True)
    new._run(states)
    assert [note.text for note in two.records().notes] == ["All of it"]


def test_ctrl_enter_saves_what_stands_in_the_field(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    at(app, "note:new/helped").set_value("The silence.").press_ctrl_enter()
    assert two.records().notes[0].helped == "The silence."


def test_another_note_begins_empty(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    tap(app, "note:new/value/pace", 7)
    press(app, "Save")
    press(app, "Another about Maple")
    assert at(app, "note:new/value/pace").value is None
    tap(app, "note:new/value/pace", 6)
    press(app, "Save")
    assert len(two.records().notes) == 2


def test_a_jot_needs_no_therapist(app: AppTest, vault: Vault) -> None:
    opened(app, "write.py", kind="jot")
    at(app, "note:jot/text").set_value("Ring back.")
    press(app, "Save")
    assert [note.text for note in vault.records().notes] == ["Ring back."]


def test_an_empty_jot_is_one_sentence_and_stays(app: AppTest, vault: Vault) -> None:
    opened(app, "write.py", kind="jot")
    press(app, "Save")
    assert "A jot needs some text." in texts(app)
    assert vault.records().notes == ()


def test_a_jot_is_sorted_later(app: AppTest, two: Vault) -> None:
    jot = a_jot("Ten to four.")
    two.save(jot)
    opened(app, "write.py", note=str(jot.id))
    tap(app, f"note:{jot.id}/kind", "session")
    tap(app, f"note:{jot.id}/therapist", MAPLE.id)
    press(app, "Save")
    (note,) = two.records().notes
    assert (note.id, note.kind, note.therapist, note.text) == (
        jot.id, "session", MAPLE.id, "Ten to four.",
    )  # fmt: skip


def test_from_memory_asks_for_a_period(app: AppTest, two: Vault) -> None:
    opened(app, "write.py", who=str(BIRCH.id))
    tap(app, "note:new/kind", "from memory")
    tap(app, "note:new/date", date(2018, 2, 1))
    tap(app, "note:new/until", date(2019, 3, 31))
    tap(app, "note:new/sessions", 30)
    tap(app, "note:new/value/pace", 6)
    press(app, "Save")
    (note,) = two.records().notes
    assert (note.date, note.until, note.sessions) == (date(2018, 2, 1), date(2019, 3, 31), 30)
    assert note.therapist == BIRCH.id


def test_an_empty_note_is_not_saved_and_not_counted(app: AppTest, two: Vault) -> None:
    opened(app, "write.py")
    press(app, "Save")
    assert "There is nothing in it yet: write a line, or tap one answer." in texts(app)
    assert two.records().notes == ()
    tap(app, "note:new/value/pace", 6)
    press(app, "Save")
    assert len(two.records().notes) == 1


def test_the_address_does_not_name_the_note_any_more_once_it_is_saved(
    app: AppTest, two: Vault
) -> None:
    note: Note = two.save(a_note(MAPLE, text="Before.")).record
    opened(app, "write.py", note=str(note.id))
    begun = frame(app).data["beginning"]
    press(app, "Save")
    assert "note" not in app.query_params
    assert "Noted" in texts(app)
    assert frame(app).data["beginning"] != begun, "the page begins at its top"


def test_after_saving_it_says_what_this_note_changed(
    app: AppTest, two: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And works out no more for it than the note's own ratings."""
    two.save(a_profile(needs=needs(pace=(3, 6), directness=(5, 8))))
    for day in range(1, 4):
        two.save(a_note(MAPLE, date(2026, 1, day), ratings=ratings(pace=9)))
    opened(app, "write.py")
    tap(app, "note:new/value/pace", 9)
    tap(app, "note:new/value/directness", 6)
    steps = counted_runs(monkeypatch)
    press(app, "Save")
    sentences = texts(app)
    assert "What this note changed" in sentences
    assert sum(steps) == 2
    assert "Directness: not rated before, now fits; 1 note" in sentences.replace("*", "")
    assert "Pace: too pushy, as before; 4 notes" in sentences.replace("*", "")


def test_a_tap_asks_once_whether_the_vault_may_be_opened_and_so_does_its_page(
    app: AppTest, two: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def counted(*args: Any, **more: Any) -> Vault:
        asked.append(args)
        return open_vault(*args, **more)

    opened(app, "write.py")
    monkeypatch.setattr(session, "open_vault", counted)
    tap(app, "note:new/value/pace", 9)
    assert len(asked) == 2
    press(app, "Save")
    assert len(asked) == 4
    assert len(two.records().notes) == 1


def test_about_whom_begins_with_the_person_of_the_last_note(app: AppTest, two: Vault) -> None:
    two.save(a_note(BIRCH))
    assert at(opened(app, "write.py"), "note:new/therapist").value == BIRCH.id


def test_an_edit_changes_the_note_and_nothing_else(app: AppTest, two: Vault) -> None:
    note = a_note(MAPLE, text="as it was", ratings=ratings(pace=3))
    two.save(note)
    opened(app, "write.py", note=str(note.id))
    tap(app, f"note:{note.id}/value/pace", 8)
    press(app, "Save")
    saved = two.get(Note, note.id)
    assert saved.record == note.model_copy(update={"ratings": ratings(pace=8)})
    assert saved.revision == 2


@pytest.fixture
def conflict(app: AppTest, two: Vault) -> Note:
    """A note opened here, tapped at, and changed in another window meanwhile."""
    note = a_note(MAPLE, text="as it was")
    two.save(note)
    opened(app, "write.py", note=str(note.id))
    tap(app, f"note:{note.id}/value/pace", 8)
    two.save(note.model_copy(update={"text": "the other window"}), revision=1)
    press(app, "Save")
    return note


def test_a_conflict_shows_both_and_overwrites_nothing(
    app: AppTest, two: Vault, conflict: Note
) -> None:
    sentences = texts(app)
    assert "changed in another window" in sentences
    assert "the other window" in sentences
    assert at(app, f"note:{conflict.id}/value/pace").value == 8
    assert two.get(Note, conflict.id).record.text == "the other window"


def test_a_conflict_shows_all_that_differs_and_nothing_else(app: AppTest, two: Vault) -> None:
    note = a_note(MAPLE, date(2026, 10, 1), text="as it was", helped="The silence.")
    two.save(note)
    opened(app, "write.py", note=str(note.id))
    tap(app, f"note:{note.id}/value/pace", 8)
    other = {"did_not_help": "The clock.", "date": date(2026, 9, 30), "go_back": "unsure"}
    two.save(note.model_copy(update=other), revision=1)
    sentences = texts(press(app, "Save"))
    for line in ("30 September 2026", "Did not help: The clock.", "Would you go back? unsure"):
        assert line in sentences
    assert "no ratings" in sentences
    assert "as it was" not in sentences
    assert "Helped:" not in sentences


def test_a_note_deleted_after_it_was_changed_can_be_let_go(
    app: AppTest, two: Vault, conflict: Note
) -> None:
    two.remove(two.get(Note, conflict.id).record, revision=2)
    assert "Deleted in the other window" in texts(app.run())
    press(app, "Let it go")
    assert two.records().notes == ()
    assert two.drafts.text(f"note:{conflict.id}") == ""


def test_in_a_conflict_one_s_own_can_be_kept(app: AppTest, two: Vault, conflict: Note) -> None:
    press(app, "Save mine over it")
    record = two.get(Note, conflict.id).record
    assert record.text == "as it was"
    assert record.ratings == ratings(pace=8)


def test_in_a_conflict_the_other_can_be_kept(app: AppTest, two: Vault, conflict: Note) -> None:
    press(app, "Keep the other")
    assert two.get(Note, conflict.id).record.text == "the other window"
    assert two.drafts.text(f"note:{conflict.id}") == ""


def test_a_note_deleted_meanwhile_can_be_saved_as_new(app: AppTest, two: Vault) -> None:
    note = a_note(MAPLE, text="as it was")
    two.save(note)
    opened(app, "write.py", note=str(note.id))
    tap(app, f"note:{note.id}/value/pace", 8)
    two.remove(note, revision=1)
    press(app, "Save")
    assert "deleted in another window" in texts(app)
    press(app, "Save mine as new")
    (saved,) = two.records().notes
    assert (saved.text, saved.ratings) == ("as it was", ratings(pace=8))


@pytest.mark.parametrize("which", ["nonsense", str(UUID(int=7))])
def test_a_note_that_is_not_there_is_said(app: AppTest, two: Vault, which: str) -> None:
    opened(app, "write.py", note=which)


def test_names_are_shown_as_typed(app: AppTest, vault: Vault) -> None:
    name = "![](https://e.invalid/x.png) **M**"
    vault.save(a_therapist(name))
    opened(app, "write.py")
    assert name in at(app, "note:new/therapist").options


def test_at_the_first_appointment_the_expectation_can_be_noted_first(
    app: AppTest, two: Vault
) -> None:
    opened(app, "write.py", who=str(MAPLE.id))
    links = {link.value: link.proto.query_string for link in app.page_link}
    first = "The first time? Note first what you expected, if you like"
    assert links[first] == f"who={MAPLE.id}"
    two.save(a_note(MAPLE))
    again = opened(another_window(), "write.py", who=str(MAPLE.id))
    assert first not in [link.value for link in again.page_link]


def test_an_answer_to_would_you_go_back_stays_when_a_note_is_changed(vault: Vault) -> None:
    who = a_therapist("Maple")
    note = a_note(who, text="As it was.", go_back="yes")
    vault.take(Records(therapists=(who,), notes=(note,)))
    app = opened(another_window(), "write.py", note=str(note.id))
    assert at(app, f"note:{note.id}/go_back").value == "yes"
    at(app, f"note:{note.id}/value/pace").set_value(7).run()
    press(app, "Save")
    assert vault.records().notes[0].go_back == "yes"
