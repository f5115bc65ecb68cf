"""One thing about a therapist is changed by the rules, whatever is half typed on their page."""

from typing import Any

import pytest

from components.therapists.change import change_therapist
from components.therapists.draft import TherapistDraft
from components.therapists.form_state import about
from data.errors import BadRecord, Gone
from data.model.record import new_id
from data.model.therapist import Therapist
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.record_tables import StoredRecord
from data.vault.vault import Vault
from tests.rig.people import TODAY, a_therapist

MAPLE = a_therapist("Maple", began=TODAY)


@pytest.fixture
def vault() -> Vault:
    opened = open_vault(read_settings(), LOCAL)
    opened.save(MAPLE)
    return opened


def there(vault: Vault) -> StoredRecord[Therapist]:
    return vault.get(Therapist, MAPLE.id)


def test_what_is_changed_is_saved_and_all_else_stays(vault: Vault) -> None:
    change_therapist(MAPLE.id, lambda now: {"details": f"{now.name} sees me on Mondays."})
    changed = there(vault)
    assert changed.record == MAPLE.model_copy(update={"details": "Maple sees me on Mondays."})


@pytest.mark.parametrize(
    "broken",
    [{"ended": TODAY.replace(year=2020)}, {"status": "best of all"}, {"shoes": "brown"}],
    ids=["order", "no such word", "no such field"],
)
def test_a_broken_rule_is_told_and_nothing_is_saved(vault: Vault, broken: dict[str, Any]) -> None:
    before = there(vault)
    with pytest.raises(BadRecord, match=r"This was not saved\."):
        change_therapist(MAPLE.id, lambda _: broken)
    assert there(vault) == before


def test_what_is_there_already_is_not_saved_again(vault: Vault) -> None:
    before = vault.revision()
    change_therapist(MAPLE.id, lambda now: {"status": now.status})
    assert vault.revision() == before


def test_what_is_half_typed_on_their_page_stays(vault: Vault) -> None:
    form = about(MAPLE.id)
    opened = TherapistDraft.of(there(vault))
    typed = opened.typed.model_copy(update={"details": "half a sen"})
    form.keep(opened.model_copy(update={"typed": typed}))
    change_therapist(MAPLE.id, lambda _: {"status": "staying"})
    assert "half a sen" in vault.drafts.text(form.draft_key)
    assert there(vault).record == MAPLE.model_copy(update={"status": "staying"})


def test_somebody_deleted_meanwhile_is_told(vault: Vault) -> None:
    with pytest.raises(Gone):
        change_therapist(new_id(), lambda _: {"status": "ended"})
