"""What stands around a page: the menu says where one is."""

import pytest

from components.frame import page_frame
from components.frame.menu import SAFETY, WRITE, entry_of


@pytest.fixture(autouse=True)
def _in_the_own_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_frame, "in_example", lambda: False)


def test_the_menu_marks_the_page_one_is_on_and_the_one_above() -> None:
    on_fit = {link["key"]: link["current"] for link in page_frame._menu(entry_of("fit"))}
    assert on_fit["fit"] == "page"
    assert [key for key, current in on_fit.items() if current] == ["fit"]
    below = {link["key"]: link["current"] for link in page_frame._menu(entry_of("therapists"))}
    assert "page" not in below.values()
    assert list(below.values()).count("true") == 1


def test_a_note_is_one_tap_away_in_the_middle_of_the_menu() -> None:
    links = page_frame._menu(None)
    assert links[2]["key"] == "note"
    assert links[2]["href"].endswith(f"/{WRITE}")
    assert not any(link["current"] for link in links)


def test_links_stay_in_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_frame._href(SAFETY) == f"/{SAFETY}"
    monkeypatch.setattr(page_frame, "in_example", lambda: True)
    assert page_frame._href(SAFETY) == f"/{SAFETY}?example=1"
