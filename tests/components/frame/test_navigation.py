"""Pages are looked for once, and no two runs share one: each notes which of them it runs."""

from collections.abc import Iterator

import pytest

from components.frame.menu import ENTRIES
from components.frame.navigation import all_pages, pages_by_address


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    pages_by_address.cache_clear()
    yield
    pages_by_address.cache_clear()  # made outside of a run, they know no file


def test_two_runs_share_no_page() -> None:
    first, second = all_pages(), all_pages()
    assert len(first) == len(second) == 1 + len(ENTRIES)
    assert not {*map(id, first)} & {*map(id, second)}


def test_pages_are_looked_for_once() -> None:
    all_pages()
    made = pages_by_address()
    all_pages()
    assert pages_by_address() is made
