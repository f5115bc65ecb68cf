"""Where a vault lies: below its home whatever the owner is called, each owner apart."""

from pathlib import Path

import pytest

from data.vault_path import LOCAL, is_example, readers_path, vault_path

HOME = Path("/home-of-rapport")


def test_the_vault_and_the_example_lie_beside_each_other() -> None:
    assert vault_path(HOME, LOCAL) == HOME / "local" / "vault.db"
    example = vault_path(HOME, LOCAL, example=True)
    assert example == HOME / "local" / "example.db"
    assert is_example(example)
    assert not is_example(vault_path(HOME, LOCAL))


@pytest.mark.parametrize("owner", ["../else", "a/b", "Alice", "https://id.example#1", "", "a" * 33])
def test_whatever_an_owner_is_called_the_folder_is_one_below_home(owner: str) -> None:
    path = vault_path(HOME, owner)
    assert path.parent.parent == HOME
    assert path.parent.name.isalnum()
    assert path != vault_path(HOME, f"{owner} ")


def test_the_readers_store_is_in_no_owner_s_folder() -> None:
    assert readers_path(HOME).parent == HOME
