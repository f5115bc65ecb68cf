"""From settings and an owner to a vault. The files of a process are opened once and shared.

Must never open a vault for another owner than the one it was asked for.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import BaseFileLock
from sqlalchemy import Engine

from data.errors import SchemaDiffers, VaultReadOnly
from data.settings import Settings
from data.vault.failures import in_plain_words
from data.vault.holding import hold
from data.vault.keyfile import key_for
from data.vault.migrating import migrate, newest, version_of
from data.vault.postgres import postgres_engine
from data.vault.sqlite import sqlite_engine, sqlite_engine_for_migration
from data.vault.vault import Vault

LOCAL = "local"
"""The owner until somebody signs in."""


@dataclass(frozen=True)
class _Open:
    engine: Engine
    lock: BaseFileLock | None


_open: dict[str, _Open] = {}
_guard = threading.Lock()


def open_vault(settings: Settings, owner: str, *, example: bool = False) -> Vault:
    """Return the vault of ``owner``; the example is a vault of its own beside it.

    Raises a `VaultError` that says why it cannot be opened; then nothing was touched.
    """
    if settings.database_url is not None:
        url = settings.database_url.get_secret_value()
        engine = _once(url, lambda: _Open(_server(url), None)).engine
        return Vault(engine, f"{owner} (example)" if example else owner)
    path = vault_path(settings.home, owner, example=example)
    engine = _once(str(path), lambda: _file(path)).engine
    return Vault(engine, owner, path)


def vault_path(home: Path, owner: str, *, example: bool = False) -> Path:
    """Return the file of an owner's vault under ``home``."""
    # An owner from a sign-in may hold any character; a hash is a name on every file system.
    plain = re.fullmatch(r"[a-z0-9]{1,32}", owner)
    folder = owner if plain else sha256(owner.encode("utf-8")).hexdigest()[:40]
    return home / folder / ("example.db" if example else "vault.db")


def close_vaults() -> None:
    """Close every vault this process has open and let others have them."""
    with _guard:
        for one in _open.values():
            one.engine.dispose()
            if one.lock is not None:
                one.lock.release()
        _open.clear()


def _once(place: str, make: Callable[[], _Open]) -> _Open:
    with _guard:
        if place not in _open:
            _open[place] = make()
        return _open[place]


def _file(path: Path) -> _Open:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = hold(path)
    except OSError:
        raise VaultReadOnly(path.parent) from None
    try:
        key = key_for(path)
        with in_plain_words(path):
            fresh = sqlite_engine_for_migration(path, key)
            migrate(fresh, path)
            fresh.dispose()
        return _Open(sqlite_engine(path, key), lock)
    except OSError:
        lock.release()
        raise VaultReadOnly(path.parent) from None
    except BaseException:
        lock.release()
        raise


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
