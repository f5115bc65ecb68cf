"""Deletion of everything: links, vault, example, keys, backups.

The keys go first, written over: what a disk keeps of the other files is unreadable then.
"""

from pathlib import Path

from data.errors import VaultReadOnly
from data.fsync import sync_folder
from data.keeping.links import forget_links
from data.lock.keyfile import scrub
from data.settings import Settings
from data.vault.open_vaults import close_vault, lock_vault, open_vault
from data.vault.vault import Vault
from data.vault_path import vault_path

_OURS = (
    *("vault.db", "vault.db-wal", "vault.db-shm", "vault.holder"),
    *("vault.next.db", "vault.next.db-wal", "vault.next.db-shm"),
    *("example.db", "example.db-wal", "example.db-shm", "example.holder"),
)
_IN_BACKUPS = ("*.db", "*.part", "*.look", "*.look-wal", "*.look-shm")


def delete_everything(settings: Settings, owner: str, vault: Vault) -> None:
    """Delete all that is kept for ``owner``, links first.

    Raises a `VaultError` where a file cannot go, `LinksUnreachable` where links cannot.
    """
    forget_links(vault, settings)
    if vault.files.path is None:
        vault.empty()
        open_vault(settings, owner, example=True).empty()
        return
    path = vault_path(settings.home, owner)
    example = vault_path(settings.home, owner, example=True)
    lock_vault(path)
    close_vault(example)
    try:
        _delete_all_in(path.parent)
    except OSError:
        raise VaultReadOnly(path.parent) from None


def _delete_all_in(folder: Path) -> None:
    aside = [path for path in folder.glob("set-aside-*") if path.is_dir()]
    for key in (*folder.glob("*.key*"), *folder.glob("*/*.key*")):
        scrub(key)
    for name in _OURS:
        (folder / name).unlink(missing_ok=True)
    for pattern in _IN_BACKUPS:
        for path in (folder / "backups").glob(pattern):
            path.unlink()
    for set_aside in aside:
        for file in set_aside.glob("vault.db*"):
            file.unlink()
    for subfolder in (folder / "backups", *aside):
        if subfolder.is_dir() and not any(subfolder.iterdir()):
            subfolder.rmdir()
    sync_folder(folder)
