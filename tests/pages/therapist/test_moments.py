"""Moments on a therapist's page, and the one question that Home asks about them later."""

from datetime import timedelta

import pytest

from components.session import today
from data.errors import VaultFull
from data.model.moment import Moment
from data.model.note import Note
from data.vault.drafts import Drafts
from data.vault.vault import Vault
from tests.pages.conftest import another_window, labels, mine, press, texts
from tests.pages.therapist.therapist_window import HOSTILE, page_of, saved
from tests.pages.window import unfold
from tests.rig.people import a_note


def ago(days: int, moment: Moment) -> Note:
    who = saved()
    return mine().save(a_note(who, today() - timedelta(days=days), moments=(moment,))).record


def test_how_disagreements_went_stands_on_the_page_of_a_therapist() -> None:
    who = saved()
    assert "Between you" not in texts(page_of(who))
    for settled in ("yes", "partly"):
        mine().save(a_note(who, moments=(Moment(kind="disagreed", settled=settled),)))
    app = page_of(who)
    assert "2 disagreements: 1 worked through, 1 partly." in texts(app)
    unfold(app, "Each of them")
    alt = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    assert "2 disagreements: 1 worked through, 1 partly." in alt


def test_a_week_later_it_is_asked_once_more_and_only_once(vault: Vault) -> None:
    note = ago(8, Moment(kind="pushed", me="closed up", settled="yes", words=HOSTILE))
    app = another_window().run()
    assert "How do you see it now?" in texts(app)
    assert HOSTILE in texts(app)
    press(app, "changed my mind")
    (moment,) = vault.get(Note, note.id).record.moments
    assert (moment.me, moment.me_later, moment.asked_again) == (
        "closed up", "changed my mind", today(),
    )  # fmt: skip
    assert "How do you see it now?" not in texts(another_window().run())


def test_not_now_is_an_answer_to_what_is_asked_once(vault: Vault) -> None:
    note = ago(8, Moment(kind="pushed", me="closed up", settled="yes"))
    press(another_window().run(), "Not now")
    (moment,) = vault.get(Note, note.id).record.moments
    assert (moment.me_later, moment.asked_again) == (None, today())


def test_what_is_open_is_brought_up_once_a_fortnight(vault: Vault) -> None:
    note = ago(30, Moment(kind="let down", settled="not yet"))
    assert "Is it settled by now?" in texts(another_window().run())
    assert "Is it settled by now?" in texts(another_window().run()), "the same day it may stay"
    yesterday, then = (today() - timedelta(days=days) for days in (1, 14))
    vault.drafts.keep("brought up", yesterday.isoformat())
    assert "Is it settled by now?" not in texts(another_window().run())
    vault.drafts.keep("brought up", then.isoformat())
    app = another_window().run()
    press(app, "partly")
    assert vault.get(Note, note.id).record.moments[0].settled == "partly"
    assert "Is it settled by now?" not in texts(app), "one answer a fortnight is enough"


def test_not_now_leaves_it_for_a_fortnight(vault: Vault) -> None:
    note = ago(30, Moment(kind="let down", settled="not yet"))
    app = press(another_window().run(), "Not now")
    assert "Is it settled by now?" not in texts(app)
    assert "Is it settled by now?" not in texts(another_window().run())
    assert vault.get(Note, note.id).revision == 1


@pytest.mark.parametrize("day", ["nonsense", "2999-01-01"])
def test_a_day_that_cannot_be_is_no_reason_to_be_silent(vault: Vault, day: str) -> None:
    ago(30, Moment(kind="let down", settled="no"))
    vault.drafts.keep("brought up", day)
    assert "Is it settled by now?" in texts(another_window().run())


def test_a_note_changed_meanwhile_is_left_as_it_is(vault: Vault) -> None:
    note = ago(8, Moment(kind="pushed", me="closed up", settled="yes"))
    app = another_window().run()
    other = note.model_copy(update={"moments": (Moment(kind="disagreed"),)})
    vault.save(other, revision=1)
    press(app, "changed my mind")
    assert vault.get(Note, note.id).record == other
    assert "changed my mind" not in labels(app)


def test_home_stands_where_the_day_cannot_be_kept(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    ago(30, Moment(kind="let down", settled="no"))

    def full(*_: object) -> None:
        raise VaultFull

    monkeypatch.setattr(Drafts, "keep", full)
    app = another_window().run()
    assert not app.exception
    assert "Is it settled by now?" not in texts(app)
    assert "Where you stand" in texts(app)
