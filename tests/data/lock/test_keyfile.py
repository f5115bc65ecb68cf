import stat
from pathlib import Path

import pytest

from data.errors import KeyMissing, KeyUnreadable
from data.lock import keyfile
from data.lock.keyfile import ahead_of, key_file, key_for, sealed_key
from data.lock.recovery_code import new_code
from data.lock.wrapped_key import seal


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


def test_a_key_that_moves_while_it_is_looked_for_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, sealed = tmp_path / "vault.db", seal(b"1" * 32, "seven quiet kettles", new_code(), 15)
    key_file(vault).write_text(sealed.model_dump_json())
    monkeypatch.setattr(keyfile, "key_file_in_force", lambda _: key_file(ahead_of(vault)))
    assert sealed_key(vault) == sealed
    key_file(vault).unlink()
    assert sealed_key(vault) is None
