import stat
from pathlib import Path

import pytest

from data.errors import KeyMissing, KeyUnreadable
from data.lock.keyfile import key_for


def test_a_new_vault_gets_a_random_key_that_only_its_owner_may_read(tmp_path: Path) -> None:
    key = key_for(tmp_path / "vault.db")
    assert len(key) == 32
    assert key != key_for(tmp_path / "other.db")
    assert stat.S_IMODE((tmp_path / "vault.key").stat().st_mode) == 0o600


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    assert key_for(tmp_path / "vault.db") == key_for(tmp_path / "vault.db")


def test_a_key_left_by_an_interrupted_start_is_used(tmp_path: Path) -> None:
    (tmp_path / "vault.key.new").write_text("half")
    key = key_for(tmp_path / "vault.db")
    assert not (tmp_path / "vault.key.new").exists()
    assert (tmp_path / "vault.key").read_text().strip() == key.hex()


def test_a_vault_without_its_key_is_not_given_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "vault.db").write_bytes(b"kept")
    with pytest.raises(KeyMissing, match=r"vault\.key is missing"):
        key_for(tmp_path / "vault.db")
    assert not (tmp_path / "vault.key").exists()


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31, "AB" * 32])
def test_a_file_without_a_key_in_it_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "vault.key").write_text(content)
    with pytest.raises(KeyUnreadable, match="not readable as a key"):
        key_for(tmp_path / "vault.db")
