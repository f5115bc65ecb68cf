import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from components.widgets.as_typed import plain


@pytest.mark.parametrize(
    "typed",
    [
        "![](https://e.invalid/x.png)",
        "[here](https://e.invalid)",
        "**bold** _thin_ `code`",
        "# heading",
        ":red[colour] :material/home: :smile:",
        "$x^2$",
        "<b>bold</b>",
        "https://e.invalid",
    ],
)
def test_markdown_loses_its_meaning(typed: str) -> None:
    escaped = plain(typed)
    assert re.sub(r"\\(.)", r"\1", escaped).replace("\u2060", "") == typed
    assert not re.search(r"(?<!\\)[!\[\]()*_`#:$<>^/.@]", escaped)


@given(some.text())
def test_nothing_but_white_space_is_lost(typed: str) -> None:
    unescaped = re.sub(r"\\([^\w\s])", r"\1", plain(typed), flags=re.ASCII)
    assert _bare(unescaped) == _bare(" ".join(typed.split()))


@pytest.mark.parametrize("typed", ["https://e.invalid", "www.e.invalid", "me@e.invalid"])
def test_an_address_does_not_become_a_link(typed: str) -> None:
    assert typed not in re.sub(r"\\(.)", r"\1", plain(f"see {typed}"))


def _bare(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "")
