"""My needs: every choice is kept, and saved as a version of its own; none is lost."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.errors import VaultFull
from data.model.need import Need
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, labels, press, texts
from tests.pages.needs.needs_window import (
    FIRST,
    SAVE,
    choose,
    field,
    keep,
    newest,
    page,
    profiles,
    today,
)
from tests.rig.people import a_profile, needs


def test_saving_makes_a_version_of_today_and_says_so(app: AppTest, vault: Vault) -> None:
    choose(page(app), "need-pace", "3-6")
    assert "Pace: new, gentle push (3 to 6)" in texts(app)
    press(app, SAVE)
    assert newest(vault).since == today()
    assert "Your needs are saved." in texts(app)
    assert "All of this is saved, since" in texts(app)
    assert SAVE not in labels(app)


def test_taps_that_arrive_together_with_save_are_saved(app: AppTest, vault: Vault) -> None:
    four = page(app)
    for key, option in (("pace", "3-6"), ("directness", "5-8"), ("attunement", "6-10")):
        choose(four, f"need-{key}", option)
    field(app, "need-pace").set_value("5-8")
    field(app, "need-directness/exact").set_value((5, 9))
    field(app, "need-directness/importance").set_value(1)
    field(app, "need-attunement").set_value("do not know")
    at(app, "needs-must-haves").set_value(["pace"])
    press(app, SAVE)
    assert newest(vault).needs == (
        Need(dimension="pace", low=5, high=8),
        Need(dimension="directness", low=5, high=9, importance=1),
    )
    assert newest(vault).must_haves == ("pace",)
    assert newest(vault).do_not_know == ("attunement",)
    assert SAVE not in labels(app)
    assert len(profiles(vault)) == 1


def test_two_saves_on_one_day_are_two_versions_and_none_is_changed(
    app: AppTest, vault: Vault
) -> None:
    choose(page(app), "need-pace", "3-6")
    press(app, SAVE)
    first = newest(vault)
    choose(app, "need-pace", "5-8")
    press(app, SAVE)
    assert len(profiles(vault)) == 2
    assert first in profiles(vault)
    assert newest(vault).need("pace") == Need(dimension="pace", low=5, high=8)


def test_choosing_what_is_saved_already_leaves_nothing_to_save(app: AppTest, vault: Vault) -> None:
    keep(vault, a_profile(needs=needs(pace=(3, 6))))
    page(app)
    choose(app, "need-pace", "5-8")
    assert SAVE in labels(app)
    choose(app, "need-pace", "3-6")
    assert SAVE not in labels(app)
    assert vault.drafts.text("needs") == ""


def test_the_same_draft_saved_in_two_windows_is_one_version(app: AppTest, vault: Vault) -> None:
    choose(page(app), "need-pace", "3-6")
    other = page(another_window())
    press(app, SAVE)
    press(other, SAVE)
    assert len(profiles(vault)) == 1


def test_after_another_window_saved_the_same_draft_the_next_version_is_its_own(
    app: AppTest, vault: Vault
) -> None:
    choose(page(app), "need-pace", "3-6")
    other = page(another_window())
    press(app, SAVE)
    choose(other, "need-directness", "5-8")
    press(other, SAVE)
    assert len(profiles(vault)) == 2
    assert newest(vault).needs == needs(pace=(3, 6), directness=(5, 8))


def test_what_another_window_saved_meanwhile_is_kept(app: AppTest, vault: Vault) -> None:
    choose(page(app), "need-pace", "3-6")
    keep(vault, a_profile(needs=needs(directness=(5, 8)), must_haves=("directness",)))
    press(app, SAVE)
    assert newest(vault).needs == needs(pace=(3, 6), directness=(5, 8))
    assert newest(vault).must_haves == ("directness",)


def test_must_haves_of_two_windows_that_are_four_together_are_refused_in_words(
    app: AppTest, vault: Vault
) -> None:
    choose(page(app), "need-attunement", "8-10")
    choose(app, "needs-must-haves", ["attunement"])
    three = needs(pace=(3, 6), directness=(5, 8), disagreement=(6, 10))
    keep(vault, a_profile(needs=three, must_haves=tuple(FIRST[:3])))
    app.run()
    press(app, SAVE)
    assert "there are too many" in app.error[0].value
    choose(app, "needs-must-haves", FIRST[1:])
    press(app, SAVE)
    assert newest(vault).must_haves == tuple(FIRST[1:])


def test_a_version_saved_in_a_timezone_ahead_is_not_the_newer_one(
    app: AppTest, vault: Vault
) -> None:
    tomorrow = today() + timedelta(days=1)
    keep(vault, a_profile(since=tomorrow))
    choose(page(app), "need-pace", "5-8")
    press(app, SAVE)
    assert newest(vault).since == tomorrow
    assert newest(vault).needs == needs(pace=(5, 8))


def test_a_full_disk_is_said_and_what_was_chosen_stays(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page(app), "need-pace", "3-6")

    def full(*_: object, **__: object) -> None:
        raise VaultFull

    with monkeypatch.context() as disk:
        disk.setattr(Vault, "save", full)
        press(app, SAVE)
    assert "The disk is full" in texts(app)
    assert field(app, "need-pace").value == "3-6"
    press(app, SAVE)
    assert newest(vault).needs == needs(pace=(3, 6))


def test_what_was_chosen_and_not_saved_survives_a_reload(app: AppTest, vault: Vault) -> None:
    choose(page(app), "need-pace", "3-6")
    choose(app, "need-pace/exact", (2, 5))
    choose(app, "need-directness", "do not know")
    choose(app, "needs-must-haves", ["pace"])
    again = page(another_window())
    assert field(again, "need-pace").value == "2-5"
    assert field(again, "need-directness").value == "do not know"
    assert at(again, "needs-must-haves").value == ["pace"]
    assert profiles(vault) == ()
    press(again, SAVE)
    assert newest(vault).must_haves == ("pace",)
    assert vault.drafts.text("needs") == ""


def test_a_draft_that_no_longer_reads_is_dropped(app: AppTest, vault: Vault) -> None:
    vault.drafts.keep("needs", '{"id": 3, "answers": {"pace": "gentle"}}')
    vault.drafts.keep("own-dimension", "{")
    page(app)
    assert field(app, "need-pace").value is None
    assert not app.error


def test_what_was_chosen_in_the_example_stays_there(app: AppTest, vault: Vault) -> None:
    choose(page(app), "need-pace", "7-10")
    app.query_params["example"] = "1"
    app.run()
    assert field(app, "need-pace").value == "4-7", "as the example has it"
    press(app, "Leave the example")
    assert field(app, "need-pace").value == "7-10"


def test_the_id_of_a_version_is_made_when_the_first_choice_is(app: AppTest, vault: Vault) -> None:
    choose(page(app), "need-pace", "3-6")
    first = vault.drafts.text("needs")
    press(app, SAVE)
    assert str(newest(vault).id) in first
    choose(app, "need-pace", "5-8")
    assert str(newest(vault).id) not in vault.drafts.text("needs")
