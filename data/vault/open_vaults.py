"""Open vaults: the files of a process are opened once and shared.

Must never open a vault for another owner than the one it was asked for.
"""

import atexit
import hmac
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import BaseFileLock
from sqlalchemy import Engine

from data.errors import RapportError, SchemaDiffers, VaultDamaged, VaultMissing, VaultReadOnly
from data.lock.keyfile import key_for
from data.lock.unlocked import forget_lock, lock, lock_of
from data.model.record import now
from data.settings import Settings, read_settings
from data.vault.backup_files import back_up, backups_of
from data.vault.erasure import finish_erasure
from data.vault.failures import in_plain_words
from data.vault.health import database_answers, home_answers
from data.vault.leftovers import sweep
from data.vault.migration import migrate, needs_migration, newest, version_of
from data.vault.postgres import postgres_engine
from data.vault.private_files import make_private
from data.vault.process_lock import hold
from data.vault.rekey import settle
from data.vault.sqlite import (
    file_identity,
    key_of,
    shut,
    sqlite_engine,
    sqlite_engine_for_migration,
)
from data.vault.vault import Vault
from data.vault.vault_cache import VaultCache
from data.vault_path import LOCAL, is_example, vault_path

__all__ = ["LOCAL", "close_vault", "close_vaults", "lock_vault", "open_vault", "vault_path"]


@dataclass(frozen=True)
class _Open:
    engine: Engine
    lock: BaseFileLock | None
    file: object = None
    caches: dict[str, VaultCache] = field(default_factory=dict)
    """By owner: what was read of each vault lives as long as it is open."""

    def vault(self, owner: str, path: Path | None = None) -> Vault:
        """Return the vault of an owner who may open it now."""
        return Vault(self.engine, owner, path, self.caches.setdefault(owner, VaultCache()))


_open: dict[str, _Open] = {}
_guard = threading.Lock()


def open_vault(
    settings: Settings,
    owner: str,
    *,
    example: bool = False,
    key: bytes | None = None,
    anew: bool = False,
) -> Vault:
    """Return the vault of ``owner``; the example is a vault of its own beside it.

    ``key`` is what the lock gave out to the person who asks; without a lock none is needed.
    ``anew``: begin an empty one also where one is missing whose backups are there.
    Raises a `VaultError` that says why it cannot be opened; then nothing was touched.
    """
    if settings.database_url is not None:
        url = settings.database_url.get_secret_value()
        opened = _once(url, lambda: _Open(_server(url), None))
        return opened.vault(_example_of(owner) if example else owner)
    path = vault_path(settings.home, owner, example=example)
    if lock_of(path) is not None:
        # Asked anew each time: open for one browser does not mean open for the next.
        key_for(path, key)
    close_if_moved(path)
    opened = _once(str(path), lambda: _file(path, key, anew=anew))
    if not hmac.compare_digest(key_of(opened.engine), key_for(path, key)):
        raise VaultDamaged(path)  # whatever lies beside it now, it was opened with another key
    return opened.vault(owner, path)


def close_if_moved(path: Path) -> None:
    """Close a vault whose file is not the one that was opened: the next to ask opens what is there.

    Saving into a file that is gone would lose it.
    """
    with _guard:
        opened = _open.get(str(path))
        if opened is not None and opened.file != file_identity(path):
            _shut(_open.pop(str(path)))


def close_vault(path: Path) -> None:
    """Close one vault, such that what still holds it cannot read it, and let others have it."""
    with _guard:
        if opened := _open.pop(str(path), None):
            _shut(opened)


def lock_vault(path: Path) -> None:
    """Lock a vault in every browser and close its file."""
    lock(path)
    close_vault(path)


@contextmanager
def closed_for_change(path: Path) -> Iterator[None]:
    """Close a vault and keep it, so that its files can be changed; whoever wants it, waits.

    Raises `VaultHeld` where another process was faster.
    """
    with _guard:
        if opened := _open.pop(str(path), None):
            _shut(opened)
        lock = _hold(path)
        try:
            yield
            forget_lock(path)
        finally:
            lock.release()


def forget_vaults(owner: str) -> None:
    """Drop what was read of an owner's vaults, as when they may not be here any more."""
    with _guard:
        for opened in _open.values():
            for name in (owner, _example_of(owner)):
                if cache := opened.caches.pop(name, None):
                    cache.close()


def close_vaults() -> None:
    """Close every vault this process has open and let others have them."""
    with _guard:
        for engine in _open.values():
            _shut(engine)
        _open.clear()


def engine_answers() -> bool:
    """Return whether what the vaults are kept with can answer. No vault is opened for it."""
    try:
        settings = read_settings()
        if settings.database_url is None:
            return home_answers(settings.home)
        url = settings.database_url.get_secret_value()
        return database_answers(_once(url, lambda: _Open(_server(url), None)).engine)
    except RapportError:
        return False


def _example_of(owner: str) -> str:
    return f"{owner} (example)"


def _shut(opened: _Open) -> None:
    for cache in list(opened.caches.values()):
        cache.close()
    if opened.lock is None:
        opened.engine.dispose()
    else:
        shut(opened.engine)
        opened.lock.release()


# What an orderly end leaves is whole in the file: its copy needs no log beside it.
atexit.register(close_vaults)


def _once(name: str, make: Callable[[], _Open]) -> _Open:
    with _guard:
        if name not in _open:
            _open[name] = make()
        return _open[name]


def _file(path: Path, unlocked: bytes | None, *, anew: bool = False) -> _Open:
    lock = _hold(path)
    try:
        settle(path)
        if not anew:
            _expect_file(path)
        key = key_for(path, unlocked)
        with in_plain_words(path):
            fresh = sqlite_engine_for_migration(path, key)
            try:
                if needs_migration(fresh):
                    back_up(fresh, path, "before update", now())
                migrate(fresh, path)
            finally:
                shut(fresh)
        with in_plain_words(path):
            sweep(path)
        make_private(path)
        return _Open(sqlite_engine(path, key), lock, file_identity(path))
    except OSError:
        lock.release()
        raise VaultReadOnly(path.parent) from None
    except BaseException:
        lock.release()
        raise


def make_vault(path: Path, key: bytes) -> None:
    """Make an empty vault for a key that lies sealed beside it already, and close it again.

    Only there a vault comes after its key; else a key without a vault is a vault that is missing.
    """
    lock = _hold(path)
    try:
        with in_plain_words(path):
            fresh = sqlite_engine_for_migration(path, key)
            try:
                migrate(fresh, path)
            finally:
                shut(fresh)
    finally:
        lock.release()


def _expect_file(path: Path) -> None:
    """Raise `VaultMissing` where there was a vault, by its backups or its lock, and is none."""
    if is_example(path) or (path.exists() and path.stat().st_size):
        return
    if backups_of(path) or lock_of(path) is not None:
        raise VaultMissing(path)


def _hold(path: Path) -> BaseFileLock:
    try:
        finish_erasure(path.parent)
        for folder in (path.parent.parent, path.parent):  # each for its owner alone
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return hold(path)
    except OSError:
        raise VaultReadOnly(path.parent) from None


def _server(url: str) -> Engine:
    engine = postgres_engine(url)
    present = None
    try:
        with in_plain_words(None), engine.connect() as connection:
            present = version_of(connection)
    finally:
        if present != newest():
            engine.dispose()
    if present != newest():
        raise SchemaDiffers
    return engine
