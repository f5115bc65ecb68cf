import asyncio
import gc
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from components.web import lifespan as start
from components.web.lifespan import _send_at_once, lifespan
from components.web.process_limits import give_memory_back
from data.errors import PromiseBroken
from data.vault.open_vaults import close_vault
from data.vault.vault_cache import drop_unused
from tests.rig.programs import program


def test_small_answers_are_sent_at_once() -> None:
    """A connection accepted on a listening socket inherits that it need not wait."""
    closed = socket.socket()
    closed.close()
    with socket.socket() as listening, socket.socket() as client:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        _send_at_once()
        client.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def enter() -> None:
    async def run() -> None:
        async with lifespan(close_vault, drop_unused)(None):
            assert gc.get_freeze_count() > 0

    # In a thread of its own: another test of this process may have left a loop running here.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()


def test_the_heap_is_frozen_once_everything_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nobody waits for another's long work: threads change hands soon, the collector is quick.

    `python -m tests.rig.neighbour` measures what comes of it.
    """
    monkeypatch.setattr(start, "check_promises", lambda: None)
    before = sys.getswitchinterval()
    enter()
    gc.unfreeze()
    small, parts, _ = gc.get_threshold()
    assert small * parts <= 100_000
    assert sys.getswitchinterval() <= 0.001
    sys.setswitchinterval(before)


def test_memory_is_given_back_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "check_promises", lambda: None)
    monkeypatch.setattr(start, "GIVE_BACK_AGAIN", 0.01)
    given: list[str] = []
    monkeypatch.setattr(start, "give_memory_back", lambda: given.append("all of it"))
    give_memory_back()

    async def run() -> None:
        async with lifespan(close_vault, lambda: None)(None):
            await asyncio.sleep(0.2)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()
    gc.unfreeze()
    assert given


def test_without_its_promises_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise PromiseBroken(["server.address must be '127.0.0.1'"])

    monkeypatch.setattr(start, "check_promises", broken)
    with pytest.raises(PromiseBroken):
        enter()
    assert capsys.readouterr().err.startswith("Rapport did not start, so that its promises hold")


def test_a_vault_nobody_came_back_to_is_closed_and_what_was_read_of_it_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start, "check_promises", lambda: None)
    monkeypatch.setattr(start, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(start, "lock_idle", lambda: {Path("vault.db")})
    closed: list[Path] = []
    dropped: list[None] = []

    async def run() -> None:
        async with lifespan(closed.append, lambda: dropped.append(None))(None):
            await asyncio.sleep(0.2)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()
    gc.unfreeze()
    assert set(closed) == {Path("vault.db")}
    assert dropped


def test_what_the_share_doors_will_stand_on_loads_no_vault() -> None:
    doors = ("origin_check", "headers", "required_settings", "health")
    command = program("loaded_modules", *(f"components.web.{door}" for door in doors))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not [name for name in done.stdout.split() if f"{name}.".startswith("data.vault.")]
