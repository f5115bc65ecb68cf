"""Change one thing about a therapist who is there, whatever is half typed on their page."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from components.session import vault
from data.model.record import rules_in_words
from data.model.therapist import Therapist


def change_therapist(who: UUID, change: Callable[[Therapist], Mapping[str, Any]]) -> None:
    """Save the fields that ``change`` returns for the therapist as they stand now, checked.

    For callbacks. What is there already is not saved again. Raises `BadRecord` where a rule is
    broken, and what `Vault.get` and `Vault.save` raise.
    """
    saved = vault().get(Therapist, who)
    with rules_in_words(""):
        therapist = Therapist(**dict(saved.record) | dict(change(saved.record)))
    if therapist != saved.record:
        vault().save(therapist, saved.revision)
