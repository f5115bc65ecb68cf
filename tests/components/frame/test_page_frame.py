"""The style sheets of the pages."""

from itertools import accumulate
from pathlib import Path

import pytest

import components

SHEETS = sorted((Path(components.__file__).parent / "assets").glob("*.css"))
STEPS = {"{": 1, "}": -1}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_brace_of_a_style_sheet_has_its_other(sheet: Path) -> None:
    """One too many, and the browser left out the rule after it: no way to copy a link."""
    depths = list(accumulate(STEPS.get(letter, 0) for letter in sheet.read_text("utf-8")))
    assert min(depths) == depths[-1] == 0
