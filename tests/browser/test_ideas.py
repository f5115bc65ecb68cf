"""Each idea that Rapport is built on has a place where it is seen: on the example and by hand.

The last one, the tone, is a sentence at the first note: tests/browser/test_first_minutes.py.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from components.frame.menu import ENTRIES
from data.advice.note_phrases import own_part_words
from data.example import example_records
from data.model.note import Note
from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered, go
from tests.rig.ideas import BY_HAND
from tests.rig.server import Server

ON_PAGES = {
    "therapist": {
        "people come for different reasons": ("for sleep, work, my brother, grief", "for grief"),
        "disagreeing stops neither side": (
            "2 disagreements: 2 worked through.",
            "1 disagreement: worked through.",
        ),
        "pushed gently, and reeled back": (
            "1 time you felt pushed: worked through.",
            "1 time you felt pushed: worked through.",
        ),
        "getting one's back up": (
            "2 things that were hard to hear: 1 worked through, 1 partly.",
            "1 thing that was hard to hear: open since September 2026.",
        ),
        "a mind made up before": ("Somebody who'll say it.", "Somebody calm."),
        "and what came": ("What came", "What came"),
        "would I go back": ("Would you go back? yes 8, unsure 3, no 1", "Would you go back? yes 1"),
    },
    "over-time": {
        "trust grows": ("Trust", "Trust"),
        "your pace": ("Pace", "Pace"),
        "noticed when it is too much": ("Attunement", "Attunement"),
        "an entirely different light": ("New perspective", "New perspective"),
        "results": ("Progress", "Progress"),
        "work it": ("My part", "My part"),
    },
    "speak-up": {
        "speak up right away": ("It was hard to hear", "It was hard to hear"),
        "what was left unsaid": ("Left unsaid: “How much.”", "Left unsaid: “How angry I was.”"),
    },
    "notes": {
        "specific issues": ("Worked on: The roof, at last.", "Worked on: The move."),
        "what works": ("Helped: That she didn't congratulate me.", "Helped: Time."),
        "and what does not": ("Did not help: Being hurried.", "Did not help: The clock."),
        "how open I was": ("Open: 8 of 10", "Open: 6 of 10"),
        "what I tried": ("Tried: Told my brother about the roof.", "Tried: Said it first."),
    },
}

TITLES = {entry.address: entry.title for entry in ENTRIES}


def note_that_says(line: str, records: Records) -> Note:
    """Return the first note that a reader finds this line in."""

    def lines(note: Note) -> str:
        named = {
            "Worked on": note.worked_on,
            "Helped": note.helped,
            "Did not help": note.did_not_help,
        }
        return "\n".join(
            [f"{name}: {text}" for name, text in named.items()] + [own_part_words(note)]
        )

    return next(note for note in records.notes if line in lines(note))


@in_one_view
@pytest.mark.parametrize("by_hand", [False, True], ids=["on the example", "by hand"])
def test_each_idea_is_seen_at_work(
    page: Page, server: Server, vault: Vault, *, by_hand: bool
) -> None:
    records: Records = BY_HAND if by_hand else example_records()
    vault.take(records)
    maple = next(therapist for therapist in records.therapists if therapist.name == "Maple")
    for where, ideas in ON_PAGES.items():
        title = "Maple" if where == "therapist" else TITLES[where]
        asked = "" if where == "notes" else f"?who={maple.id}"
        go(page, f"{server.url}/{where}{asked}", title)
        answered(page)
        if where == "therapist":
            page.get_by_text("What you expected, and what came").click()
        for idea, at_work in ideas.items():
            if where == "notes":
                note = note_that_says(at_work[by_hand], records)
                go(page, f"{server.url}/notes?note={note.id}", title)
            # It may stand in a folded note above as well.
            found = page.get_by_text(re.compile(re.escape(at_work[by_hand])))
            expect(found.locator("visible=true").first, idea).to_be_visible()
