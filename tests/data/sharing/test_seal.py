"""The seal: only the token opens it, and only this version behind this door."""

import pytest

from data.sharing.seal import seal, unseal
from data.sharing.token import door_of, new_token, public_key_of

PAGE = b"<p>zq a private page</p>" * 50


@pytest.fixture
def token() -> str:
    return new_token()


def sealed_for(token: str, version: int = 1) -> bytes:
    return seal(PAGE, public_key_of(token), door_of(token), version)


def test_the_token_opens_what_was_sealed_for_its_public_half(token: str) -> None:
    sealed = sealed_for(token)
    assert b"zq" not in sealed
    assert sealed != sealed_for(token)
    assert unseal(sealed, token, 1) == PAGE


def test_nothing_else_opens_it(token: str) -> None:
    sealed, other = sealed_for(token), new_token()
    assert unseal(sealed, other, 1) is None
    assert unseal(sealed, token, 2) is None
    assert unseal(seal(PAGE, public_key_of(token), door_of(other), 1), token, 1) is None


@pytest.mark.parametrize("broken", [b"", b"short", b"\x00" * 100], ids=["none", "short", "zeroes"])
def test_what_is_damaged_opens_with_nothing(token: str, broken: bytes) -> None:
    sealed = sealed_for(token)
    assert unseal(broken, token, 1) is None
    assert unseal(sealed[:-1], token, 1) is None
    assert unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), token, 1) is None
