"""A vault with a note, and the same under a lock."""

from pathlib import Path

import pytest

from data.keeping.lock import put_lock_on
from data.settings import read_settings
from data.vault.open_vaults import open_vault
from data.vault_path import LOCAL, vault_path
from tests.components.web.door_client import CODE, WORDS
from tests.rig.people import a_jot


@pytest.fixture
def vault(home: Path) -> Path:
    open_vault(read_settings(), LOCAL).save(a_jot())
    return vault_path(home, LOCAL)


@pytest.fixture
def locked(vault: Path) -> Path:
    put_lock_on(vault, WORDS, CODE, 15)
    return vault
