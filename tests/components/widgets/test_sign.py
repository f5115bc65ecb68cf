"""Signs of therapists and blocks: images of their own, in the colours of every picture."""

from urllib.parse import unquote

import pytest

from components.charts.palette import PALETTES, SHAPES, Theme, sign
from components.widgets import sign as drawn
from components.widgets.sign import BLOCKS, blocks_html, sign_html


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Theme:
    found: Theme = "light" if request.param == "light" else "dark"
    monkeypatch.setattr(drawn, "theme", lambda: found)
    return found


def test_each_therapist_has_a_sign_in_the_colour_of_the_pictures(theme: Theme) -> None:
    for index in range(2 * len(SHAPES)):
        html = sign_html(index)
        assert f'fill="{sign(index, theme)[0]}"' in unquote(html)
        assert html.startswith('<img alt=""'), "the name stands beside it"
    assert len({unquote(sign_html(index)) for index in range(len(SHAPES))}) == len(SHAPES)


@pytest.mark.parametrize("full", range(BLOCKS + 1))
def test_as_many_blocks_are_filled_as_something_is_sure(theme: Theme, full: int) -> None:
    html = unquote(blocks_html(full))
    assert html.count("<rect") == BLOCKS
    assert html.count(f'fill="{PALETTES[theme].quiet}"') == full
