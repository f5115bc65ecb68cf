"""Vault cache: records, and what was worked out of them, shared by all who may open the vault.

It is reached through an open `Vault` only, so that whoever asks had the right to at that moment.
It ends with the open file: nothing in it outlives a lock, another key, or a sign-out. What nobody
asked for during `UNUSED` seconds is dropped, and so are those asked for longest ago where they
become too many or too large.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar, cast
from weakref import WeakSet

from data.model.records import Records

T = TypeVar("T")

MOST_VAULTS: Final = 64
"""Vaults held at most."""

MOST_BYTES: Final = 256_000_000
"""How much they take together, by estimate; the one in use is held however large it is."""

MOST_FINDINGS: Final = 200
"""How many things worked out of one vault are held: some views of it, in both themes."""

UNUSED: Final = 600
"""Seconds after which a vault that nobody asks for is dropped."""

_A_NOTE: Final = 12_000
"""Bytes that a note with five ratings takes, with what it says about therapists, but its text."""


class Findings:
    """Records of a vault at one revision, and what was worked out of them.

    ``carried``: what the findings of the next revision begin from. ``bytes``: by estimate.
    """

    def __init__(self, revision: int, records: Records, carried: dict[str, Any]) -> None:
        self.revision = revision
        self.records = records
        self.carried = carried
        self.bytes = sum(_A_NOTE + len(note.text) for note in records.notes)
        self._made: dict[Hashable, Any] | None = {}
        self._turn = threading.RLock()

    def apart(self) -> "Findings":
        """Return the same records with nothing worked out; what is, is held by nobody else."""
        return Findings(self.revision, self.records, dict(self.carried))

    def worked_out(self, of: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returned for ``of`` before, or make it: two at once make it once."""
        with self._turn:
            made = self._made
            if made is None:  # dropped: this run goes to its end, and nothing of it stays
                return make()
            found = cast(T, made.pop(of) if of in made else make())
            made[of] = found  # the last asked for stands last
            if len(made) > MOST_FINDINGS:
                del made[next(iter(made))]
            return found

    def drop(self) -> None:
        """Let go of all that was worked out. Never waits for what is just being worked out."""
        self._made = None
        self.carried.clear()


class VaultCache:
    """Newest findings of one vault, for all its sessions; nothing once it is closed."""

    def __init__(self) -> None:
        self.asked_at = time.monotonic()
        self._newest: Findings | None = None
        self._closed = False
        self._guard = threading.Lock()
        self._reading = threading.Lock()

    def at(self, revision: int, read: Callable[[], tuple[int, Records]]) -> Findings:
        """Return the findings of this revision; ``read`` is called where there are none yet.

        Two at once read once. ``read`` returns the revision with the records, which may be newer.
        """
        with self._reading:
            self.asked_at = time.monotonic()
            newest = self._newest
            if newest is not None and newest.revision == revision:
                return newest
            found = Findings(*read(), dict(newest.carried) if newest else {})
            with self._guard:
                if not self._closed:
                    self._newest = found
        _make_room(self)
        return found

    @property
    def bytes(self) -> int:
        """Bytes held, by estimate; 0 where nothing is."""
        newest = self._newest
        return newest.bytes if newest else 0

    @property
    def holds(self) -> bool:
        """Return whether anything is held."""
        return self._newest is not None

    def empty(self) -> None:
        """Drop what is held; it is read anew when somebody asks."""
        with self._guard:
            newest, self._newest = self._newest, None
        if newest is not None:
            newest.drop()

    def close(self) -> None:
        """Drop what is held, for good: a run that still goes on leaves nothing here."""
        with self._guard:
            self._closed = True
        self.empty()


_caches: WeakSet[VaultCache] = WeakSet()
_caches_guard = threading.Lock()


def drop_unused() -> None:
    """Drop what nobody asked for lately."""
    before = time.monotonic() - UNUSED
    for cache in _held():
        if cache.asked_at < before:
            cache.empty()


def _make_room(newest: VaultCache) -> None:
    with _caches_guard:
        _caches.add(newest)
    others = sorted((cache for cache in _held() if cache is not newest), key=_asked_at)
    most, whole = len(others) + 1, newest.bytes + sum(cache.bytes for cache in others)
    for cache in others:
        if most <= MOST_VAULTS and whole <= MOST_BYTES:
            return
        most, whole = most - 1, whole - cache.bytes
        cache.empty()


def _held() -> list[VaultCache]:
    with _caches_guard:
        return [cache for cache in _caches if cache.holds]


def _asked_at(cache: VaultCache) -> float:
    return cache.asked_at
