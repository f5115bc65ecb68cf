"""The figures as a table: the report's own, a line for each therapist and need."""

import pandas as pd

from components.fit.order import lines_of
from components.fit.table import COLUMNS, table
from data.example import example_records
from data.fit.phrases import side_words
from data.fit.report import Cell, report
from data.model.records import Records
from tests.rig.people import a_year


def table_of(records: Records) -> pd.DataFrame:
    return table(lines_of(report(records), records.therapists))


def figures_of(cell: Cell) -> list[float] | None:
    seen = cell.outlook
    return [round(entry, 1) for entry in (seen.level, seen.low, seen.high)] if seen else None


def test_its_figures_are_the_report_s() -> None:
    records = example_records()
    rows = iter(table_of(records).to_dict("records"))
    for line in lines_of(report(records), records.therapists):
        for cell in line.standing.cells:
            row = next(rows)
            assert row["Therapist"] == line.standing.therapist.name
            assert row["Dimension"] == cell.dimension.name
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
