"""Drafts of a vault: kept, dropped, and never lost to another window."""

import pytest

from data.errors import (
    Gone,
)
from data.vault.vault import Vault
from tests.rig.people import (
    a_jot,
)


def test_a_draft_lasts_until_it_is_dropped(vault: Vault) -> None:
    vault.drafts.keep("note", "half a sen")
    vault.drafts.keep("note", "half a sentence")
    assert vault.drafts.text("note") == "half a sentence"
    assert vault.drafts.text("elsewhere") == ""
    vault.drafts.keep("note", "")
    assert vault.drafts.text("note") == ""
    assert vault.revision() == 0


def test_a_record_and_the_draft_it_was_typed_as_go_together(vault: Vault) -> None:
    jot = a_jot()
    mine = vault.drafts.keep_beside("note", "as it was typed", None)
    with pytest.raises(Gone):
        vault.save(jot, revision=3, drafts=(mine,))
    assert vault.drafts.text("note") == "as it was typed"
    vault.save(jot, drafts=(mine,))
    assert vault.drafts.of("note") == ()


def test_two_windows_never_lose_each_other_s_drafts(vault: Vault) -> None:
    first = vault.drafts.keep_beside("note", "first window", None)
    second = vault.drafts.keep_beside("note", "second window", None)
    assert {draft.text for draft in vault.drafts.of("note")} == {"first window", "second window"}
    first = vault.drafts.keep_beside("note", "first window, on", first)
    seen_by_third = first
    first = vault.drafts.keep_beside("note", "first window, further", first)
    third = vault.drafts.keep_beside("note", "third window", seen_by_third)
    assert [draft.text for draft in vault.drafts.of("note")] == [
        "third window",
        "first window, further",
        "second window",
    ]
    vault.save(a_jot(), drafts=(seen_by_third,))
    assert first in vault.drafts.of("note"), "it was typed on since"
    for draft in (first, second, third):
        vault.drafts.keep_beside("note", "", draft)
    assert vault.drafts.of("note") == ()
    assert vault.drafts.of("not") == vault.drafts.of("%") == ()
