"""Lifespan of the server: checks first, then a warm and quiet process."""

import asyncio
import gc
import importlib
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from components.web.base_path import base_path
from components.web.exposure import use_own_names
from components.web.process_limits import give_memory_back, set_process_limits
from components.web.quiet_log import log_as_json
from components.web.required_settings import check_promises
from data.errors import BadSetting, RapportError
from data.home_folder import refusal
from data.lock.unlocked import lock_idle
from data.settings import read_settings
from data.sharing.link_store import sweep

LOOK_AGAIN = 10
"""Seconds between two looks at whether somebody is still there."""

SWEEP_AGAIN = 3600
"""Seconds between two looks for links that are over."""

GIVE_BACK_AGAIN = 60
"""Seconds between two times at which memory is given back."""

_log = logging.getLogger("rapport")

_WARM = (
    "altair",
    "pandas",
    "components.fit.one_therapist",
    "components.fit.save_pictures",
    "components.over_time.several_therapists",
    "data.vault.open_vaults",
)
"""What the pages import: here rather than in the first person's first click."""


Close = Callable[[Path], None]
"""Closes the file of a vault."""

Drop = Callable[[], None]
"""Drops what was read of vaults that nobody looks at any more."""

Lifespan = Callable[[object], AbstractAsyncContextManager[None]]


def lifespan(close_vault: Close, drop_unused: Drop) -> Lifespan:
    """Return what goes on from the server's start to its end; idle vaults are closed by it."""

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[None]:
        _start()
        going = [asyncio.create_task(_lock_when_idle(close_vault, drop_unused))]
        going.append(asyncio.create_task(_sweep_links()))
        going.append(asyncio.create_task(_give_memory_back()))
        try:
            yield
        finally:
            for task in going:
                task.cancel()

    return run


def _start() -> None:
    """Check the settings, or refuse to start with a sentence; then warm up and freeze the heap."""
    try:
        if read_settings().log == "json":
            log_as_json()
        check_promises()
        set_process_limits()
        use_own_names()
        if read_settings().signs_in and base_path():
            raise BadSetting("server.baseUrlPath", "people sign in at the root of a host only")
    except RapportError as error:
        print(error.sentence, file=sys.stderr)
        raise
    if sentence := refusal(read_settings().home):
        _log.error(sentence)
    for name in _WARM:
        importlib.import_module(name)
    _send_at_once()
    # What is there now lives as long as the process: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    # Reading a large vault makes many small things that stay: looking at them each time a few
    # hundred were made takes as long as the reading. Nobody waits for a look at a million at once:
    # each is looked at in small parts, and all of them together hardly ever.
    gc.set_threshold(50_000, 2, 500)
    # Whoever waits for the interpreter beside somebody's long work waits a fifth as long each time.
    sys.setswitchinterval(0.001)


async def _lock_when_idle(close_vault: Close, drop_unused: Drop) -> None:
    """Look again and again, for the browser that nobody comes back to."""
    while True:
        await asyncio.sleep(LOOK_AGAIN)
        drop_unused()
        for vault in lock_idle():
            close_vault(vault)


async def _give_memory_back() -> None:
    """Give back each minute what nobody uses any more."""
    while True:
        await asyncio.sleep(GIVE_BACK_AGAIN)
        await run_in_threadpool(give_memory_back)


async def _sweep_links() -> None:
    """Delete what readers of links can open no more, at the start and once an hour."""
    while True:
        try:
            await run_in_threadpool(sweep, read_settings())
        except RapportError as error:
            _log.warning(error.sentence)
        await asyncio.sleep(SWEEP_AGAIN)


def _send_at_once() -> None:
    """Set TCP_NODELAY on every listening socket; connections inherit it.

    Streamlit opens its socket so that asyncio leaves Nagle's algorithm on, which holds small
    answers back for 40 ms. The socket is handed to nobody, hence the search.
    """
    for found in gc.get_objects():
        if isinstance(found, socket.socket) and _listens(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(found: socket.socket) -> bool:
    try:
        return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:
        return False
