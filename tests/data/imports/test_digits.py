"""Digits of other scripts as those of ASCII, sign for sign."""

import pytest

from data.imports.digits import plain_digits


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("２０２６／０２／１４", "2026/02/14"),
        ("٢٠٢٦-٠٢-١٤", "2026-02-14"),
        ("۷٫۵", "7.5"),
        ("७०%", "70%"),
        ("๗", "7"),
        ("Mr. Özil, 7", "Mr. Özil, 7"),
    ],
)
def test_each_digit_becomes_its_own_and_all_else_stays(text: str, plain: str) -> None:
    assert plain_digits(text) == plain
    assert len(plain) == len(text)
