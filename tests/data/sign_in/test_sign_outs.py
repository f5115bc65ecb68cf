import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.errors import ClocksApart, VaultReadOnly
from data.sign_in.person import Person
from data.sign_in.sign_outs import end, is_over

BEGAN = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)


def sign_in(nonce: str = "a") -> Person:
    return Person(iss="https://id.example", sub="1", iat=int(BEGAN.timestamp()), nonce=nonce)


@pytest.mark.parametrize(
    ("hours", "over"),
    [(0, False), (11.9, False), (12, True), (500, True), (-0.01, False)],
)
def test_it_is_over_after_so_many_hours(home: Path, hours: float, *, over: bool) -> None:
    assert is_over(sign_in(), home, 12, BEGAN + timedelta(hours=hours)) is over


def test_a_sign_in_from_the_future_says_how_far_the_clocks_differ(home: Path) -> None:
    with pytest.raises(ClocksApart, match="differ by 10 minutes") as refused:
        is_over(sign_in(), home, 12, BEGAN - timedelta(minutes=10))
    assert refused.value.minutes == 10


def test_signed_out_is_over_for_that_sign_in_alone(home: Path) -> None:
    end(sign_in("a"), home, 12)
    assert is_over(sign_in("a"), home, 12, BEGAN)
    assert not is_over(sign_in("b"), home, 12, BEGAN)


def test_what_is_over_by_time_is_forgotten(home: Path) -> None:
    end(sign_in("a"), home, 12)
    old = home / "signed-out" / sign_in("a").sign_in
    os.utime(old, (0, 0))
    end(sign_in("b"), home, 12)
    assert [path.name for path in (home / "signed-out").iterdir()] == [sign_in("b").sign_in]


def test_a_sign_out_that_cannot_be_kept_is_said(home: Path) -> None:
    home.write_text("a file in its place")
    with pytest.raises(VaultReadOnly):
        end(sign_in(), home, 12)
