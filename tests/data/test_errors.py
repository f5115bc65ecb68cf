"""The tree of failures is the one drawn, and each failure is told in a clear sentence."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from data import errors
from data.errors import (
    ArchiveDiffers,
    ArchiveInvalid,
    BadRecord,
    KeyMissing,
    KeyUnreadable,
    RapportError,
    VaultDamaged,
    VaultReadOnly,
)

FILE = Path("/home/dana/private/alice.vault")
GIVEN: dict[str, Any] = {
    "where": "notes[3].date",
    "what": "the date is still to come",
    "name": "example.json",
    "limit": 64,
    "version": 2,
    "newest": 1,
    "count": 3,
    "path": FILE,
    "holder": "process 7",
    "role": "rapport_app",
    "seconds": 8,
    "most": 1024,
    "least": 8,
    "vault": "the vault",
    "claim": "sub",
    "minutes": 10,
    "setting": "RAPPORT_DATABASE_URL",
    "rows": 50_000,
    "when": "29 March 2026, 02:30",
    "settings": ["server.address is 0.0.0.0"],
}


def _below(kind: type[RapportError]) -> list[type[RapportError]]:
    below = [entry for entry in kind.__subclasses__() if entry.__module__.startswith("data.")]
    return [kind] + [deeper for entry in below for deeper in _below(entry)]


LEAVES = [kind for kind in _below(RapportError) if not kind.__subclasses__()]


def made(kind: type[RapportError]) -> str:
    made = kind(**{name: GIVEN[name] for name in inspect.signature(kind).parameters})
    assert str(made) == made.sentence
    return made.sentence


def test_the_tree_is_the_one_drawn() -> None:
    drawn, above = [], {-1: "Exception"}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r" {4}[│├└─ ]*(?=[A-Z])(\w+)", line):
            depth = found.start(1) // 4 - 1
            drawn.append((found[1], above[depth - 1]))
            above[depth] = found[1]
    real = [
        (kind.__name__, *(base.__name__ for base in kind.__bases__))
        for kind in _below(RapportError)
    ]
    assert drawn == real


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_a_failure_says_what_happened_and_what_to_do(kind: type[RapportError]) -> None:
    sentence = made(kind)
    assert re.match(rf"[A-Z]|{re.escape(FILE.name)} ", sentence)
    assert sentence.endswith(".")
    assert re.search(r"\w”?\. [A-Z]", sentence), "one sentence alone cannot say both"
    assert "  " not in sentence
    assert "None" not in sentence


@pytest.mark.parametrize("kind", [KeyMissing, KeyUnreadable, VaultDamaged])
def test_a_failure_names_the_file_but_not_whose_folder_it_is_in(kind: type[RapportError]) -> None:
    assert FILE.name in made(kind)
    assert "dana" not in made(kind)


def test_a_folder_that_takes_nothing_is_named_whole_with_who_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever has to give the right needs to know where, and to whom."""
    monkeypatch.setattr("os.geteuid", lambda: 10001)
    assert f"may not write to {FILE} as user 10001." in made(VaultReadOnly)
    monkeypatch.delattr("os.geteuid")
    assert f"may not write to {FILE}. What" in made(VaultReadOnly)


def test_a_broken_rule_is_told_with_its_place_or_without() -> None:
    assert "“notes[3].date”: it is missing." in str(BadRecord("notes[3].date", "it is missing"))
    assert "“”" not in str(BadRecord("", "it is missing"))
    assert "taken at records: it" in str(ArchiveInvalid("records", "it is missing"))
    assert "taken: it is missing." in str(ArchiveInvalid("", "it is missing"))


def test_one_record_that_differs_is_counted_in_words() -> None:
    assert "one record in it" in str(ArchiveDiffers(1))
    assert "3 records in it" in str(ArchiveDiffers(3))
