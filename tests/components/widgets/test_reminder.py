"""Reminders are off until turned on again, and quiet for a while after they were brought up."""

from datetime import date, timedelta

import pytest

from components.widgets import reminder
from components.widgets.reminder import Reminder
from data.errors import VaultFull

DAY, PAUSE = date(2026, 3, 1), timedelta(days=14)
OURS, OTHER = Reminder("ours"), Reminder("other")


class Texts:
    """A vault, and the texts that it keeps beside the drafts."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.full = False

    @property
    def drafts(self) -> "Texts":
        return self

    def text(self, draft_key: str) -> str:
        return self.texts.get(draft_key, "")

    def keep(self, draft_key: str, text: str) -> None:
        if self.full:
            raise VaultFull
        self.texts[draft_key] = text


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Texts:
    texts = Texts()
    monkeypatch.setattr(reminder, "vault", lambda: texts)
    return texts


def test_it_is_on_until_it_alone_is_turned_off(texts: Texts) -> None:
    assert OURS.is_on()
    texts.texts["ours"] = "off"
    assert (OURS.is_on(), OTHER.is_on()) == (False, True)


def test_it_is_brought_up_on_one_day_in_a_pause_and_until_it_is_settled(texts: Texts) -> None:
    def up(days: int) -> bool:
        return OURS.may_bring_up(DAY + timedelta(days=days), PAUSE)

    assert [up(0), up(0), up(1), up(13), up(14), up(14)] == [True, True, False, False, True, True]
    OURS.settle(DAY + PAUSE)
    assert [up(14), up(15), up(27), up(28)] == [False, False, False, True]


@pytest.mark.parametrize("written", ["nonsense", "2999-01-01"])
def test_a_day_that_cannot_be_is_no_reason_to_be_silent(texts: Texts, written: str) -> None:
    texts.texts["ours"] = written
    assert OURS.may_bring_up(DAY, PAUSE)


def test_where_the_day_cannot_be_kept_it_waits_for_another_time(texts: Texts) -> None:
    texts.full = True
    assert not OURS.may_bring_up(DAY, PAUSE)
