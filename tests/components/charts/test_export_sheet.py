"""A kept picture holds what is drawn and nothing else, whatever people are called."""

import json
import re
from functools import cache
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components.charts import canvas, dots, grid, profile
from components.charts import export_sheet as sheet
from components.charts.export_sheet import Picture
from components.fit.order import grid_of
from data.fit.report import report
from data.words import day_words
from tests.components.charts.cases import (
    HOSTILE,
    block_in,
    columns_in,
    grid_in,
    records_in,
    standings_in,
    whole,
)
from tests.components.charts.marks import marks_of, of_part, texts
from tests.rig.people import a_year

BROAD = 1400

SVG = "{http://www.w3.org/2000/svg}"


@cache
def pictures_of(case: str, dimensions: int = 2) -> list[Picture]:
    """Return all kinds of pictures of one case, under headings as hostile as the names."""
    whole_grid, columns = grid_in(case), columns_in(case)
    tall, many = grid.whole_height(whole_grid, BROAD), len(columns)
    spec = canvas.prepared(grid.draw, "light", many, grid.NAMES, tall=tall)
    blocks = [block_in(case, at) for at in range(dimensions)]
    return [
        Picture("Fit", spec, grid.whole_rows(whole_grid, "light", BROAD)),
        Picture(
            HOSTILE[0],
            canvas.prepared(dots.draw, "light", tall=dots.height(columns)),
            dots.rows(columns, "light"),
        ),
        *(
            Picture(
                block[0].cell.dimension.name,
                canvas.prepared(profile.draw, "light", tall=profile.height(block)),
                profile.rows(block, "light"),
            )
            for block in blocks
        ),
    ]


@cache
def drawn(case: str) -> str:
    return sheet.svg(pictures_of(case), BROAD).decode()


def said_in(svg: str) -> str:
    return whole("".join(text for entry in ET.fromstring(svg).iter() for text in entry.itertext()))


@pytest.mark.parametrize("case", ["the example", "hostile names"])
def test_every_heading_and_name_stands_in_it_as_typed(case: str) -> None:
    words = said_in(drawn(case))
    for picture in pictures_of(case):
        assert whole(picture.heading) in words
    for note in standings_in(case):
        assert whole(note.therapist.name) in words


def test_what_looks_like_a_program_stays_a_name() -> None:
    svg = drawn("hostile names")
    assert {entry.tag.removeprefix(SVG) for entry in ET.fromstring(svg).iter()} <= {
        *("svg", "rect", "g", "text", "tspan", "path", "line", "defs", "clipPath", "style"),
    }
    assert "<script" not in svg
    assert "<img" not in svg
    attributes = {name for entry in ET.fromstring(svg).iter() for name in entry.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("case", ["the example", "hostile names"])
def test_it_holds_no_ids_and_asks_for_nothing(case: str) -> None:
    svg, records = drawn(case), records_in(case)
    ids = [str(therapist.id) for therapist in records.therapists] + [
        str(note.id) for note in records.notes
    ]
    assert not [other for other in ids if other in svg]
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", svg)
    assert "NaN" not in svg
    labels = re.findall(r'aria-label="([^"]*)"', svg)
    assert all(label.startswith("Title text ") for label in labels)
    assert "url(" not in svg.replace("url(#", "")
    assert "http" not in re.sub(r'xmlns(:\w+)?="http[^"]*"', "", svg).replace("https://e.inv", "")


def test_it_holds_nothing_that_only_a_pointer_would_show() -> None:
    svg = drawn("the example")
    evidence = block_in("the example")[0].cell.evidence[0]
    assert f"{day_words(evidence.day)}, {evidence.kind}" not in svg
    assert day_words(evidence.day) not in svg
    marks = grid.rows(grid_in("the example"), "light")
    hovered = texts(of_part(marks_of(marks), "room"))
    assert not [text for text in hovered if text in svg]


def test_no_text_of_a_note_stands_in_it() -> None:
    words = said_in(drawn("the example"))
    written = [note.text for note in records_in("the example").notes if note.text]
    assert len(written) > 10
    assert not [text for text in written if whole(text) in words]


def test_a_sign_that_no_svg_can_hold_does_not_reach_what_draws_it() -> None:
    # vl-convert ends the whole program at one, so that nothing is drawn here.
    records = a_year("Maple \uffff\ufffe", pace=[5])
    drawn_grid = grid_of(report(records), records.therapists)
    rows = grid.whole_rows(drawn_grid, "light", sheet.WIDE)
    drawn = Picture(
        "Pace \uffff", canvas.prepared(grid.draw, "light", 1, grid.NAMES, tall=100), rows
    )
    handed = json.dumps(sheet._sheet([drawn], sheet.WIDE), ensure_ascii=False)
    assert "Maple \ufffd\ufffd" in handed
    assert not set("\uffff\ufffe") & set(handed)


def test_a_png_is_a_large_picture_of_the_same() -> None:
    pictures = pictures_of("one note", 1)
    with Image.open(BytesIO(sheet.png(pictures))) as image:
        tall = 3 * sum(picture.spec["height"] for picture in pictures)
        assert image.format == "PNG"
        assert image.width > 3 * 400
        assert tall < image.height < tall + 3 * 300
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000) or []}
    assert {(255, 255, 255), (0x00, 0x66, 0x4B)} <= colours


def test_signs_that_this_machine_cannot_draw_are_named() -> None:
    """A name of signs without a font would be a row of boxes in the saved picture."""
    assert sheet.undrawable(["Maple", "Ünal", "Łucja"]) == []
    assert sheet.undrawable(["Maple \U0010fffc\U0010fffb", "\U0010fffc"]) == [
        "\U0010fffc",
        "\U0010fffb",
    ]
    # What only changes the sign before it is none of its own.
    assert sheet.undrawable(["e\u0301 \u200d \ufe0f"]) == []


def test_a_grid_on_a_sheet_is_as_broad_as_the_sheet() -> None:
    """Beside other pictures an expression of the width would find that of nothing."""
    svg = sheet.svg(pictures_of("the example")[:1], broad=1400).decode()
    places = [float(x) for x in re.findall(r"translate\((\d+(?:\.\d+)?),", svg)]
    assert max(places) > 1200
