"""Each question of the Fit page, answered from the screen alone, with keys alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from data.example import example_records
from data.fit.report import Report, report
from data.fit.sentences import check_sentence, self_check_sentence, verdict_sentence
from data.vault.vault import Vault
from tests.browser.steps import answered, go, nothing_sideways
from tests.rig.server import Server

at_both_widths = pytest.mark.parametrize("view", ["phone, light", "desk, light"], indirect=True)


@pytest.fixture
def told(vault: Vault) -> Report:
    vault.take(example_records())
    return report(example_records())


def unfolded(page: Page, label: str) -> Locator:
    """Open a fold by keys alone and return it."""
    summary = page.locator("summary").filter(has=page.get_by_text(label, exact=True))
    summary.focus()
    page.keyboard.press("Enter")
    answered(page)
    return page.get_by_test_id("stExpander").filter(has=summary)


@at_both_widths
def test_each_question_is_answered_on_fit(page: Page, server: Server, report: Report) -> None:
    go(page, f"{server.url}/fit", "Fit")
    # Who fits what I need now?
    expect(page.get_by_text(verdict_sentence(report), exact=True)).to_be_visible()
    # How do they compare at a glance?
    glance = unfolded(page, "All at a glance")
    expect(glance.get_by_test_id("stDataFrame")).to_be_visible()
    # A or B?
    two = unfolded(page, "One or the other?")
    expect(two.get_by_role("combobox")).to_have_count(2)
    expect(two.get_by_text(re.compile(r"fits better than \w+ in \d+ of 20 cases"))).to_be_visible()
    # What should I notice next time?
    notice = unfolded(page, "What to notice next time")
    asked = [
        entry for line in report.standings for entry in line.notice_next[:1] if entry.share > 0
    ]
    expect(notice).to_contain_text(asked[0].dimension.ask_rating)
    # Can I trust it?
    trust = unfolded(page, "Can I trust this?")
    expect(trust).to_contain_text(self_check_sentence(report.self_check))
    for check in report.checks:
        expect(trust).to_contain_text(check_sentence(check, report))
    # Do I know what I need?
    for entry in report.learned:
        button = page.get_by_role("button", name=f"What if it were {entry.low} to {entry.high}?")
        expect(button.first).to_be_visible()
    # Why does it say so?
    behind = unfolded(page, "The notes behind a square")
    expect(behind.get_by_text(re.compile(r"inside in \d+ of \d+ notes"))).to_be_visible()
    # Only some of it?
    some = unfolded(page, "Show only some, or earlier needs")
    expect(some.get_by_role("button", name="Pace", exact=True)).to_be_visible()
    nothing_sideways(page)


@at_both_widths
def test_would_it_be_different_if(page: Page, server: Server, report: Report) -> None:
    go(page, f"{server.url}/fit", "Fit")
    moved = unfolded(page, "What if I needed something else?")
    slider = moved.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Your own needs are as they were.")).to_be_visible()
    back = page.get_by_role("button", name="Back to my needs")
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your own needs are as they were.")).to_have_count(0)
    expect(page.get_by_text(verdict_sentence(report), exact=True).first).to_be_visible()


@at_both_widths
def test_the_figures_are_there_as_a_table(page: Page, server: Server, report: Report) -> None:
    go(page, f"{server.url}/fit", "Fit")
    table = unfolded(page, "The figures as a table, and to keep")
    expect(table.get_by_test_id("stDataFrame")).to_be_visible()
    expect(table.get_by_role("button", name="Figures (CSV)")).to_be_visible()
    nothing_sideways(page)
