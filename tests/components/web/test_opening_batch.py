"""Openings that come at the same time are counted at once, and none waits for ever."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest

from components.web.opening_batch import OpeningBatch
from data.sharing.link_store import Readers, SealedPage


class Counting:
    """A store that remembers how many it was asked to count each time."""

    def __init__(self, fails: type[Exception] | None = None) -> None:
        self.batches: list[int] = []
        self._fails = fails

    def count(self, pages: Sequence[SealedPage]) -> list[bool]:
        self.batches.append(len(pages))
        if self._fails:
            raise self._fails
        return [page.version == 1 for page in pages]


def counted(store: Counting, versions: Sequence[int]) -> list[Any]:
    async def all_of_them() -> list[Any]:
        openings, readers = OpeningBatch(), cast(Readers, store)
        waiting = [
            openings.count(readers, SealedPage("door", version, b"", None)) for version in versions
        ]
        return await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 10)

    return asyncio.run(all_of_them())


def test_each_gets_its_own_answer_and_few_commits_are_made() -> None:
    store = Counting()
    assert counted(store, [1, 2, 1, 1, 2]) == [True, False, True, True, False]
    assert len(store.batches) < 5
    assert sum(store.batches) == 5


@pytest.mark.parametrize("kind", [OSError, ValueError])
def test_whatever_fails_is_told_to_all_who_wait(kind: type[Exception]) -> None:
    found = counted(Counting(fails=kind), [1, 1, 1])
    assert [type(entry) for entry in found] == [kind] * 3
