"""Draws the reader's page from a snapshot, and from nothing else: one HTML text, whole in itself.

Everything a person typed is escaped; pictures are images inside the page, so that nothing in them
can run. No script, nothing loaded, whatever the texts hold.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.charts import lines as line_chart
from components.charts import profile as profile_chart
from components.charts.export_sheet import Picture, svg
from components.charts.lines import Line
from components.charts.profile import Row
from data.errors import NothingToShow
from data.fit.gap import costliest_first
from data.fit.phrases import side_words
from data.fit.report import Report, report
from data.model.dimension import choice_words
from data.model.need import Need, NeedProfile
from data.sharing.shared_view import SharedView
from data.words import counted, day_words

IMPORTANCE = {1: "nice to have", 2: "matters"}


def render(view: SharedView) -> bytes:
    """Return the page as UTF-8. The same snapshot gives the same bytes."""
    profile = view.records.needs_now()
    report = _told(view)
    lines = _lines(view, report)
    page: str = _template().render(
        by=view.by,
        made_on=day_words(view.made_on),
        needs=[_need(need, view, profile) for need in profile.needs] if profile else [],
        people_picture=_people(lines),
        until=day_words(view.until) if view.until else "",
        dimensions=_dimensions(lines, view),
        table=_table(lines),
        passages=view.passages,
    )
    return page.encode()


@cache
def _template() -> Any:
    here = FileSystemLoader(Path(__file__).parent)
    found = Environment(loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return found.get_template("page.html.jinja")


def _told(view: SharedView) -> Report | None:
    try:
        return report(view.records, include_ended=True)
    except NothingToShow:
        return None


def _lines(view: SharedView, report: Report | None) -> list[Line]:
    """Lines of those with notes, in the order of the snapshot."""
    by_id = {standing.therapist.id: standing for standing in report.standings} if report else {}
    return [
        Line(place, by_id[therapist.id])
        for place, therapist in enumerate(view.records.therapists)
        if therapist.id in by_id and by_id[therapist.id].notes
    ]


def _need(need: Need, view: SharedView, profile: NeedProfile) -> Mapping[str, Any]:
    dimension = view.records.known_dimensions()[need.dimension]
    words, exact = choice_words(dimension).get((need.low, need.high)), f"{need.low} to {need.high}"
    return {
        "name": dimension.name,
        "words": f"{words} ({exact})" if words else exact,
        "importance": IMPORTANCE[need.importance],
        "must_have": need.dimension in profile.must_haves,
        "low_end": dimension.low_end,
        "high_end": dimension.high_end,
    }


def _people(lines: list[Line]) -> Mapping[str, str] | None:
    if not lines or not lines[0].standing.counted:
        return None
    spec = line_chart.spec(line_chart.height(lines), "light")
    rows = line_chart.rows(lines, "light")
    # How it is now with somebody was not chosen, so the snapshot does not know it.
    drawn = Picture("", spec, rows[rows["part"] != "status"])
    return {"source": _image(drawn), "says": line_chart.says(lines)}


def _dimensions(lines: list[Line], view: SharedView) -> list[Mapping[str, Any]]:
    standings = [line.standing for line in lines]
    drawn: list[Mapping[str, Any]] = []
    for at in costliest_first(standings):
        block = [
            Row(line.place, line.standing.therapist, line.standing.cells[at]) for line in lines
        ]
        spec = profile_chart.spec(profile_chart.height(block), "light")
        picture = Picture("", spec, profile_chart.rows(block, "light"))
        dimension = block[0].cell.dimension
        drawn.append(
            {
                "name": dimension.name,
                "source": _image(picture),
                "says": profile_chart.says(block),
                "words": [
                    {"at": place, "therapist": passage.therapist, "when": passage.when}
                    for place, passage in enumerate(view.passages, start=1)
                    if dimension.key in passage.about
                ],
            }
        )
    return drawn


def _image(picture: Picture) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg([picture])).decode()}"


def _table(lines: list[Line]) -> list[Mapping[str, str]]:
    return [
        {
            "therapist": line.standing.therapist.name,
            "dimension": cell.dimension.name,
            "need": f"{cell.need.low} to {cell.need.high}",
            "inside": f"{cell.inside} of {counted(len(cell.evidence), 'note')}",
            "words": side_words(cell),
        }
        for line in lines
        for cell in line.standing.cells
    ]
