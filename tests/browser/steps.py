"""What journeys have in common. Each step ends when the program has answered, never by the clock.

A tap is shown as done by the browser at once; only what the program draws in answer says that it
has arrived. A page that is left before that may lose the tap.
"""

from io import BytesIO

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader


def answered(page: Page) -> None:
    """Wait until the program has nothing more to draw, and the browser has drawn it."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    # The browser fetches a kind of field when it first needs it, and shows a grey bar until then.
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def go(page: Page, url: str, title: str) -> None:
    """Open an address and wait until its page stands there."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    answered(page)


def choice(page: Page, question: str, answer: str) -> Locator:
    """Return one answer of a question that is answered by a tap."""
    group = page.get_by_role("radiogroup", name=question)
    return group.get_by_role("radio", name=answer, exact=True)


def text_of_note(page: Page) -> Locator:
    return page.get_by_label("What was it like?")


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def save(page: Page) -> None:
    """Save and see it said, wherever on the page one is."""
    press(page, "Save")
    said(page, "Saved.")


def said(page: Page, sentence: str) -> None:
    expect(page.get_by_text(sentence, exact=True)).to_be_in_viewport()


def nothing_sideways(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, "the page must not scroll sideways"


def printed(page: Page) -> list[str]:
    """Return the text of each sheet that comes out of the printer."""
    page.emulate_media(media="null")  # a test before may have asked for a screen
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def scrolled_to(target: Locator) -> None:
    """Scroll to something and wait until the page is still.

    The browser tells of scrolling a moment late, and an open list closes at any scrolling.
    """
    target.scroll_into_view_if_needed()
    target.evaluate(
        """() => new Promise((done) => {
          let timer;
          const wait = () => {
            clearTimeout(timer);
            timer = setTimeout(() => { removeEventListener("scroll", wait, true); done(); }, 150);
          };
          addEventListener("scroll", wait, true);
          wait();
        })"""
    )
