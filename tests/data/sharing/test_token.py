"""The token: known to whoever has the link, and what is made of it tells nothing about it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from data.sharing.token import LONGEST, door_of, new_token, private_key_of, public_key_of


def test_a_token_is_long_random_and_fits_an_address() -> None:
    made = {new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in made)
    assert LONGEST > 43


def test_door_and_keys_are_the_same_for_the_same_token_and_hold_no_part_of_it() -> None:
    token = new_token()
    assert door_of(token) == door_of(token)
    assert public_key_of(token) == public_key_of(token)
    assert bytes.fromhex(door_of(token)) != private_key_of(token).private_bytes_raw()
    assert token.encode() not in public_key_of(token)


@given(st.text(max_size=300))
def test_whatever_is_given_for_a_token_has_a_door_and_a_key(text: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", door_of(text))
    assert len(public_key_of(text)) == 32
