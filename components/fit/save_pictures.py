"""Ways to keep the pictures and their figures as files, made when they are asked for."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.charts import lines as line_chart
from components.charts import profile as profile_chart
from components.charts.export_sheet import Picture, png, svg
from components.charts.lines import Line
from components.fit.order import block_of
from data.exports.safe_csv import write_csv


def keep(lines: list[Line], figures: pd.DataFrame) -> None:
    """Draw the buttons that save what is shown as PNG, SVG and CSV."""
    made: dict[str, tuple[str, Callable[[], bytes]]] = {
        "Picture (PNG)": ("image/png", lambda: png(_pictures(lines))),
        "Picture (SVG)": ("image/svg+xml", lambda: svg(_pictures(lines))),
        "Figures (CSV)": ("text/csv", lambda: write_csv(figures)),
    }
    with st.container(horizontal=True):
        for label, (kind, make) in made.items():
            ending = label[-4:-1].lower()
            st.download_button(
                label,
                data=make,
                file_name=f"rapport-fit.{ending}",
                mime=kind,
                key=f"keep-{ending}",
                on_click="ignore",
            )
    st.caption("What you keep is outside your vault: put it where only you can open it.")


def _pictures(lines: list[Line]) -> list[Picture]:
    tall = line_chart.height(lines)
    drawn = [Picture("Fit", line_chart.spec(tall, "light"), line_chart.rows(lines, "light"))]
    for at, cell in enumerate(lines[0].standing.cells):
        block = block_of(lines, at)
        spec = profile_chart.spec(profile_chart.height(block), "light")
        drawn.append(Picture(cell.dimension.name, spec, profile_chart.rows(block, "light")))
    return drawn
