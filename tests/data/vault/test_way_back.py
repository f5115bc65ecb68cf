"""The way back of a bringing-in: what it counts, and what it is told apart by."""

from data.model.record import now
from data.vault.way_back import WayBack, digest


def test_notes_are_counted_whether_added_or_replaced() -> None:
    way = WayBack(
        what="a table",
        at=now(),
        added=[("notes", "1", "a"), ("therapists", "2", "b")],
        replaced=[("notes", "3", "{}", "c")],
    )
    assert way.notes() == 2
    assert WayBack.model_validate_json(way.model_dump_json()) == way


def test_a_record_that_changed_has_another_digest() -> None:
    assert digest("a") == digest("a") != digest("a ")
    assert len(digest("ä" * 10_000)) == 16
