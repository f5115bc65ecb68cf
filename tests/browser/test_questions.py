"""Each question of the Fit page, answered from the screen alone, with keys alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from data.example import example_records
from data.fit.answer import answer
from data.fit.report import Report, report
from data.fit.sentences import check_sentence, self_check_sentence
from data.vault.vault import Vault
from tests.browser.steps import answered, nothing_sideways
from tests.rig.server import Server

at_both_widths = pytest.mark.parametrize("view", ["phone, light", "desk, light"], indirect=True)


@pytest.fixture(name="report")
def report_of_the_example(vault: Vault) -> Report:
    vault.take(example_records())
    return report(example_records())


def heading(page: Page, report: Report) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(answer(report).headline)


def view(page: Page, name: str) -> None:
    """Choose a view of Fit by keys alone."""
    page.get_by_role("radio", name=name, exact=True).focus()
    page.keyboard.press("Space")
    answered(page)


@at_both_widths
def test_each_question_is_answered_on_fit(page: Page, server: Server, report: Report) -> None:
    page.goto(f"{server.url}/fit")
    # Who fits what I need now, and who was left out?
    heading(page, report)
    expect(page.get_by_text(answer(report).left_out)).to_be_visible()
    # A or B?
    view(page, "Compare two")
    expect(page.get_by_role("combobox")).to_have_count(2)
    expect(
        page.get_by_text(
            re.compile(r"fits better than \w+, (almost surely|with a chance of \d+ in 20)")
        )
    ).to_be_visible()
    # What should I notice next time?
    view(page, "How sure")
    main = page.get_by_test_id("stMain")
    asked = [
        entry
        for standing in report.standings
        for entry in standing.notice_next[:1]
        if entry.share > 0
    ]
    expect(main).to_contain_text(asked[0].dimension.ask_rating)
    # Can I trust it?
    expect(main).to_contain_text(self_check_sentence(report.self_check))
    for check in report.checks:
        expect(main).to_contain_text(check_sentence(check, report))
    # Do I know what I need?
    for entry in report.learned:
        button = page.get_by_role("button", name=f"What if it were {entry.low} to {entry.high}?")
        expect(button.first).to_be_visible()
    nothing_sideways(page)
    # The figures?
    view(page, "Save")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.get_by_role("button", name="Figures (CSV)")).to_be_visible()
    # Only some of it?
    page.get_by_role("button", name="Show only some").click()
    expect(page.get_by_role("button", name="Pace", exact=True)).to_be_visible()
    nothing_sideways(page)


@at_both_widths
def test_would_it_be_different_if(page: Page, server: Server, report: Report) -> None:
    page.goto(f"{server.url}/fit?view=what-if")
    heading(page, report)
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("You moved needs. Nothing is saved.")).to_be_visible()
    back = page.get_by_role("button", name="Back to my needs")
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You moved needs. Nothing is saved.")).to_have_count(0)
    heading(page, report)
