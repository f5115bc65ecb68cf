from base64 import b64encode
from typing import Any

import pytest

from data.errors import PassphraseShort, WrongCode, WrongPassphrase
from data.lock.wrapped_key import Sealed, id_of, open_by_code, open_by_passphrase, seal

KEY = bytes(range(32))
WORDS = "seven quiet kettles"
CODE = "01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-2345-6789"
SEALED = seal(KEY, WORDS, CODE, 15)


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


@pytest.mark.parametrize("words", ["", "short", " 1234567 ", "x" * 1001])
def test_a_passphrase_that_is_guessed_at_once_is_refused(words: str) -> None:
    with pytest.raises(PassphraseShort):
        seal(KEY, words, CODE, 15)


def _swapped(**changes: Any) -> Sealed:
    return SEALED.model_copy(
        update={"by_passphrase": SEALED.by_passphrase.model_copy(update=changes)}
    )


@pytest.mark.parametrize(
    "tampered",
    [
        _swapped(passes=2),
        _swapped(memory_kib=8192),
        _swapped(lanes=1),
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


def test_a_guess_costs_what_it_should() -> None:
    box = SEALED.by_passphrase
    assert (box.memory_kib, box.passes, box.lanes) == (64 * 1024, 3, 4)
