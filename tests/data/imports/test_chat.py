"""Chats as messengers save them: one dated line a day, and nothing left out."""

from datetime import UTC, date

import pytest

from data.imports.chat import chat_days
from data.imports.pasted_text import split
from tests.rig.people import TODAY

SPRING = date(2026, 3, 31)


WHATSAPP = """[31.03.26, 19:30:15] Wren: See you at six
[31.03.26, 19:31:00] Me: Yes
and thanks
[07.04.26, 08:00:00] Me: Ill today"""


ANDROID = """3/31/26, 7:30 PM - Wren: See you at six
3/31/26, 7:31 PM - Me: Yes
and thanks
4/7/26, 8:00 AM - Me: Ill today"""


SIGNAL = """[2026-03-31 19:30] Wren: See you at six
[2026-03-31 19:31] Me: Yes
and thanks
[2026-04-07 08:00] Me: Ill today"""


@pytest.mark.parametrize("chat", [WHATSAPP, ANDROID, SIGNAL])
def test_a_chat_is_split_by_its_days(chat: str) -> None:
    first, second = split(chat, TODAY)
    assert (first.day, second.day) == (SPRING, date(2026, 4, 7))
    assert "Wren: See you at six" in first.text
    assert "Me: Yes\nand thanks" in first.text
    assert second.text.endswith("Me: Ill today")


def test_each_message_stands_below_its_day_and_nothing_is_left_out() -> None:
    assert chat_days(WHATSAPP, UTC) == (
        "2026-03-31\n19:30:15 Wren: See you at six\n19:31:00 Me: Yes\nand thanks\n\n"
        "2026-04-07\n08:00:00 Me: Ill today"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just this.",
        "[31.03.26, 19:30] Wren: only one message",
        f"A letter first.\n{WHATSAPP}",
        "31.03.2026 - She said: slower\n07.04.2026 - I said: yes",
    ],
)
def test_what_is_no_chat_is_left_as_it_is(text: str) -> None:
    assert chat_days(text, UTC) == ""


SHORT_YEARS = """[14.02.26, 19:30:12] Wren: hello
[14.02.26, 19:31:12] Me: still here
[21.02.26, 08:05:00] Me: no"""
DOTTED_CLOCK = SHORT_YEARS.replace("19:30:12", "19.30").replace("19:31:12", "19.31")
WITH_A_NOTICE = """2/14/26, 7:30 PM - Messages are encrypted.
2/14/26, 7:30 PM - Wren: hello
2/14/26, 7:31 PM - Me: still here
2/21/26, 8:05 AM - Me: no"""


@pytest.mark.parametrize(
    ("chat", "first"),
    [
        (SHORT_YEARS, "19:30:12 Wren: hello\n19:31:12 Me: still here"),
        (DOTTED_CLOCK, "19.30 Wren: hello\n19.31 Me: still here"),
        (
            WITH_A_NOTICE,
            "7:30 PM Messages are encrypted.\n7:30 PM Wren: hello\n7:31 PM Me: still here",
        ),
    ],
)
def test_each_message_keeps_its_time_and_its_day(chat: str, first: str) -> None:
    of_day, next_day = split(chat, TODAY)
    assert (of_day.day, of_day.text) == (date(2026, 2, 14), first)
    assert next_day.day == date(2026, 2, 21)
