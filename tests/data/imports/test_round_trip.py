"""Tables of notes that Rapport saved come back as they were, and nothing is doubled."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from data.exports.spreadsheet import notes_csv, workbook
from data.imports.archive_merge import plan
from data.imports.note_match import matched_notes
from data.imports.scales import Rated
from data.imports.table_mapping import Mapped, Taken, take_table
from data.imports.table_reader import read_table
from data.imports.table_shapes import shape_of
from data.model.records import Records
from tests.rig.drawn_records import any_records
from tests.rig.people import TODAY


def taken(content: bytes, here: Records) -> Taken:
    table = read_table(content)
    shape = shape_of(table, here.scales())
    assert (shape.own, shape.remark) == (True, "")
    mapped = Mapped(
        date_column=shape.date, order="year first", therapist_column=shape.therapist,
        kind_column=shape.kind, text_columns=shape.texts, fields=shape.fields, own=True,
        rated=tuple(Rated(column, key) for column, key in shape.rated.items() if key),
    )  # fmt: skip
    return take_table(table, mapped, here, TODAY)


@pytest.mark.parametrize("write", [notes_csv, workbook])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_notes_come_back(write: Callable[[Records], bytes], records: Records) -> None:
    if not records.notes:
        return
    records = records.in_order()
    content = write(records)
    found = taken(content, records)
    assert found.refused == ()
    look = plan(records, matched_notes(records, found.records, found.matched))
    assert (look.add, look.replace, look.differs) == ((), (), ()), "nothing doubled"
    empty = Records(dimensions=records.dimensions, renamed=records.renamed)
    alone = taken(content, empty).records
    again = Records(
        dimensions=records.dimensions, renamed=records.renamed, therapists=alone.therapists,
        notes=alone.notes,
    )  # fmt: skip
    assert notes_csv(again) == notes_csv(records)
