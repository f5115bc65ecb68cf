import json
from base64 import b64encode
from typing import Any

import pytest
from pydantic import ValidationError

from data.errors import PassphraseLong, PassphraseShort, WrongCode, WrongPassphrase
from data.lock.wrapped_key import (
    Sealed,
    id_of,
    open_by_code,
    open_by_passphrase,
    seal,
    with_idle_minutes,
)

KEY = bytes(range(32))
WORDS = "seven quiet kettles"
CODE = "01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-2345-6789"
SEALED = seal(KEY, WORDS, CODE, 15)
FIRST_VERSION = """
{
 "format": "rapport key",
 "version": 1,
 "key_id": "ede74a4342baa01a1e45d38ef6d67ddd",
 "idle_minutes": 15,
 "by_passphrase": {
  "salt": "fQHcjq3mz0MPj+x9U9qDLA==",
  "nonce": "MU6v1Yo3V2ZBxmM4",
  "sealed": "uYTnFM0NF0c79ADIjq4sHaN1tCfejXo7x7M092Z2Gxcxu3en0eKvikVjlc43wQ5y",
  "memory_kib": 65536,
  "passes": 3,
  "lanes": 4
 },
 "by_code": {
  "salt": "6Ieg5NTZG0L66VDTKsl2PQ==",
  "nonce": "+yDrTnCu1IW9eo2+",
  "sealed": "+6wb5BIGqwxhv3JC+1595k6oiR8qTf77wCUnYvFTzNslOlgBg+Io2HsR/4n4H0K7"
 }
}
"""


def test_both_open_it() -> None:
    assert open_by_passphrase(SEALED, WORDS) == KEY
    assert open_by_code(SEALED, CODE) == KEY


def test_neither_key_nor_words_can_be_read_in_it() -> None:
    content = SEALED.model_dump_json()
    for secret in (KEY.hex(), b64encode(KEY).decode(), WORDS, CODE, CODE.replace("-", "")):
        assert secret not in content


@pytest.mark.parametrize(
    "words", ["", "seven quiet kettle", "Seven quiet kettles", "\ud800", "x" * 5000]
)
def test_another_passphrase_opens_nothing(words: str) -> None:
    with pytest.raises(WrongPassphrase):
        open_by_passphrase(SEALED, words)


@pytest.mark.parametrize("code", ["", CODE[:-1], CODE[:-1] + "8", "ü" * 32, WORDS])
def test_another_code_opens_nothing(code: str) -> None:
    with pytest.raises(WrongCode):
        open_by_code(SEALED, code)


def test_the_same_passphrase_typed_on_another_keyboard_opens_it() -> None:
    sealed = seal(KEY, "caf\u00e9 caf\u00e9", CODE, 15)
    assert open_by_passphrase(sealed, " cafe\u0301 cafe\u0301 ") == KEY


@pytest.mark.parametrize("words", ["", "short", " 1234567 "])
def test_a_passphrase_that_is_guessed_at_once_is_refused(words: str) -> None:
    with pytest.raises(PassphraseShort):
        seal(KEY, words, CODE, 15)


def test_one_that_is_too_long_is_called_too_long() -> None:
    with pytest.raises(PassphraseLong, match="at most 1000"):
        seal(KEY, "x" * 1001, CODE, 15)


def test_a_seal_of_the_first_version_is_read_as_before() -> None:
    """Made by the version before, with four lanes; such files lie in vaults and in copies."""
    earlier = Sealed.model_validate_json(FIRST_VERSION)
    assert (earlier.version, earlier.by_passphrase.lanes) == (1, 4)
    assert open_by_passphrase(earlier, WORDS) == KEY
    assert open_by_code(earlier, CODE) == KEY
    changed = with_idle_minutes(earlier, KEY, 60)
    assert open_by_passphrase(changed, WORDS) == KEY


def test_the_idle_minutes_are_changed_by_whoever_has_the_key_alone() -> None:
    changed = with_idle_minutes(SEALED, KEY, 60)
    assert changed.idle_minutes == 60
    assert open_by_passphrase(changed, WORDS) == KEY
    assert open_by_code(changed, CODE) == KEY
    with pytest.raises(WrongPassphrase):
        open_by_passphrase(with_idle_minutes(SEALED, bytes(32), 60), WORDS)


def _swapped(**changes: Any) -> Sealed:
    return SEALED.model_copy(
        update={"by_passphrase": SEALED.by_passphrase.model_copy(update=changes)}
    )


@pytest.mark.parametrize(
    "tampered",
    [
        _swapped(passes=2),
        _swapped(memory_kib=8192),
        _swapped(lanes=4),
        SEALED.model_copy(update={"idle_minutes": 60}),
        SEALED.model_copy(update={"version": 1}),
        SEALED.model_copy(update={"version": 1, "seal": "", "idle_minutes": 60}),
        SEALED.model_copy(update={"seal": ""}),
        SEALED.model_copy(update={"seal": "0" * 64}),
        _swapped(salt=b64encode(b"0" * 16).decode()),
        _swapped(salt=""),
        _swapped(nonce=""),
        _swapped(sealed=SEALED.by_code.sealed),
        SEALED.model_copy(update={"key_id": id_of(b"another")}),
    ],
)
def test_a_key_file_somebody_tampered_with_opens_with_nothing(tampered: Sealed) -> None:
    with pytest.raises(WrongPassphrase):
        open_by_passphrase(tampered, WORDS)


@pytest.mark.parametrize(
    "changed", [{"idle_minutes": 60}, {"version": 1}, {"seal": "0" * 64}, {"key_id": "0" * 32}]
)
def test_nor_does_the_recovery_code_open_it(changed: dict[str, Any]) -> None:
    with pytest.raises(WrongCode):
        open_by_code(SEALED.model_copy(update=changed), CODE)


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 1_048_576}, {"passes": 20}, {"lanes": 16}, {"memory_kib": 131_073}]
)
def test_a_key_file_that_would_cost_a_minute_a_try_is_no_key_file(cost: dict[str, int]) -> None:
    given = json.loads(SEALED.model_dump_json())
    given["by_passphrase"] |= cost
    with pytest.raises(ValidationError):
        Sealed.model_validate_json(json.dumps(given))


def test_a_guess_costs_what_it_should() -> None:
    box = SEALED.by_passphrase
    assert (box.memory_kib, box.passes, box.lanes) == (64 * 1024, 3, 1)
