"""Broken archives, tables and texts end in a sentence or a success, never in a changed vault."""

from pathlib import Path

from tests.rig.broken_files import fuzz


def test_whatever_is_brought_in_ends_in_a_sentence_or_a_success(home: Path) -> None:
    counted = fuzz(home, inputs=300, seed=11)
    assert counted.inputs == 300
    assert counted.taken > 30
    assert counted.refused > 60
    assert counted.taken + counted.refused == 300
    assert counted.changed == 0
