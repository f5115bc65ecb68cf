"""One rule for passphrases, wherever they are set and wherever they are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import PassphraseLong, PassphraseShort
from data.lock.passphrase import LONGEST, SHORTEST, acceptable, as_bytes, normalised


@pytest.mark.parametrize(
    "typed",
    [
        "seven\N{NO-BREAK SPACE}quiet\N{NO-BREAK SPACE}kettles",
        " seven quiet kettles\n",
        "seven quiet ke\N{FULLWIDTH LATIN SMALL LETTER T}tles",
    ],
)
def test_the_same_words_from_another_keyboard_are_the_same(typed: str) -> None:
    assert normalised(typed) == "seven quiet kettles"


@given(st.text(max_size=40))
def test_composed_or_not_it_is_one_passphrase(typed: str) -> None:
    assert normalised(unicodedata.normalize("NFD", typed)) == normalised(typed)
    assert normalised(normalised(typed)) == normalised(typed)
    as_bytes(normalised(typed))


def test_what_is_counted_are_the_characters_of_the_one_form() -> None:
    assert acceptable("e\N{COMBINING ACUTE ACCENT}" * LONGEST) == "é" * LONGEST
    with pytest.raises(PassphraseShort):
        acceptable("e\N{COMBINING ACUTE ACCENT}" * (SHORTEST - 1))
    assert len(acceptable("\N{TEACUP WITHOUT HANDLE}" * 600)) == 600
    with pytest.raises(PassphraseLong):
        acceptable("x" * (LONGEST + 1))
    with pytest.raises(PassphraseLong):
        acceptable("\N{LATIN SMALL LIGATURE FFI}" * (LONGEST // 3 + 1))
    with pytest.raises(PassphraseShort):
        acceptable("    1234567    ")
