"""How it is worked out, as a page: the text with the example drawn in it.

The text lives once, in `text.md` beside this module. Where that shows a picture, this draws the
same one live. Only the example is shown here, never a record of the person who reads it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from components.charts import dots, profile
from components.charts.cell import Column
from components.fit.order import columns_of
from components.widgets.chart import draw_dots, draw_profile
from data.example import example_records
from data.fit.report import report

TEXT: Final = Path(__file__).with_name("text.md")

PROFILE: Final = "../../docs/pictures/how-fit-profile.png"
DOTS: Final = "../../docs/pictures/how-fit-dots.png"

_PICTURE = re.compile(r"^!\[.*\]\((.+)\)$", re.MULTILINE)
NAMES: Final = ("Maple", "Rowan", "Aspen")
"""One who is where the example's person wants them, one who is not, one hardly known."""


@dataclass(frozen=True)
class Excerpt:
    """Part of the example that is drawn: a column for each therapist, and one need's block."""

    columns: Sequence[Column]
    block: profile.Rows

    def says(self) -> dict[str, str]:
        """Return each picture in words, for those who do not see it."""
        return {PROFILE: profile.says(self.block), DOTS: dots.says(self.columns)}


def explanation() -> None:
    """Draw the text with its pictures."""
    drawn = _excerpt()
    # Between two texts stands the name of a picture.
    for at, part in enumerate(_PICTURE.split(TEXT.read_text("utf-8"))):
        if at % 2 == 0:
            st.markdown(part)
        elif part == PROFILE:
            draw_profile(drawn.block, "how-fit-profile")
        elif part == DOTS:
            draw_dots(drawn.columns, "how-fit-dots")


def excerpt() -> Excerpt:
    """Return what of the example is drawn."""
    records = example_records()
    whole_report = report(records)
    columns = [
        column
        for column in columns_of(whole_report, records.therapists)
        if column.standing.therapist.name in NAMES
    ]
    return Excerpt(columns, profile.block_of(columns, 0))


# It holds nothing private, so that all may share it.
@st.cache_resource(show_spinner=False)
def _excerpt() -> Excerpt:
    return excerpt()
