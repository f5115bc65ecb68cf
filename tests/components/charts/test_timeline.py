"""Notes along time, and the stretch of it that was dragged."""

import json
from datetime import date

from components.charts import canvas, timeline
from components.charts.palette import KINDS
from data.example import example_records
from tests.rig.people import a_note, a_therapist


def test_every_note_is_drawn_on_its_day_with_the_shape_of_its_kind() -> None:
    records = example_records()
    for colour_index, therapist in enumerate(records.therapists):
        notes = records.notes_of(therapist.id)
        drawn = timeline.rows(notes, colour_index, "light").to_pandas()
        assert [day.date() for day in drawn.x] == [note.date for note in notes]
        assert list(drawn["shape"]) == [KINDS[note.kind] for note in notes]


def test_a_dragged_stretch_begins_with_its_earlier_end() -> None:
    noon = 1_767_268_800_000  # 1 January 2026, 12:00 UTC
    day = 86_400_000
    assert timeline.between([noon, noon + day]) == (date(2026, 1, 1), date(2026, 1, 2))
    assert timeline.between([noon + day, noon]) == (date(2026, 1, 1), date(2026, 1, 2))


def test_the_picture_is_told_in_words() -> None:
    who = a_therapist()
    two = [a_note(who, date(2026, 1, 1)), a_note(who, date(2026, 3, 5))]
    assert timeline.says(two) == "2 notes from 1 January 2026 to 5 March 2026."
    assert timeline.says([]) == "0 notes."


def test_a_prepared_picture_holds_nothing_private_and_can_be_dragged() -> None:
    spec = json.dumps(canvas.prepared(timeline.draw, "dark"))
    assert "2026" not in spec
    assert '"interval"' in spec
