"""Change one thing about a therapist who is there, whatever is half typed on their page."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from components.session import vault
from data.errors import BadRecord
from data.model.record import problem
from data.model.therapist import Therapist


def change_therapist(who: UUID, change: Callable[[Therapist], Mapping[str, Any]]) -> None:
    """Save the fields that ``change`` returns for the therapist as they stand now, checked.

    For callbacks. What is there already is not saved again. Raises `BadRecord` where a rule is
    broken, and what `Vault.get` and `Vault.save` raise.
    """
    kept = vault().get(Therapist, who)
    try:
        therapist = Therapist(**dict(kept.record) | dict(change(kept.record)))
    except ValidationError as error:
        raise BadRecord("", problem(error)[1]) from None
    if therapist != kept.record:
        vault().save(therapist, kept.revision)
