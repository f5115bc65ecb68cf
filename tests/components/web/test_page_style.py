"""The style of every page, and its sheets."""

import re
from itertools import accumulate
from pathlib import Path

import pytest
from streamlit import config

import components
from components.web.page_style import page_style

ASSETS = Path(components.__file__).parent / "assets"
SHEETS = sorted(ASSETS.glob("*.css"))
STEPS = {"{": 1, "}": -1}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_brace_of_a_style_sheet_has_its_other(sheet: Path) -> None:
    """One too many, and the browser left out the rule after it: no way to copy a link."""
    depths = list(accumulate(STEPS.get(letter, 0) for letter in sheet.read_text("utf-8")))
    assert min(depths) == depths[-1] == 0


def test_it_holds_both_sheets_and_ends_where_it_says() -> None:
    style = page_style()
    assert style.startswith("<style>")
    assert style.endswith("</style>")
    assert style.count("<") == 2, "nothing in it ends it early"
    for name in ("frame.css", "fit.css"):
        assert (ASSETS / name).read_text("utf-8") in style


def test_every_colour_that_a_sheet_names_is_the_theme_s() -> None:
    style = page_style()
    light = style.partition("@media")[0]
    named = set(re.findall(r"var\(--rapport-(\w[\w-]*)", style))
    said = set(re.findall(r"--rapport-([\w-]+):", style))
    assert named - {"letters"} <= said
    assert f"--rapport-ground: {config.get_option('theme.light.backgroundColor')};" in light
    assert f"--rapport-ground: {config.get_option('theme.dark.backgroundColor')};" in style
