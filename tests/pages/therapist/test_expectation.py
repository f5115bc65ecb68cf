"""What is expected is asked before the first session and shown beside what came."""

from datetime import UTC, date, datetime

import pytest

from data.model.therapist import Expectation
from tests.pages.conftest import mine, texts
from tests.pages.therapist.therapist_window import (
    HOSTILE,
    click,
    field,
    fields,
    now_saved,
    page_of,
    saved,
    type_in,
)
from tests.rig.people import a_note


@pytest.mark.parametrize("kind", ["session", "from memory"])
def test_after_a_session_the_expectation_is_shown_and_asked_no_more(kind: str) -> None:
    then = datetime(2026, 3, 18, 21, 0, tzinfo=UTC)
    expected = Expectation(written_at=then, expects="Brisk.", fears="Simple.", mood=4)
    who = saved(expectation=expected)
    assert {"expects", "fears", "mood"} <= fields(page_of(who)).keys()
    assert "What you expected" not in texts(page_of(who))
    mine().save(a_note(who, kind="first call"))
    assert "expects" in fields(page_of(who))
    mine().save(a_note(who, kind=kind))
    app = page_of(who)
    assert not {"expects", "fears", "mood"} & fields(app).keys()
    for words in ("What you expected", "18 March 2026", "Brisk.", "Simple.", "4, from 0"):
        assert words in texts(app)
    click(type_in(app, details="Later."), "Save")
    assert now_saved(who).expectation == expected


def test_an_expectation_may_be_a_number_alone() -> None:
    then = datetime(2026, 3, 18, 21, 0, tzinfo=UTC)
    who = saved(expectation=Expectation(written_at=then, mood=0), status="staying")
    assert "0, from 0 dreading it to 10 looking forward to it" in texts(page_of(who))
    assert "What you feared" not in texts(page_of(who))


@pytest.mark.parametrize("status", ["staying", "ended"])
def test_nobody_is_asked_what_they_expect_of_somebody_they_know(status: str) -> None:
    assert "expects" not in fields(page_of(saved(status=status)))


def test_a_page_left_open_cannot_change_the_expectation_afterwards() -> None:
    who = saved()
    here = type_in(page_of(who), expects="Before.")
    mine().save(a_note(who))
    field(here, "expects").set_value("What I know now.")
    here = click(here, "Save")
    assert now_saved(who).expectation
    assert now_saved(who).expectation.expects == "Before."  # type: ignore[union-attr]
    assert "Before." in texts(here)


def test_without_an_expectation_nothing_is_shown_of_it() -> None:
    who = saved()
    mine().save(a_note(who))
    assert "What you expected" not in texts(page_of(who))


def test_an_expectation_that_is_emptied_is_gone() -> None:
    then = datetime(2026, 3, 18, 21, 0, tzinfo=UTC)
    who = saved(expectation=Expectation(written_at=then, expects="Brisk."))
    click(type_in(page_of(who), expects=""), "Save")
    assert now_saved(who).expectation is None


def test_what_came_stands_beside_what_was_expected() -> None:
    then = datetime(2026, 3, 18, 21, 0, tzinfo=UTC)
    who = saved(expectation=Expectation(written_at=then, expects="Brisk."))
    mine().save(a_note(who, date(2026, 3, 17), kind="first call", text="On the phone."))
    assert "What came" not in texts(page_of(who))
    mine().save(a_note(who, date(2026, 3, 19), text="A lamp.", go_back="yes"))
    sentences = texts(page_of(who))
    assert "The first time, 19 March 2026" in sentences
    assert "The last time" not in sentences
    mine().save(a_note(who, date(2026, 3, 26), did_not_help=HOSTILE, go_back="unsure"))
    mine().save(a_note(who, date(2026, 4, 2), text="x" * 5000, go_back="yes"))
    sentences = texts(page_of(who))
    assert "The last time, 2 April 2026" in sentences
    assert "Would you go back? yes 2, unsure 1" in sentences
    assert "x" * 500 not in sentences
