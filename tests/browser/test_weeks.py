"""The weeks before there is a therapist, and the days after a session.

A search of six, a first call, a session, a file; what was agreed, and a goal over ten sessions.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import vobject
from playwright.sync_api import Page, expect

from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import (
    answered,
    choice,
    go,
    nothing_sideways,
    press,
    printed,
    said,
    save,
    text_of_note,
)
from tests.rig.people import a_note, a_therapist, ratings
from tests.rig.server import Server

SIX = ("Linden", "Alder", "Willow", "Ash", "Cherry", "Elm")
SEARCH = "Where the search stands"


def add(page: Page, name: str) -> None:
    field = page.get_by_label("Somebody else to ask?")
    field.fill(name)
    field.press("Enter")
    expect(page.get_by_role("button", name=f"{name} not asked yet")).to_be_visible()


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"{name} ").first.click()
    expect(page).to_have_url(re.compile("who="))  # whoever is next has a card before that
    answered(page)
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def close(page: Page) -> None:
    """Go back to the list, which lies below the card on a phone."""
    press(page, "Close")
    expect(page.get_by_role("button", name="Close", exact=True)).to_have_count(0)
    answered(page)


@in_two_views
def test_from_a_search_of_six_to_a_first_session_in_ones_calendar(
    page: Page, server: Server, vault: Vault, tmp_path: Path
) -> None:
    go(page, f"{server.url}/search", SEARCH)
    for name in SIX:
        add(page, name)
    nothing_sideways(page)
    for name, tap, words in (
        ("Alder", "They said no", "said no on"),
        ("Willow", "Waiting list", "on the waiting list since"),
        ("Linden", "I wrote", "no answer yet"),
    ):
        choose(page, name)
        press(page, tap)
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
        answered(page)
        if name != "Linden":
            close(page)
    press(page, "They answered")
    expect(page.get_by_text(re.compile("^Answered on"))).to_be_visible()
    page.get_by_text("Next session", exact=True).locator("visible=true").click()
    day = (date.today().replace(day=1) + timedelta(days=32)).replace(day=15)
    page.get_by_label("Day", exact=True).first.click()
    page.get_by_test_id("stDateInputCalendar").get_by_role("button", name="Next").first.click()
    page.get_by_role("button", name=f"{day:%A, %B} 15, {day.year}").click()
    expect(page.get_by_text(f"Next session: {day:%A}")).to_be_visible()
    answered(page)
    nothing_sideways(page)
    page.get_by_text("A file for your own calendar").click()
    answered(page)
    page.get_by_label("Its words").first.fill("Tea")
    with page.expect_download() as download:
        press(page, "Save the calendar file")
    entries = vobject.readOne(Path(download.value.path()).read_text()).vevent_list
    assert {entry.summary.value for entry in entries} == {"Tea", "Write"}
    assert [entry.dtstart.value.date() for entry in entries] == [day - timedelta(days=1), day]
    linden = next(who for who in vault.records().therapists if who.name == "Linden")
    assert linden.next_session
    assert linden.next_session.on == day
    go(page, f"{server.url}/write?who={linden.id}", "Write a note")
    text_of_note(page).fill("Easier than the waiting room.")
    press(page, "Save")
    said(page, "Saved. Linden: seeing, since this session.")
    go(page, f"{server.url}/search", SEARCH)
    left = "5 people: 3 not asked yet, 1 waiting list, 1 said no."
    expect(page.get_by_text(left)).to_be_visible()


@in_two_views
def test_from_what_was_agreed_to_a_goal_over_ten_sessions(
    page: Page, server: Server, vault: Vault
) -> None:
    linden, agreed = a_therapist("Linden"), "Ring the school on Monday"
    vault.save(linden)
    go(page, f"{server.url}/goals", "Own goals")
    for label, words in (
        ("What would you like to see change?", "Sleep"),
        ("0 is", "awake at three"),
        ("10 is", "rested"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    press(page, "Add")
    said(page, "Added. The next note asks about it.")
    go(page, f"{server.url}/write?who={linden.id}", "Write a note")
    text_of_note(page).fill("She asked about the school.")
    page.get_by_text("Until next time", exact=True).click()
    page.get_by_label("What to do until next time?").fill(agreed)
    save(page)
    go(page, server.url, "Where you stand")
    expect(page.get_by_text(f"Agreed with Linden: {agreed}")).to_be_visible()
    go(page, f"{server.url}/write?who={linden.id}", "Write a note")
    page.get_by_text(f"Did you do it? {agreed}").click()
    choice(page, "Did you do it?", "did it").click()
    choice(page, "Did it help?", "it helped").click()
    page.get_by_text("Your part and goals: Sleep").click()
    choice(page, "Sleep: Where are you with this now?", "6").click()
    nothing_sideways(page)
    save(page)
    first, second = vault.records().notes
    assert (first.agreed, second.agreed_before and second.agreed_before.note) == (agreed, first.id)
    for week in range(1, 10):
        rated = ratings(**{"own-sleep": 6 - week // 2})
        vault.save(a_note(linden, first.date - timedelta(weeks=week), ratings=rated))
    go(page, f"{server.url}/over-time", "Over time")
    expect(page.get_by_role("heading", name="Sleep", exact=True)).to_be_visible()
    nothing_sideways(page)
    go(page, f"{server.url}/stay-or-go", "Stay or go")
    expect(page.get_by_text(re.compile("^Sleep: 2 on .*, 6 on .*, 10 ratings$"))).to_be_visible()
    page.get_by_text("What has helped: 1 note").click()
    expect(page.get_by_text(agreed)).to_be_visible()
    go(page, f"{server.url}/to-print?for=stretch", "A page to print")
    for line in ("Sleep: 2 on", agreed):
        page.get_by_role("checkbox", name=line).first.set_checked(True, force=True)
    paper = page.locator(".st-key-to-print")
    expect(paper.get_by_text(agreed)).to_be_visible()
    expect(paper.get_by_role("img", name="Sleep")).to_be_visible()
    answered(page)
    sheets = " ".join(printed(page))
    assert agreed in sheets
    assert "Sleep: 2 on" in sheets
