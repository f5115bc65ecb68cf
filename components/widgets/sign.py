"""Sign of a therapist, and blocks for how sure something is, as small drawings among words.

Returned as HTML for `st.html`; whatever a person typed has to be escaped by whoever puts it beside.
"""

from functools import lru_cache
from typing import Final
from urllib.parse import quote

from components.charts.palette import PALETTES, sign
from components.widgets.chart import theme

BLOCKS: Final = 4
"""How many blocks there are: all are full where something is settled."""

_SHAPES: Final = {
    "circle": '<circle cx="8" cy="8" r="6.5"/>',
    "square": '<path d="M2 2h12v12H2z"/>',
    "diamond": '<path d="M8 0.5 15.5 8 8 15.5 0.5 8z"/>',
    "triangle-up": '<path d="M8 1 15.5 14.5H0.5z"/>',
    "triangle-down": '<path d="M8 15 0.5 1.5H15.5z"/>',
    "cross": '<path d="M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z"/>',
}


def sign_html(colour_index: int) -> str:
    """Return the coloured shape of a therapist, as in every picture."""
    colour, shape = sign(colour_index, theme())
    return _image(16, f'<g fill="{colour}">{_SHAPES[shape]}</g>')


def blocks_html(full: int) -> str:
    """Return four small blocks of which ``full`` are filled; the word stands beside them."""
    colour = PALETTES[theme()].quiet
    drawn = "".join(
        f'<rect x="{13 * at + 1}" y="3" width="10" height="10" rx="2.5" stroke="{colour}" '
        f'stroke-width="1.5" fill="{colour if at < full else "none"}"/>'
        for at in range(BLOCKS)
    )
    return _image(13 * BLOCKS, drawn)


@lru_cache(maxsize=100)
def _image(width: int, drawn: str) -> str:
    """A drawing as an image of its own: Streamlit takes one out that stands among the words."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 16">{drawn}</svg>'
    size = f'width="{width}" height="16" style="vertical-align:-2px"'
    return f'<img alt="" {size} src="data:image/svg+xml,{quote(svg)}">'
