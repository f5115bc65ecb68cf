"""Ratings of a goal that is deleted: gone from notes, drafts and ways back, and nothing else."""

import json

import pytest

from data.errors import (
    Changed,
    Gone,
)
from data.model.records import Records
from data.vault.vault import Vault
from tests.rig.people import (
    a_goal,
    a_note,
    a_therapist,
    ratings,
)


def test_a_goal_goes_with_its_ratings_and_nothing_else(vault: Vault) -> None:
    maple, sleep, money = a_therapist(), a_goal(), a_goal("Money")
    rated = ratings(**{"pace": 3, sleep.key: 7, money.key: 1})
    note = a_note(maple, ratings=rated)
    vault.take(Records(therapists=(maple,), dimensions=(sleep, money), notes=(note,)))
    with pytest.raises(Changed):
        vault.remove_with_ratings(sleep, revision=2)
    assert vault.records().notes == (note,)
    vault.remove_with_ratings(sleep, revision=1)
    assert vault.records().dimensions == (money,)
    assert [rating.dimension for rating in vault.records().notes[0].ratings] == ["pace", money.key]
    with pytest.raises(Gone):
        vault.remove_with_ratings(sleep, revision=1)


def test_no_rating_of_a_deleted_goal_comes_back(vault: Vault) -> None:
    maple, sleep = a_therapist(), a_goal()
    rated = ratings(**{"pace": 3, sleep.key: 7})
    binned, note = a_note(maple, ratings=rated), a_note(maple, ratings=rated)
    vault.take(Records(therapists=(maple,), dimensions=(sleep,), notes=(binned,)))
    vault.imports.bring([note], [], vault.revision())
    later = note.model_copy(update={"text": "changed by a table"})
    vault.imports.bring([], [later], vault.revision())
    vault.remove(binned, revision=1)
    draft = {
        "id": str(note.id),
        "revision": 2,
        "text": "typed",
        "values": {sleep.key: 7, "pace": 3},
    }
    vault.drafts.keep(f"note:{note.id}", json.dumps(draft | {"right": {}}))
    vault.drafts.keep(f"goal:{sleep.key}", "a better name")
    vault.drafts.keep("paste", f"a text that says {sleep.key}")

    vault.remove_with_ratings(sleep, revision=1)

    assert vault.drafts.text(f"goal:{sleep.key}") == ""
    assert vault.drafts.text("paste") == f"a text that says {sleep.key}"
    assert json.loads(vault.drafts.text(f"note:{note.id}")) == draft | {
        "right": {}, "revision": 3, "values": {"pace": 3},
    }  # fmt: skip
    vault.removed.bring_back(binned.id)
    second, first = vault.imports.recent()
    assert vault.imports.take_back(second) == (1, 0)
    assert {(stored.text, stored.ratings) for stored in vault.records().notes} == {
        (binned.text, ratings(pace=3)),
        (note.text, ratings(pace=3)),
    }
    assert vault.imports.take_back(first) == (1, 0)
