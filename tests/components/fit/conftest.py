"""What these tests share: a vault, and a part of a page drawn by itself."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault

Links = list[tuple[str, dict[str, str]]]


@pytest.fixture
def vault() -> Vault:
    return open_vault(read_settings(), LOCAL)


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> Links:
    """Where the last drawing links to, with what; there are no other pages here."""
    found: Links = []

    def page_link(page: str, *, label: str, query_params: dict[str, str] | None = None) -> None:
        found.append((f"{label}: {page}", query_params or {}))

    monkeypatch.setattr(st, "page_link", page_link)
    return found


def drawn(script: Callable[..., None], **given: Any) -> AppTest:
    """Return what a function draws; it imports what it needs itself."""
    app = AppTest.from_function(script, kwargs=given, default_timeout=30)
    # Otherwise it looks for components through all that is installed, which takes longest.
    app._bidi_component_manager = BidiComponentManager()
    app.run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    """Return of which day, kind and rating the notes are that can be opened."""
    return [day_and_rating(expander.label) for expander in app.expander]


def day_and_rating(label: str) -> str:
    """Return "5 May 2026, session: 9", whatever stands around the number."""
    found = re.fullmatch(r"(\d+ \w+ \d{4}, [a-z ]+): \D*(\d+).*", label)
    return f"{found[1]}: {found[2]}" if found else label


def said(app: AppTest) -> list[str]:
    """Return the texts that stand there, as typed."""
    return [text.value for text in app.text]


def marked(app: AppTest) -> str:
    """Return what stands there in Markdown, as it is read."""
    elements = [*app.header, *app.markdown, *app.caption, *app.info]
    return "\n".join(str(entry.value) for entry in elements).replace("\\", "")
