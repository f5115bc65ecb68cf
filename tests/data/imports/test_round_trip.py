"""Tables that Rapport saved come back as they were, and nothing is doubled."""

from collections.abc import Callable
from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings

from data.exports.search_tables import (
    search_csv,
    search_table,
    therapists_csv,
    therapists_table,
)
from data.exports.spreadsheet import (
    dimensions_table,
    notes_csv,
    notes_table,
    ratings_table,
    workbook,
)
from data.imports.archive_merge import Plan, plan
from data.imports.note_match import matched_notes
from data.imports.own_tables import OwnTaken, own_tables, take_own_tables
from data.imports.table_reader import read_table
from data.model.records import Records
from tests.rig.drawn_records import any_records
from tests.rig.people import TODAY

Write = Callable[[Records], bytes]


def taken(content: bytes, here: Records) -> OwnTaken:
    found = own_tables(content, read_table(content))
    assert found is not None
    return take_own_tables(found, here, TODAY, UTC)


def look(content: bytes, here: Records) -> Plan:
    """What bringing a file in would do, with nothing chosen."""
    found = taken(content, here).taken
    return plan(here, matched_notes(here, found.records, found.matched))


def brought(content: bytes, here: Records) -> Records:
    """What is here after a file was brought in, checked as records are."""
    found = taken(content, here).taken
    assert found.refused == ()
    add = look(content, here).add
    fields = {
        name: (*getattr(here, name), *(record for record in add if type(record).__name__ == kind))
        for name, kind in (
            ("dimensions", "OwnDimension"), ("renamed", "Renamed"), ("therapists", "Therapist"),
            ("notes", "Note"),
        )
    }  # fmt: skip
    return Records(**fields).in_order()


def nothing(found: Plan) -> bool:
    return (found.add, found.replace, found.differs) == ((), (), ())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_notes_come_back(records: Records) -> None:
    if not records.notes:
        return
    records = records.in_order()
    content = notes_csv(records)
    assert nothing(look(content, records)), "nothing doubled"
    empty = Records(dimensions=records.dimensions, renamed=records.renamed)
    assert notes_csv(brought(content, empty)) == content


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_a_spreadsheet_brings_all_that_its_sheets_hold(records: Records) -> None:
    records = records.in_order()
    content = workbook(records)
    assert nothing(look(content, records)), "nothing doubled"
    again = brought(content, Records())
    for table in (notes_table, ratings_table, therapists_table, search_table, dimensions_table):
        # The ratings of one note stand in the order of its columns.
        rows = [sorted(map(str, table(each).values.tolist())) for each in (again, records)]
        assert rows[0] == rows[1]
    assert nothing(look(content, again)), "nothing doubled"


@pytest.mark.parametrize("write", [therapists_csv, search_csv])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_therapists_and_their_search_come_back(write: Write, records: Records) -> None:
    if write is search_csv and not any(who.search_steps for who in records.therapists):
        return
    content = write(records)
    assert nothing(look(content, records)), "nothing doubled"
    assert write(brought(content, Records())) == content
