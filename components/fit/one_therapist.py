"""Fit on one therapist's page: the needs as rows, with the evidence of the chosen one."""

import streamlit as st

from components.charts.cell import PICKED, Column
from components.fit.evidence import evidence
from components.fit.strips import strips_of
from components.fit.what_if import ways_on
from components.frame.fragment import fragment
from components.report_cache import report
from components.session import records
from components.widgets.chart import draw_strips, picked
from components.widgets.field_state import list_value
from data.errors import NothingToShow
from data.fit.phrases import missed_words, standing_words, sure_words
from data.fit.report import Report, Standing
from data.model.therapist import Therapist


def fit_of(therapist: Therapist) -> None:
    """Draw the needs of one therapist with the evidence of the one that was chosen."""
    try:
        whole_report = report()
    except NothingToShow as nothing:
        st.info(nothing.sentence)
        return
    standing = whole_report.standing(therapist.id)
    if standing.notes:
        _line(standing)
        _needs(whole_report, standing)


def _line(standing: Standing) -> None:
    st.text(". ".join([standing_words(standing), *missed_words(standing), sure_words(standing)]))


@fragment
def _needs(report: Report, standing: Standing) -> None:
    who, therapists = standing.therapist.id, records().therapists
    key = f"needs-{who}"
    strips = strips_of(report, therapists, who)
    draw_strips(strips, key, lambda: _pick(key))
    cells = {cell.dimension.key: cell for cell in strips.cells}
    options = list(cells)
    need = st.selectbox(
        "The notes behind a need",
        options,
        **list_value(f"{key}-need", st.session_state.get(f"{key}-need"), options),
        format_func=lambda need: cells[need].dimension.name,
        placeholder="Which need? Or tap one above.",
    )
    if need in cells:
        with st.container(border=True):
            evidence(Column(strips.column.colour_index, standing), cells[need], f"{key}-{need}")
            ways_on(strips.column, cells[need])


def _pick(key: str) -> None:
    """A row was tapped: show the notes behind it."""
    mark = picked(key, PICKED)
    if "dimension" in mark:
        st.session_state[f"{key}-need"] = mark["dimension"]
