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

from components.charts import canvas
from components.charts import profile as profile_chart
from components.charts import strips as strips_chart
from components.charts.cell import Column
from components.charts.export_sheet import Picture, svg
from components.charts.palette import PALETTES, Theme
from components.charts.strips import Strips
from data.errors import NothingToShow
from data.fit.answer import answer
from data.fit.order import needs_in_order
from data.fit.phrases import missed_words, side_words, standing_words, sure_words
from data.fit.report import Report, report
from data.model.dimension import choice_words
from data.model.need import IMPORTANCE, Need, NeedProfile
from data.sharing.shared_view import SharedView
from data.words import counted, day_words, end_words

THEMES: tuple[Theme, Theme] = ("light", "dark")


def render(view: SharedView) -> bytes:
    """Return the page as UTF-8. The same snapshot gives the same bytes."""
    profile = view.records.needs_now()
    report = _report_of(view)
    columns = _columns(view, report)
    page: str = _template().render(
        by=view.by,
        made_on=day_words(view.made_on),
        time=view.time,
        answer=answer(report) if report and columns else None,
        needs=[_need(need, view, profile) for need in profile.needs] if profile else [],
        people=_people(columns),
        until=end_words(view.until) if view.until else "",
        dimensions=_dimensions(columns, view),
        table=_table(columns),
        passages=view.passages,
    )
    return page.encode()


@cache
def _template() -> Any:
    here = FileSystemLoader(Path(__file__).parent)
    found = Environment(loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return found.get_template("page.html.jinja")


def _report_of(view: SharedView) -> Report | None:
    try:
        return report(view.records, include_ended=True)
    except NothingToShow:
        return None


def _columns(view: SharedView, report: Report | None) -> list[Column]:
    """Return those with notes, in the order of the snapshot."""
    if report is None:
        return []
    standings = {standing.therapist.id: standing for standing in report.standings}
    return [
        Column(colour_index, standings[therapist.id])
        for colour_index, therapist in enumerate(view.records.therapists)
        if therapist.id in standings and standings[therapist.id].notes
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


def _people(columns: list[Column]) -> list[Mapping[str, str]]:
    """Each therapist with the count, how sure that is, and a row for each need."""
    drawn: list[Mapping[str, str]] = []
    for column in columns:
        standing = column.standing
        cells = [standing.cells[at] for at in needs_in_order(standing)]
        strips = Strips(column, cells, {must.dimension.key for must in standing.musts})
        spec = canvas.prepared(strips_chart.draw, "light", tall=strips_chart.height(strips))
        picture = Picture("", spec, strips_chart.rows(strips, "light"))
        line = [standing_words(standing), *missed_words(standing), sure_words(standing)]
        drawn.append(
            {
                "name": standing.therapist.name,
                "line": ". ".join(line),
                "source": _image(picture),
                "says": strips_chart.says(strips),
            }
        )
    return drawn


def _dimensions(columns: list[Column], view: SharedView) -> list[Mapping[str, Any]]:
    drawn: list[Mapping[str, Any]] = []
    for at in needs_in_order(columns[0].standing) if columns else ():
        block = profile_chart.block_of(columns, at)
        spec = canvas.prepared(profile_chart.draw, "light", tall=profile_chart.height(block))
        picture = Picture("", spec, profile_chart.rows(block, "light"))
        dimension = block[0].cell.dimension
        drawn.append(
            {
                "name": dimension.name,
                "source": _image(picture),
                "says": profile_chart.says(block),
                "words": [
                    {"at": number, "therapist": passage.therapist, "when": passage.when}
                    for number, passage in enumerate(view.passages, start=1)
                    if dimension.key in passage.about
                ],
            }
        )
    return drawn


def _image(picture: Picture) -> str:
    drawn = svg([picture]).replace(b">", b">" + _in_the_dark(), 1)
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"


@cache
def _in_the_dark() -> bytes:
    """Return a style for pictures in light colours that a reader's dark mode turns dark."""
    light, dark = (vars(PALETTES[theme]) for theme in THEMES)
    pairs = [(light[name], dark[name]) for name in light if name != "therapists"]
    pairs += zip(light["therapists"], dark["therapists"], strict=True)
    rules = "".join(
        f'[{part}="{pair}"]{{{part}:{other}}}'
        for pair, other in pairs
        for part in ("fill", "stroke")
    )
    return f"<style>@media (prefers-color-scheme: dark){{{rules}}}</style>".encode()


def _table(columns: list[Column]) -> list[Mapping[str, str]]:
    return [
        {
            "therapist": column.standing.therapist.name,
            "dimension": cell.dimension.name,
            "need": f"{cell.need.low} to {cell.need.high}",
            "inside": f"{cell.inside} of {counted(len(cell.evidence), 'note')}",
            "words": side_words(cell),
        }
        for column in columns
        for cell in (column.standing.cells[at] for at in needs_in_order(column.standing))
    ]
