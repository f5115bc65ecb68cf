"""Own goals: added, rated in notes, seen over time, and out of everything about therapists."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.model.note import Rating
from data.model.records import Records
from data.vault.drafts import Drafts
from data.vault.files import VaultFiles
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, opened, press, texts
from tests.pages.window import unfold
from tests.rig.people import a_goal, a_note, a_profile, a_therapist, needs, ratings

MAPLE, SLEEP = a_therapist(), a_goal()
RATED = f"note:new/value/{SLEEP.key}"


def typed(app: AppTest, **fields: str) -> AppTest:
    for name, text in fields.items():
        at(app, f"goal:new/0/{name}").set_value(text)
    return app


def rated(*values: int) -> Records:
    notes = tuple(
        a_note(MAPLE, date(2026, 10, day), ratings=ratings(**{"pace": 3, SLEEP.key: value}))
        for day, value in enumerate(values, 1)
    )
    profile = a_profile(needs=needs(pace=(3, 6)))
    return Records(therapists=(MAPLE,), dimensions=(SLEEP,), notes=notes, need_profiles=(profile,))


def test_a_goal_is_added_once_and_the_next_note_asks(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.save(MAPLE)
    opened(app, "goals.py")
    assert "There is no goal yet, and none is needed." in texts(app)
    typed(app, name="Sleep", low_end="awake at three", high_end="rested")
    # One transaction takes the draft with it: a second one might not be reached any more.
    monkeypatch.setattr(Drafts, "drop", lambda *_: pytest.fail("a second transaction"))
    press(app, "Add")
    assert "Added. The next note asks about it." in texts(app)
    assert vault.drafts.of("goal:new") == ()
    press(app, "Add")  # a second tap
    assert vault.records().dimensions == (SLEEP,)
    note = opened(another_window(), "write.py", who=str(MAPLE.id))
    at(note, RATED).set_value(4).run()
    press(note, "Save")
    assert vault.records().notes[0].ratings == (Rating(dimension=SLEEP.key, value=4),)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Sleep", "low_end": " ", "high_end": "rested"}, "it is empty"),
        ({"name": "pace", "low_end": "a", "high_end": "b"}, "already something with that name"),
    ],
)
def test_what_cannot_be_a_goal_is_said_and_nothing_typed_is_lost(
    app: AppTest, vault: Vault, fields: dict[str, str], said: str
) -> None:
    press(typed(opened(app, "goals.py"), **fields), "Add")
    assert said in texts(app)
    assert vault.records().dimensions == ()
    again = opened(another_window(), "goals.py")
    assert {name: at(again, f"goal:new/0/{name}").value for name in fields} == fields


def test_it_is_changed_no_more_asked_about_and_deleted_with_its_ratings(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.take(rated(3, 6))
    opened(app, "goals.py")
    assert "Sleep: 3 on 1 October 2026, 6 on 2 October 2026, 2 ratings" in texts(app)
    press(app, "Stop asking in notes")
    assert vault.records().dimensions[0].hidden
    assert not _asks(another_window())
    press(app, "Ask again in notes")
    assert _asks(another_window())
    written: list[str] = []
    monkeypatch.setattr(VaultFiles, "write_back", lambda _: written.append("back"))
    press(app, "Delete for good")
    assert written  # nothing of it is left in the write-ahead file
    assert vault.records().dimensions == ()
    assert [note.ratings for note in vault.records().notes] == [ratings(pace=3)] * 2


def test_what_is_typed_is_saved_after_asking_was_turned_off(app: AppTest, vault: Vault) -> None:
    vault.take(rated())
    unfolded = unfold(opened(app, "goals.py"), "Change it")
    name = f"goal:{SLEEP.key}/0/name"
    press(unfolded, "Stop asking in notes")
    at(app, name).set_value("Rest").run()
    press(app, "Save")
    assert vault.records().dimensions == (
        SLEEP.model_copy(update={"name": "Rest", "hidden": True}),
    )
    assert vault.drafts.of(f"goal:{SLEEP.key}") == ()


def test_what_another_window_made_of_a_goal_is_shown_beside_what_is_typed(
    app: AppTest, vault: Vault
) -> None:
    vault.take(rated())
    unfold(opened(app, "goals.py"), "Change it")
    name = f"goal:{SLEEP.key}/{{}}/name"
    at(app, name.format(0)).set_value("Rest").run()
    vault.save(SLEEP.model_copy(update={"name": "Nights"}), 1)
    press(app, "Save")
    assert "Changed in another window meanwhile" in texts(app)
    assert vault.records().dimensions[0].name == "Nights"
    press(app, "Keep the other")
    assert at(app, name.format(1)).value == "Nights"
    at(app, name.format(1)).set_value("Rest").run()
    press(app, "Undo")
    assert at(app, name.format(2)).value == "Nights"
    assert vault.drafts.of(f"goal:{SLEEP.key}") == ()
    at(app, name.format(2)).set_value("Rest").run()
    vault.save(SLEEP.model_copy(update={"name": "Sleeping"}), 2)
    press(app.run(), "Save mine over it")
    assert vault.records().dimensions[0].name == "Rest"


def test_a_note_being_written_forgets_a_goal_that_is_deleted(app: AppTest, vault: Vault) -> None:
    vault.take(rated())
    note = opened(another_window(), "write.py", who=str(MAPLE.id))
    at(note, RATED).set_value(4).run()
    at(note, "note:new/value/pace").set_value(3).run()
    press(opened(app, "goals.py"), "Delete for good")
    press(note, "Save")
    assert vault.records().notes[0].ratings == ratings(pace=3)


def _asks(app: AppTest) -> bool:
    opened(app, "write.py", who=str(MAPLE.id))
    return any(getattr(node, "key", "") == RATED for node in app)


def test_it_stands_beside_how_it_is_going_and_in_stay_or_go(app: AppTest, vault: Vault) -> None:
    vault.take(rated(3, 6))
    opened(app, "over_time.py")
    said = [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]
    assert any(words.startswith("Sleep over time. About 3 on 1 October 2026") for words in said)
    stay = opened(another_window(), "stay_or_go.py", who=str(MAPLE.id))
    assert "Your own goals meanwhile" in texts(stay)
    assert "Sleep: 3 on 1 October 2026, 6 on 2 October 2026, 2 ratings" in texts(stay)


@pytest.mark.parametrize("page", ["fit.py", "needs.py", "share.py", "speak_up.py"])
def test_nothing_about_a_therapist_speaks_of_it(app: AppTest, vault: Vault, page: str) -> None:
    vault.take(rated(3, 6))
    opened(app, page)
    assert "Sleep" not in texts(app) + " ".join(map(str, _options(app)))


def _options(app: AppTest) -> list[Any]:
    return [option for box in (*app.selectbox, *app.multiselect) for option in box.options]
