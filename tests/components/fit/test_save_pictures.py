"""What is kept is what is shown: the lines, then a picture for each need, and the figures."""

import csv
from io import StringIO

import pytest
from streamlit.testing.v1 import AppTest

from components.fit.order import lines_of
from components.fit.save_pictures import _pictures
from data.example import example_records
from data.fit.report import report
from data.vault.vault import Vault
from tests.components.fit.conftest import drawn, marked
from tests.rig.people import a_year


def page() -> None:
    """The ways to keep what is shown of everybody."""
    from components.fit.order import lines_of
    from components.fit.save_pictures import keep
    from components.fit.table import table
    from components.session import records
    from data.fit.report import report

    lines = lines_of(report(records()), records().therapists)
    keep(lines, table(lines))


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


def test_a_sheet_begins_with_the_lines_and_goes_on_with_each_need() -> None:
    records = example_records()
    lines = lines_of(report(records), records.therapists)
    pictures = _pictures(lines)
    assert [picture.heading for picture in pictures] == [
        "Fit",
        *(cell.dimension.name for cell in lines[0].standing.cells),
    ]
    for picture, cell in zip(pictures[1:], lines[0].standing.cells, strict=True):
        band = picture.rows[picture.rows.part == "need"].iloc[0]
        assert (band.x + 0.4, band.x2 - 0.4) == pytest.approx((cell.need.low, cell.need.high))
