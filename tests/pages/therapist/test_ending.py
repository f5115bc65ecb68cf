"""Ending with somebody, and going on."""

from datetime import UTC, date, datetime, timedelta

from tests.pages.conftest import labels, texts
from tests.pages.therapist.therapist_window import (
    click,
    field,
    fields,
    now_saved,
    page_of,
    saved,
    type_in,
)


def test_one_ends_with_a_day_and_without_a_reason() -> None:
    who = saved(began=date(2026, 1, 1))
    app = click(page_of(who), "End with Maple")
    assert "Ending is as respectable as staying." in texts(app)
    app = click(type_in(app, ended=date(2026, 2, 1)), "End now")
    assert "Saved." in texts(app)
    now = now_saved(who)
    assert (now.status, now.ended, now.end_reason) == ("ended", date(2026, 2, 1), "")
    assert "ended on 1 February 2026" in texts(app)


def test_the_day_of_the_end_is_today_unless_chosen() -> None:
    who = saved()
    click(type_in(click(page_of(who), "End with Maple"), end_reason="Moved."), "End now")
    now = now_saved(who)
    assert now.ended
    assert abs(now.ended - datetime.now(UTC).date()) <= timedelta(days=1)
    assert now.end_reason == "Moved."
    assert "Moved." in texts(page_of(who))


def test_ending_saves_the_end_and_leaves_the_rest_typed() -> None:
    who = saved()
    app = type_in(page_of(who), details="Half a sent")
    app = click(click(app, "End with Maple"), "End now")
    assert (now_saved(who).status, now_saved(who).details) == ("ended", "")
    assert field(app, "details").value == "Half a sent"


def test_saving_details_does_not_end_anything() -> None:
    who = saved()
    app = click(page_of(who), "End with Maple")
    app = type_in(app, ended=date(2026, 2, 1), end_reason="Moved.", details="x")
    app = click(app, "Save")
    assert (now_saved(who).status, now_saved(who).ended) == ("trying", None)
    assert now_saved(who).details == "x"
    assert field(app, "end_reason").value == "Moved."
    assert field(page_of(who), "end_reason").value == "Moved."


def test_not_now_closes_it_and_forgets_the_reason() -> None:
    who = saved()
    app = type_in(click(page_of(who), "End with Maple"), end_reason="Moved.")
    app = click(app, "Not now")
    assert "End with Maple" in labels(app)
    assert "end_reason" not in fields(app)
    assert now_saved(who) == who


def test_an_end_before_the_beginning_is_one_sentence_and_stays() -> None:
    who = saved(began=date(2026, 1, 1))
    app = click(page_of(who), "End with Maple")
    app = click(type_in(app, ended=date(2025, 1, 1), end_reason="Moved."), "End now")
    assert "The end lies before the beginning" in texts(app)
    assert now_saved(who) == who
    assert field(app, "end_reason").value == "Moved."


def test_nobody_ends_on_a_day_to_come() -> None:
    who = saved()
    app = click(page_of(who), "End with Maple")
    click(type_in(app, ended=date(2100, 1, 1)), "End now")
    assert (now_saved(who).ended or date.min) <= datetime.now(UTC).date() + timedelta(days=1)


def test_ended_ones_are_gone_on_with_and_keep_the_reason_for_another_time() -> None:
    who = saved(status="ended", ended=date(2026, 2, 1), end_reason="Moved.")
    app = click(page_of(who), "Go on with Maple")
    now = now_saved(who)
    assert (now.status, now.ended, now.end_reason) == ("trying", None, "Moved.")
    assert "seeing" in texts(app)
    assert "Moved." not in texts(app)
    assert field(click(app, "End with Maple"), "end_reason").value == "Moved."


def test_day_and_reason_of_an_end_can_be_changed() -> None:
    who = saved(status="ended")
    app = click(type_in(page_of(who), ended=date(2026, 2, 1), end_reason="Moved."), "Save")
    now = now_saved(who)
    assert (now.status, now.ended, now.end_reason) == ("ended", date(2026, 2, 1), "Moved.")
    assert "status" not in fields(app)


def test_ending_somebody_who_was_changed_elsewhere_overwrites_nothing() -> None:
    who = saved()
    here, there = click(page_of(who), "End with Maple"), page_of(who)
    type_in(here, end_reason="Moved.")
    click(type_in(there, status="staying"), "Save")
    here = click(here, "End now")
    assert "changed in another window" in texts(here)
    assert now_saved(who).status == "staying"
    click(click(here, "Save mine over it"), "End now")
    assert (now_saved(who).status, now_saved(who).end_reason) == ("ended", "Moved.")
