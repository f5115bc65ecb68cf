"""The power fails while files are put in each other's places: what a folder may hold then.

What Python does to a folder is recorded: syncs, renames, deletions, and what appeared meanwhile. A
change of names is durable once its folder was synced. Until then each of the changes may be there
or not, whatever came first; contents are those of the last sync, or the newest.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

Names = dict[str, int | None]
"""From a name, relative to the folder, to the number of its file; None: it is gone."""


@dataclass(frozen=True)
class Cut:
    """A moment: names that are surely there, changes that may be, and contents old and new."""

    durable: Names
    pending: tuple[Names, ...]
    synced: dict[int, bytes]
    newest: dict[int, bytes]

    def images(self) -> Iterator[dict[str, bytes]]:
        """Return each content that the folder may have."""
        for there in itertools.product((False, True), repeat=len(self.pending)):
            names = dict(self.durable)
            for change in itertools.compress(self.pending, there):
                names |= change
            for contents in (self.synced, self.newest):
                yield {
                    name: contents.get(number, b"")
                    for name, number in names.items()
                    if number is not None
                }


@dataclass
class RenameRecorder:
    """What was done to a folder, as the moments at which the power may fail."""

    folder: Path
    cuts: list[Cut] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._live = self._names()
        self._durable = dict(self._live)
        self._pending: list[Names] = []
        self._synced = self._contents()

    def look(self) -> None:
        """Note which names came and went since the last look; here the power may fail."""
        live = self._names()
        names = self._live.keys() | live.keys()
        changed = {n: live.get(n) for n in names if self._live.get(n) != live.get(n)}
        for folder in {Path(name).parent for name in changed}:
            # Together: within a folder a rename is there as a whole or not at all.
            self._pending.append({n: changed[n] for n in changed if Path(n).parent == folder})
        self._live = live
        newest = self._synced | self._contents()
        self.cuts.append(Cut(dict(self._durable), tuple(self._pending), dict(self._synced), newest))

    def synced(self, handle: int) -> None:
        """Note that a file, or the names in a folder, are durable."""
        self.look()
        what = Path(f"/proc/self/fd/{handle}").readlink()
        if what.is_dir():
            done = [entry for entry in self._pending if _folder(entry, self.folder) == what]
            self._pending = [entry for entry in self._pending if entry not in done]
            for change in done:
                self._durable |= change
        else:
            self._synced[os.fstat(handle).st_ino] = _whole(handle)
        self.look()

    def _files(self) -> Iterator[Path]:
        return (path for path in self.folder.rglob("*") if path.is_file())

    def _names(self) -> Names:
        return {str(file.relative_to(self.folder)): file.stat().st_ino for file in self._files()}

    def _contents(self) -> dict[int, bytes]:
        return {file.stat().st_ino: file.read_bytes() for file in self._files()}


def _folder(change: Names, folder: Path) -> Path:
    return (folder / next(iter(change))).parent


def _whole(handle: int) -> bytes:
    return Path(f"/proc/self/fd/{handle}").read_bytes()


@contextmanager
def recorded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RenameRecorder]:
    """Record what Python does to a folder within this context."""
    recorder = RenameRecorder(folder)
    sync, replace, unlink = os.fsync, Path.replace, Path.unlink

    def fsync(handle: int) -> None:
        sync(handle)
        recorder.synced(handle)

    def moved(self: Path, to: Path) -> Path:
        recorder.look()
        there = replace(self, to)
        recorder.look()
        return there

    def gone(self: Path, *, missing_ok: bool = False) -> None:
        unlink(self, missing_ok=missing_ok)
        recorder.look()

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        patched.setattr(Path, "replace", moved)
        patched.setattr(Path, "unlink", gone)
        yield recorder


def write(image: dict[str, bytes], folder: Path) -> None:
    """Make a folder hold an image and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in image.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
