"""A file system under SQLCipher that writes down all it is told to do, and does it.

Registered inside sqlcipher3's own library: another SQLite would be another file system. Of each
open file only the four methods that change it are replaced; the file itself stays SQLite's own.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import _sqlite3

ActionKind = Literal["write", "truncate", "sync", "delete", "delete and sync", "said"]


@dataclass(frozen=True)
class FileAction:
    """One thing that was done to a file, or said to the person once it was saved."""

    kind: ActionKind
    name: str
    at: int = 0
    content: bytes = b""


_CLOSE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("close", _CLOSE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("others", c_void_p * 13),
    ]


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("others", c_void_p * 14),
    ]


class _SqliteFile(ctypes.Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class FileRecorder:
    """What was done, in order. ``done`` grows while files are written."""

    def __init__(self) -> None:
        self.done: list[FileAction] = []
        self._names: dict[int, str] = {}
        self._tables: dict[int, tuple[Any, _Methods]] = {}

    def said(self, what: str) -> None:
        """Write down that something was acknowledged now."""
        self.done.append(FileAction("said", what))

    def _opened(self, file: int, name: str) -> None:
        methods = ctypes.cast(file, POINTER(_SqliteFile)).contents
        if not methods.methods:
            return
        self._names[file] = name
        of = ctypes.addressof(methods.methods.contents)
        if of not in self._tables:
            self._tables[of] = self._recording(methods.methods.contents)
        methods.methods = ctypes.pointer(self._tables[of][1])

    def _recording(self, real: _Methods) -> tuple[Any, _Methods]:
        mine = _Methods()
        ctypes.pointer(mine)[0] = real

        def write(file: int, content: int, size: int, at: int) -> int:
            result: int = real.write(file, content, size, at)
            if result == 0:
                written = ctypes.string_at(content, size)
                self.done.append(FileAction("write", self._names[file], at, written))
            return result

        def truncate(file: int, size: int) -> int:
            result: int = real.truncate(file, size)
            self.done.append(FileAction("truncate", self._names[file], size))
            return result

        def sync(file: int, flags: int) -> int:
            result: int = real.sync(file, flags)
            self.done.append(FileAction("sync", self._names[file]))
            return result

        methods = (_WRITE(write), _TRUNCATE(truncate), _SYNC(sync))
        mine.write, mine.truncate, mine.sync = methods
        return methods, mine


@contextmanager
def recording() -> Iterator[FileRecorder]:
    """Make every file that SQLCipher opens in this process pass through a recorder."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [c_char_p]
    library.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
    real = library.sqlite3_vfs_find(None)
    recorder, mine = FileRecorder(), _Vfs()
    ctypes.pointer(mine)[0] = real.contents
    mine.name, mine.next = b"recorder", None

    def opens(vfs: int, path: int, file: int, flags: int, out: Any) -> int:
        result: int = real.contents.open(vfs, path, file, flags, out)
        if result == 0:
            name = Path(os.fsdecode(ctypes.string_at(path))).name if path else "nameless"
            recorder._opened(file, name)
        return result

    def delete(vfs: int, path: bytes, synced: int) -> int:
        result: int = real.contents.delete(vfs, path, synced)
        kind: ActionKind = "delete and sync" if synced else "delete"
        recorder.done.append(FileAction(kind, Path(os.fsdecode(path)).name))
        return result

    calls = _OPEN(opens), _DELETE(delete)
    mine.open, mine.delete = calls
    assert library.sqlite3_vfs_register(ctypes.byref(mine), 1) == 0
    try:
        yield recorder
    finally:
        library.sqlite3_vfs_register(real, 1)
        library.sqlite3_vfs_unregister(ctypes.byref(mine))
