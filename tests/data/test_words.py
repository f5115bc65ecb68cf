"""Days and moments in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from data.words import end_words


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Vienna", "5 March 2026, 18:30 (UTC+01:00)"),
        ("America/St_Johns", "5 March 2026, 18:30 (UTC-03:30)"),
        ("UTC", "5 March 2026, 18:30 (UTC)"),
    ],
)
def test_when_something_ends_is_said_with_its_zone(zone: str, said: str) -> None:
    assert end_words(datetime(2026, 3, 5, 18, 30, tzinfo=ZoneInfo(zone))) == said
