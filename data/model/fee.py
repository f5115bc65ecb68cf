"""Fees: one amount in one's own currency, read as people write it."""

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from data.errors import BadRecord
from data.model.record import Record, rules_in_words

MOST: Final = Decimal(1_000_000_000)
LONGEST_FEE: Final = 40
"""Characters that a fee may be typed with."""


def _two_places(amount: Decimal) -> Decimal:
    """Return the amount with as few decimals as it has, so that equal fees are equal bytes."""
    return amount.quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"))


Amount = Annotated[Decimal, Field(ge=0, le=MOST, decimal_places=2), AfterValidator(_two_places)]
Currency = Annotated[str, Field(max_length=8, pattern=r"^[^\d\s.,'’+-]*$")]


class Fee(Record):
    """Price of one session. ``currency``: as the person writes it, such as "CHF" or "€"."""

    amount: Amount
    currency: Currency = ""


_FEE = re.compile(r"(?P<before>[^\d\s.,'’+-]{0,8})\s*(?P<amount>[0-9][0-9.,'’ ]*?)(?:[.,][-–—]+)?"
                  r"\s*(?P<after>[^\d\s.,'’+-]{0,8})")  # fmt: skip
_GROUPED = re.compile(r"[0-9]{1,3}(?P<sign>[.,'’ ])[0-9]{3}(?:(?P=sign)[0-9]{3})*")
_PLAIN = re.compile(r"[0-9]{1,12}")


def read_fee(text: str, currency: str = "") -> Fee:
    """Return the fee in a text such as "95,50", "€ 1.200" or "120 kr".

    ``currency``: taken where the text names none. Three digits behind a point or a comma are
    thousands: no fee has three decimals. Raises `BadRecord` where it is not one amount.
    """
    found = _FEE.fullmatch(" ".join(text.split())) if len(text) <= LONGEST_FEE else None
    amount = _amount(found["amount"]) if found else None
    if found is None or amount is None or (found["before"] and found["after"]):
        raise BadRecord("Fee", "it must be one amount, such as 95.50 or CHF 120")
    with rules_in_words("Fee"):
        return Fee(amount=amount, currency=found["before"] or found["after"] or currency)


def _amount(digits: str) -> Decimal | None:
    whole, sign, part = digits, "", ""
    if decimals := re.search(r"[.,]([0-9]{1,2})$", digits):
        whole, sign, part = digits[: decimals.start()], decimals[0][0], decimals[1]
    grouped = _GROUPED.fullmatch(whole)
    if not (_PLAIN.fullmatch(whole) or (grouped and grouped["sign"] != sign)):
        return None
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{part or 0}")


def fee_words(fee: Fee) -> str:
    """Return a fee as it is said: "CHF 120", "95.50"."""
    return f"{fee.currency} {fee.amount}".strip()
