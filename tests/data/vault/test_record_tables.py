import pytest

from data.errors import RecordUnreadable
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist
from data.vault.record_tables import SHELVES, shelf_of
from data.vault.tables import metadata
from tests.rig.people import a_jot


def test_every_kind_of_record_in_an_archive_has_a_shelf() -> None:
    assert {shelf.table.name for shelf in SHELVES} == set(Records.model_fields)
    tables = {table.name for table in metadata.sorted_tables}
    assert tables - {"vaults", "removed", "drafts", "shares"} == set(Records.model_fields)


def test_therapists_are_written_before_their_notes() -> None:
    kinds = [shelf.kind for shelf in SHELVES]
    assert kinds.index(Therapist) < kinds.index(Note)


def test_what_is_kept_is_checked_again_when_read() -> None:
    shelf = shelf_of(Note)
    jot = a_jot()
    assert shelf.read(shelf.body(jot)) == jot
    broken = shelf.body(jot).replace("jot", "private kind", 1)
    with pytest.raises(RecordUnreadable, match="notes, kind") as caught:
        shelf.read(broken)
    assert "private" not in str(caught.value)
