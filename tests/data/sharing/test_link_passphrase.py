"""The passphrase of a link: kept as a costly hash."""

import unicodedata

from data.sharing.link_passphrase import is_phrase, kept_phrase

GIVEN = "three words façade"


def test_the_same_words_open_whatever_keyboard_typed_them() -> None:
    encoded = kept_phrase(GIVEN)
    assert encoded.startswith("$argon2id$")
    assert GIVEN not in encoded
    assert encoded != kept_phrase(GIVEN)
    assert is_phrase(unicodedata.normalize("NFD", f" {GIVEN} "), encoded)


def test_no_other_words_do_and_none_where_none_are_kept() -> None:
    assert not is_phrase("three words facade", kept_phrase(GIVEN))
    assert not is_phrase(GIVEN, None)
