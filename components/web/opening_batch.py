"""Batches of openings: those that come at the same time are counted in one commit.

The disk is waited for once. One commit an opening reached half as many a second beside a static
answer (`python -m tests.bench.doors`: 0.29 against 0.53).
"""

import asyncio

from starlette.concurrency import run_in_threadpool

from data.sharing.link_store import Readers, SealedPage


class OpeningBatch:
    """Gathers what comes while a commit is under way; the next one takes all of it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[SealedPage, asyncio.Future[bool]]] = []
        self._counting: asyncio.Task[None] | None = None

    async def count(self, readers: Readers, page: SealedPage) -> bool:
        """Return whether this opening was counted. Raises `LinksUnreachable`."""
        counted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((page, counted))
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._count_all(readers))
        return await counted

    async def _count_all(self, readers: Readers) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                counted = await run_in_threadpool(readers.count, [page for page, _ in batch])
            except Exception as error:  # noqa: BLE001 - those who wait must hear of any
                for _, waits in batch:
                    if not waits.done():
                        waits.set_exception(error)
            else:
                for (_, waits), done in zip(batch, counted, strict=True):
                    if not waits.done():
                        waits.set_result(done)
