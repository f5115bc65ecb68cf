"""List of pages: each once, with a way back that is there, and found at its address."""

from components.frame.menu import ENTRIES, MENU, entry_of, groups
from tests.rig.server import ROOT


def test_every_page_stands_in_the_list_once_at_an_address_of_its_own() -> None:
    listed = [entry.file for entry in ENTRIES]
    pages = {path.name for path in (ROOT / "pages").glob("*.py")}
    assert sorted(listed) == sorted(pages - {"__init__.py", "shell.py", "no_page.py"})
    assert len({entry.address for entry in ENTRIES}) == len({entry.title for entry in ENTRIES})
    assert len({entry.address for entry in ENTRIES}) == len(ENTRIES)


def test_home_is_at_no_address_too_and_an_unknown_one_is_no_page() -> None:
    home = entry_of("")
    assert home is not None
    assert home == entry_of("home")
    assert entry_of("nowhere") is None


def test_each_way_back_and_each_lit_entry_is_a_page() -> None:
    for entry in ENTRIES:
        assert not entry.back or entry_of(entry.back), entry
        assert not entry.menu or entry.menu in MENU, entry
        assert bool(entry.group) == bool(entry.help), entry


def test_pages_are_grouped_in_the_order_of_the_list() -> None:
    grouped = [entry for entries in groups().values() for entry in entries]
    assert {entry.group: 0 for entry in ENTRIES if entry.group} == dict.fromkeys(groups(), 0)
    assert all(entry.group == heading for heading, found in groups().items() for entry in found)
    assert set(grouped) == {entry for entry in ENTRIES if entry.group}
