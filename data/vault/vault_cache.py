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
from data.vault.record_tables import Checked

T = TypeVar("T")

Carried = dict[str, Any]

MOST_VAULTS: Final = 500
"""Vaults held at most: more than people one program bears, as each that is not held is read anew
at every tap."""

MOST_BYTES: Final = 512_000_000
"""How much they take together, by estimate; the one in use is held however large it is."""

MOST_FINDINGS: Final = 200
"""How many things worked out of one vault are held: some views of it, in both themes."""

UNUSED: Final = 600
"""Seconds after which a vault that nobody asks for is dropped."""

_A_NOTE: Final = 12_000
"""Bytes that a note with five ratings takes, with what it says about therapists, but its text."""

_A_FINDING: Final = 140
"""Bytes a note that one thing worked out takes: a report of moved needs, the largest there is."""


class Findings:
    """Records, and what was worked out of them.

    ``carried``: what those of later records begin from; no text of a note may be in it, as it
    outlives one that was deleted.
    """

    def __init__(self, records: Records, carried: Carried | None = None) -> None:
        self.records = records
        self.carried = carried or {}
        self._made: dict[Hashable, Any] | None = {}
        self._guard = threading.Lock()
        self._turn = threading.RLock()

    @property
    def bytes(self) -> int:
        """Bytes of what was worked out, by estimate."""
        return len(self._made or ()) * _A_FINDING * len(self.records.notes)

    def worked_out(self, of: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returned for ``of`` before, or make it: two at once make it once.

        What is there is given out at once, also while something else is being made.
        """
        found, missing = self._held(of)
        if not missing:
            return cast(T, found)
        with self._turn:
            found, missing = self._held(of)
            return self._hold(of, make()) if missing else cast(T, found)

    def _held(self, of: Hashable) -> tuple[Any, bool]:
        """Return what is held for ``of`` and False, or None and True."""
        with self._guard:
            made = self._made
            if made is None or of not in made:
                return None, True
            made[of] = made.pop(of)  # the last asked for stands last
            return made[of], False

    def _hold(self, of: Hashable, found: T) -> T:
        with self._guard:
            if self._made is not None:  # dropped: this run goes to its end, and nothing of it stays
                self._made[of] = found
                if len(self._made) > MOST_FINDINGS:
                    del self._made[next(iter(self._made))]
        return found

    def drop(self) -> None:
        """Let go of all that was worked out. Never waits for what is just being worked out."""
        with self._guard:
            self._made = None
        self.carried.clear()


class RevisionFindings(Findings):
    """All records of a vault at one revision, and what was worked out of them.

    ``checked``: the same records by digest. ``sessions``: what was worked out of all but the jots;
    it goes on while nothing else changes, as jots count in nothing.
    """

    def __init__(
        self,
        revision: int,
        records: Records,
        checked: Checked | None = None,
        before: "RevisionFindings | None" = None,
    ) -> None:
        super().__init__(records)
        self.revision = revision
        self.checked = checked or {}
        self._read = sum(_A_NOTE + len(note.text) for note in records.notes)
        sessions = records.without_jots()
        self.sessions: Findings
        if before is not None and before.sessions.records == sessions:
            self.sessions = before.sessions
        else:
            self.sessions = Findings(sessions, dict(before.sessions.carried) if before else None)
        self._turn = self.sessions._turn  # noqa: SLF001 - two turns could wait for each other

    @property
    def bytes(self) -> int:
        """Bytes of the records and of all that was worked out, by estimate."""
        return self._read + super().bytes + self.sessions.bytes

    def apart(self) -> "RevisionFindings":
        """Return the same records with nothing worked out; what is, is held by nobody else."""
        found = RevisionFindings(self.revision, self.records)
        found.sessions.carried.update(self.sessions.carried)
        return found

    def drop(self) -> None:
        """Let go of all that was worked out. Never waits for what is just being worked out."""
        super().drop()
        self.checked = {}
        self.sessions.drop()


class VaultCache:
    """Newest findings of one vault, for all its sessions; nothing once it is closed."""

    def __init__(self) -> None:
        self.asked_at = time.monotonic()
        self._newest: RevisionFindings | None = None
        self._closed = False
        self._guard = threading.Lock()
        self._reading = threading.Lock()

    def at(
        self, revision: int, read: Callable[[Checked], tuple[int, Records, Checked]]
    ) -> RevisionFindings:
        """Return the findings of this revision; ``read`` is called where there are none yet.

        Two at once read once. ``read`` gets the records read last by their digests; it returns the
        revision with the records, which may be newer, and these by their digests.
        """
        with self._reading:
            self.asked_at = time.monotonic()
            newest = self._newest
            if newest is not None and newest.revision == revision:
                return newest
            now, records, checked = read(newest.checked if newest else {})
            found = RevisionFindings(now, records, checked, newest)
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
