"""A stretch of time on paper: counts, ratings with their pictures, own words where chosen."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape
from itertools import groupby
from typing import Final, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.charts import canvas
from components.charts import path as path_chart
from components.charts.export_sheet import Picture, svg
from components.charts.path import Path
from components.over_time.choice import days_of
from components.over_time.paths import paths_of
from components.report_cache import worked_out
from components.session import records, today
from components.to_print.lines import is_own
from components.widgets.print_sheet import PrintLine, choose, paper
from components.widgets.therapist_choice import therapist_choice
from data.advice.goal_path import goal_paths, goal_words
from data.advice.time_stretch import (
    TimeStretch,
    count_sentence,
    rating_sentences,
    usual_stretches,
)
from data.model.note import Note
from data.model.record import EARLIEST
from data.model.therapist import Therapist
from data.words import day_words

TITLE: Final = "A stretch of time"
_DAYS: Final = "Days you choose"
_BROAD: Final = 330
"""Pixels of a picture: two beside each other are as broad as the paper."""
_HOW_TO_READ: Final = (
    "In the pictures the line is where the sessions were, the shade around it how unsure that is; "
    "the band is what was needed, and each stroke a rating, from 0 below to 10 above."
)
_SIZE: Final = re.compile(r'width="[0-9.]+" height="[0-9.]+"')
_COUNTS, _RATINGS, _GOALS = "In this time", "Ratings", "How it is going"


def stretch_report(page: DeltaGenerator) -> None:
    """Draw the choice of therapist, days and lines, and what is printed of it in ``page``."""
    noted = [therapist for therapist in records().therapists if records().notes_of(therapist.id)]
    therapist = therapist_choice("About whom?", noted)
    if therapist is None:
        st.text("There are no notes yet.")
        st.page_link("write.py", label="Write a note")
        return
    notes = records().notes_of(therapist.id)
    stretch = _stretch(therapist, notes)
    inside = [note for note in notes if stretch and stretch.holds(note)]
    if stretch is None or not inside:
        st.text("There is no note from these days.")
        return
    lines = _lines(stretch, inside)
    chosen = choose(lines, f"paper/stretch/{therapist.id}")
    pictures = _pictures(therapist, stretch, {line.key for line in chosen})
    if not chosen:
        st.text("Nothing is chosen yet.")
        return
    with page, paper(counts_sheets=True):
        st.header(TITLE, anchor=False)
        for name, lines_of_part in groupby(chosen, lambda line: line.part):
            st.markdown(f"**{name}**")
            st.text("\n".join(line.words for line in lines_of_part))
            if drawn := pictures.get(name):
                _draw(drawn, name, therapist, stretch)
    page.caption("This alone is printed. No name stands on the paper but in your own words.")


def _stretch(therapist: Therapist, notes: Sequence[Note]) -> TimeStretch | None:
    """Draw the choice of the days, and return them; None where they end before they begin."""
    offered = usual_stretches(notes, today())
    name = st.segmented_control(
        "Which days?",
        [*offered, _DAYS],
        default=next(iter(offered)),
        required=True,
        key=f"paper/days/{therapist.id}",
    )
    if name in offered:
        st.caption(offered[name].words)
        return offered[name]
    first = max(notes[0].date, EARLIEST)
    with st.container(horizontal=True):
        begin, end = (
            st.date_input(
                label, value, min_value=EARLIEST, max_value=today(), format="YYYY-MM-DD",
                key=f"paper/{label}/{therapist.id}",
            )
            for label, value in (("From", first), ("Until", today()))
        )  # fmt: skip
    return TimeStretch(begin, end) if begin <= end else None


def _lines(stretch: TimeStretch, notes: Sequence[Note]) -> list[PrintLine]:
    """Return what may be printed, own words last."""
    dimensions = records().known_dimensions()
    said = rating_sentences(notes, dimensions, records().needs_now())
    fields = (
        ("What helped", "helped"), ("What did not help", "did_not_help"),
        ("What was agreed", "agreed"), ("What you wrote", "text"),
    )  # fmt: skip
    return [
        PrintLine("counts", _COUNTS, count_sentence(notes, stretch)),
        *(
            PrintLine(key, _RATINGS, sentence, own=is_own(dimensions[key]))
            for key, sentence in said.items()
        ),
        *(
            PrintLine(path.goal.key, _GOALS, goal_words(path), own=True)
            for path in goal_paths(records(), notes)
        ),
        *(
            PrintLine(f"{field} {note.id}", title, f"{day_words(note.date)}: {words}", own=True)
            for title, field in fields
            for note in notes
            if (words := cast(str, getattr(note, field)).strip())
        ),
    ]


def _pictures(
    therapist: Therapist, stretch: TimeStretch, chosen: set[str]
) -> dict[str, list[Path]]:
    """Return by part a path for each chosen line of ratings, where there are two or more."""
    notes = tuple(note for note in records().notes_of(therapist.id) if stretch.holds(note))
    first, last = days_of(notes)
    rated = [
        replace(path, moments=(), first=first, last=last)
        for path in paths_of(therapist, (stretch.first, stretch.last))
    ]
    goals = [
        Path(path.goal, 0, path.points, (), (), first, last)
        for path in goal_paths(records(), notes)
    ]
    return {
        part: [path for path in paths if len(path.points) > 1 and path.dimension.key in chosen]
        for part, paths in ((_RATINGS, rated), (_GOALS, goals))
    }


def _draw(paths: Sequence[Path], part: str, therapist: Therapist, stretch: TimeStretch) -> None:
    """Draw the pictures two beside each other, light whatever the screen is."""
    if part == _RATINGS:
        st.text(_HOW_TO_READ)
    figures = [
        worked_out(("figure", therapist.id, stretch, path.dimension.key), partial(_figure, path))
        for path in paths
    ]
    st.html(f'<div class="rapport-figures">{"".join(figures)}</div>')


def _figure(path: Path) -> str:
    """Return a picture with its name as HTML; to render one takes long."""
    drawn = svg(
        [Picture("", canvas.prepared(path_chart.draw, "light"), path_chart.rows(path, "light"))],
        _BROAD,
    )
    source = b64encode(drawn).decode()
    name, says = escape(path.dimension.name), escape(path_chart.says(path))
    return (
        f'<figure><figcaption>{name}</figcaption><img alt="{says}" '
        f'{_size(drawn)} src="data:image/svg+xml;base64,{source}"></figure>'
    )


def _size(drawn: bytes) -> str:
    """Return the size of a picture as HTML says it, so that its place is there before it is."""
    found = _SIZE.search(drawn.decode())
    return found[0] if found else ""
