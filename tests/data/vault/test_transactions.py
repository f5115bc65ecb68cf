"""Transactions: all or nothing, counted where they change what is kept, on both engines."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, select

from data.errors import VaultError
from data.settings import Settings, read_settings
from data.vault import tables
from data.vault.open_vaults import open_vault
from data.vault.transactions import Transactions
from tests.rig.people import ALICE, BOB, THEN

Begun = Callable[[str], Transactions]


@pytest.fixture(params=["sqlite", "postgres"])
def of(request: pytest.FixtureRequest) -> Begun:
    """A way to begin transactions of anybody, on each engine."""
    postgres = request.param == "postgres"
    settings: Settings = request.getfixturevalue("on_postgres") if postgres else read_settings()
    return lambda owner: open_vault(settings, owner)._transactions


def keep(vault: Transactions, words: str, *, counts: bool = True) -> None:
    with vault.begin(writes=True, counts=counts) as at:
        at.execute(insert(tables.drafts), row_of(vault, words))


def row_of(vault: Transactions, words: str) -> dict[str, Any]:
    return {"owner": vault.owner, "draft_key": words, "text": words, "kept_at": THEN}


def texts(vault: Transactions) -> list[str]:
    with vault.begin(writes=False) as at:
        mine = select(tables.drafts.c.text).where(tables.drafts.c.owner == vault.owner)
        return list(at.execute(mine).scalars())


def revision(vault: Transactions) -> int:
    with vault.begin(writes=False) as at:
        return vault.revision(at)


def test_what_counts_makes_the_revision_grow_and_nothing_else_does(of: Begun) -> None:
    alice = of(ALICE)
    assert revision(alice) == 0
    keep(alice, "a draft", counts=False)
    assert revision(alice) == 0
    keep(alice, "a change")
    assert revision(alice) == 1
    assert revision(of(BOB)) == 0


def test_a_failure_leaves_nothing_of_what_came_before_it(of: Begun) -> None:
    alice = of(ALICE)
    keep(alice, "there already")
    with pytest.raises(VaultError), alice.begin(writes=True) as at:
        at.execute(insert(tables.drafts), [row_of(alice, "new"), row_of(alice, "there already")])
    assert texts(alice) == ["there already"]
    assert revision(alice) == 1


def test_emptying_takes_the_rows_of_one_owner_but_those_in_the_tables_named(of: Begun) -> None:
    alice, bob = of(ALICE), of(BOB)
    keep(alice, "mine")
    keep(bob, "theirs")
    with alice.begin(writes=True) as at:
        alice.empty(at, but=(tables.vaults,))
    assert texts(alice) == []
    assert revision(alice) == 2
    assert texts(bob) == ["theirs"]
    keep(alice, "again")
    with alice.begin(writes=True) as at:
        alice.empty(at, but=(tables.vaults, tables.drafts))
    assert texts(alice) == ["again"]
