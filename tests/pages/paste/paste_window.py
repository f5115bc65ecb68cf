"""Pasting as one has it open: a text, what is asked about it, and the button."""

from datetime import date

from streamlit.testing.v1 import AppTest

from data.vault.vault import Vault
from tests.pages.conftest import another_window, at
from tests.pages.conftest import opened as opened_at
from tests.pages.window import TextField

HOSTILE = "![](https://e.invalid/x.png) **bold** <script>alert(1)</script>"
THREE = f"2025-03-31: She was late.\n\n7 April 2025\nWe talked.\n\n1 May 2025 - {HOSTILE}"


def opened() -> AppTest:
    return opened_at(another_window(), "paste.py")


def text(app: AppTest) -> TextField:
    """Return the field that notes are pasted into."""
    field: TextField = at(app, "paste-text")
    return field


def pasted(words: str, whom: str | None = None) -> AppTest:
    app = opened()
    text(app).set_value(words).run()
    if whom:
        app.selectbox(key="paste-whom").select(whom).run()
    assert not app.exception
    return app


def save(app: AppTest) -> AppTest:
    app.button(key="paste-save").click().run()
    assert not app.exception
    return app


def saved_notes(vault: Vault) -> list[tuple[str, date, str]]:
    return [(note.kind, note.date, note.text) for note in vault.records().notes]
