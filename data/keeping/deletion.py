"""Deletion of everything: links, vault, example, keys, backups.

Broken off after the links, it is finished at the next opening: see data/vault/erasure.py.
"""

from data.errors import VaultReadOnly
from data.keeping.links import forget_links
from data.lock.unlocked import forget_lock
from data.settings import Settings
from data.vault.erasure import erase
from data.vault.open_vaults import close_vault, lock_vault, open_vault
from data.vault.vault import Vault
from data.vault_path import vault_path


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
        erase(path.parent)
    except OSError:
        raise VaultReadOnly(path.parent) from None
    forget_lock(path)
