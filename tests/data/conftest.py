"""Both engines behind one fixture, so that nothing grows that only one of them can do."""

from collections.abc import Callable

import pytest

from data.settings import read_settings
from data.vault.open_vaults import open_vault
from data.vault.vault import Vault

OpenVault = Callable[[str], Vault]


@pytest.fixture(params=["sqlite", "postgres"])
def vault_of(request: pytest.FixtureRequest) -> OpenVault:
    """A way to open anybody's vault, once on each engine."""
    settings = (
        request.getfixturevalue("on_postgres") if request.param == "postgres" else read_settings()
    )
    return lambda owner: open_vault(settings, owner)


@pytest.fixture
def vault(vault_of: OpenVault) -> Vault:
    return vault_of("alice")
