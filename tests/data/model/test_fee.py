"""A fee is read as people write it, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.errors import BadRecord
from data.model.fee import Fee, fee_words, read_fee


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("95", "95"),
        ("95,50", "95.50"),
        ("95.5", "95.50"),
        ("€ 1.234,50", "€ 1234.50"),
        ("$1,200,000", "$ 1200000"),
        ("1,234", "1234"),
        ("1 234", "1234"),
        ("1\N{NARROW NO-BREAK SPACE}234,5", "1234.50"),
        ("CHF 1’234.–", "CHF 1234"),
        ("CHF 120.-", "CHF 120"),
        ("120 kr", "kr 120"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, words: str) -> None:
    assert fee_words(read_fee(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "80-100", "80 to 100", "12.50.30", "1,23,456", "-5", "CHF 95 €", "1e5", "½"),
        *("9" * 13, "99999999999", f"95{' ' * 60}or more"),
    ],
)
def test_what_is_not_one_amount_is_asked_again(text: str) -> None:
    with pytest.raises(BadRecord, match="“Fee”: it"):
        read_fee(text)


def test_the_currency_of_before_counts_where_none_is_named() -> None:
    assert read_fee("95", "CHF") == Fee(amount=Decimal(95), currency="CHF")
    assert read_fee("95 €", "CHF").currency == "€"


@given(some.integers(0, 10**11), some.sampled_from(["", "€", "CHF", "kr", "₹"]))
def test_a_fee_reads_as_what_it_says(hundredths: int, currency: str) -> None:
    fee = Fee(amount=Decimal(hundredths) / 100, currency=currency)
    assert read_fee(fee_words(fee)) == fee
    assert Fee.model_validate_json(fee.model_dump_json()) == fee


def test_equal_amounts_are_equal_bytes() -> None:
    same = {Fee(amount=Decimal(said)).model_dump_json() for said in ("100", "1E+2", "100.00")}
    assert len(same) == 1
