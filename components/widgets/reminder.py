"""Reminder on Home: off for ever with one tap and on again with another, or quiet for a while.

What was chosen is kept beside the drafts in the vault, as it is no part of the records.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import streamlit as st

from components.session import vault
from components.widgets.messages import failures_are_said, say
from data.errors import VaultError

_OFF: Final = "off"
_DONE: Final = "done"


@dataclass(frozen=True)
class Reminder:
    """Reminder kept under ``draft_key``; ``off_sentence`` and ``on_sentence`` answer the taps."""

    draft_key: str
    off_sentence: str = ""
    on_sentence: str = ""

    def is_on(self) -> bool:
        """Return whether Home reminds of it."""
        return vault().drafts.text(self.draft_key) != _OFF

    def off_button(self, label: str) -> None:
        """Draw the one tap that turns it off for ever."""
        key = f"{self.draft_key}/off"
        st.button(label, key=key, type="tertiary", on_click=self._turn, args=(_OFF,))

    def on_button(self, label: str, key: str = "on") -> None:
        """Draw the way to have it again; ``key`` tells the places apart where it is offered."""
        st.button(label, key=f"{self.draft_key}/{key}", on_click=self._turn, args=("",))

    def may_bring_up(self, day: date, pause: timedelta) -> bool:
        """Return True on the first day in ``pause`` to bring it up, while unanswered."""
        written, _, done = vault().drafts.text(self.draft_key).partition(" ")
        last: date | None = None
        with suppress(ValueError):
            last = date.fromisoformat(written)
        if last == day:
            return not done
        if last and last < day < last + pause:
            return False
        try:
            vault().drafts.keep(self.draft_key, day.isoformat())
        except VaultError:  # a full disk, say: Home stands all the same, and asks another time
            return False
        return True

    def settle(self, day: date) -> None:
        """Keep that it was answered on ``day``, so that it is quiet from now on."""
        vault().drafts.keep(self.draft_key, f"{day.isoformat()} {_DONE}")

    def _turn(self, state: str) -> None:
        with failures_are_said():
            vault().drafts.keep(self.draft_key, state)
            say(self.off_sentence if state else self.on_sentence)


AGREED: Final = Reminder(
    "agreed on home",
    "Home does not show it any more. Your notes and the page to print still do.",
    "Home shows it again.",
)
SEARCH: Final = Reminder(
    "search is not on Home",
    "Home says nothing about the search any more. The page of the search still does.",
    "Home says who is next.",
)
OPEN_MOMENT: Final = Reminder("brought up")
