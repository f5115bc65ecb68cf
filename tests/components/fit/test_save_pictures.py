"""What is saved is what is shown: the grid on one page under the answer, and its figures."""

import csv
from io import BytesIO, StringIO

import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from components.charts.export_sheet import png
from components.fit.order import columns_of, grid_of
from components.fit.save_pictures import BROAD, COLUMNS, picture, table
from data.example import example_records
from data.fit.order import needs_in_order
from data.fit.phrases import side_words
from data.fit.report import Cell, report
from data.model.records import Records
from data.vault.vault import Vault
from tests.components.fit.conftest import drawn, marked
from tests.rig.people import a_year


def page() -> None:
    """The ways to keep what is shown of everybody."""
    from components.fit.order import grid_of
    from components.fit.save_pictures import save_pictures
    from components.session import records
    from data.fit.report import report

    save_pictures(grid_of(report(records()), records().therapists), "Maple fits.")


def made_by(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Press every button as a browser does, and return what came, by the file's name."""
    import streamlit as st

    files: dict[str, bytes] = {}

    def button(label: str, **given: object) -> None:
        make = given["data"]
        assert callable(make), f"{label} would be made before it is asked for"
        files[str(given["file_name"])] = make()

    monkeypatch.setattr(st, "download_button", button)
    drawn(page)
    return files


def test_three_ways_are_offered_and_nothing_is_made_before(vault: Vault) -> None:
    vault.take(a_year(pace=[5]))
    app: AppTest = drawn(page)
    assert [button.label for button in app.download_button] == [
        "Picture (PNG)", "Picture (SVG)", "Figures (CSV)",
    ]  # fmt: skip
    assert "outside your vault" in marked(app)


def test_each_file_is_what_its_name_says(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.take(a_year("=Maple", pace=[5]))
    files = made_by(monkeypatch)
    assert list(files) == ["rapport-fit.png", "rapport-fit.svg", "rapport-fit.csv"]
    assert files["rapport-fit.png"].startswith(b"\x89PNG")
    assert files["rapport-fit.svg"].startswith(b"<svg")
    head, row = csv.reader(StringIO(files["rapport-fit.csv"].decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True))["Therapist"] == "'=Maple"


def test_the_picture_is_one_page_under_the_answer() -> None:
    records = example_records()
    found = picture(grid_of(report(records), records.therapists), "Maple fits.")
    assert found.heading == "Maple fits."
    with Image.open(BytesIO(png([found], broad=BROAD))) as image:
        assert 1.2 < image.width / image.height < 2.2
        assert image.width > BROAD


def test_names_that_would_be_boxes_in_the_picture_are_said(vault: Vault) -> None:
    vault.take(a_year("Maple \U0010fffc", pace=[5]))
    assert "cannot draw these signs on this computer: \U0010fffc" in marked(drawn(page))


def table_of(records: Records) -> pd.DataFrame:
    return table(columns_of(report(records), records.therapists))


def figures_of(cell: Cell) -> list[float] | None:
    outlook = cell.outlook
    if outlook is None:
        return None
    return [round(value, 1) for value in (outlook.level, outlook.low, outlook.high)]


def test_its_figures_are_the_report_s() -> None:
    records = example_records()
    rows = iter(table_of(records).to_dict("records"))
    for column in columns_of(report(records), records.therapists):
        for at in needs_in_order(column.standing):
            row, cell = next(rows), column.standing.cells[at]
            assert row["Therapist"] == column.standing.therapist.name
            assert row["Need"] == cell.dimension.name
            assert (row["Need from"], row["Need to"]) == (cell.need.low, cell.need.high)
            assert (row["Ratings"], row["Inside"]) == (len(cell.evidence), cell.inside)
            assert row["In words"] == side_words(cell)
            levels = [row["Level"], row["Level, low"], row["Level, high"]]
            assert (None if pd.isna(levels).any() else levels) == figures_of(cell)
    assert next(rows, None) is None


def test_where_nothing_was_rated_no_level_stands_in_it() -> None:
    (row,) = table_of(a_year(heard=[5])).to_dict("records")
    assert (row["Ratings"], row["Inside"], row["In words"]) == (0, 0, "not rated yet")
    assert all(pd.isna(row[name]) for name in ("Level", "Level, low", "Level, high"))


def test_whole_numbers_stay_whole_beside_what_is_missing() -> None:
    found = table_of(a_year(heard=[5]))
    assert list(found.columns) == list(COLUMNS)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == COLUMNS


def test_names_stand_in_it_as_typed() -> None:
    hostile = "=cmd|' /C calc'!A0"
    assert table_of(a_year(hostile, pace=[5])).Therapist.tolist() == [hostile]
