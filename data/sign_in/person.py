"""A person as the provider vouches for them: what is taken from their token, and no more."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from data.errors import NotSignedIn, TokenUnusable

_FORMS = {
    "iss": "is no address of a provider",
    "sub": "is too long, or holds a space or another sign that no name here can hold",
    "iat": "is no moment in seconds",
}
"""What is wrong with a claim that is there and cannot be used."""

LONGEST_NAME = 180
"""Characters of an owner that are kept as they are; a longer one is kept as its hash."""


class Person(BaseModel):
    """Somebody who signed in. Issuer and subject together name them, and nothing else does.

    ``email`` counts only when it is ``email_verified``. ``groups``: what the provider says they
    belong to. ``iat``: the moment they signed in, in seconds.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    iss: Annotated[str, Field(pattern=r"^https?://[!\"$-~]{1,500}$")]
    sub: Annotated[str, Field(pattern=r"^[!-~]{1,255}$")]
    iat: Annotated[int, Field(ge=0, le=10_000_000_000)]
    nonce: Annotated[str, Field(max_length=500)] = ""
    email: Annotated[str, Field(max_length=320)] = ""
    email_verified: bool = False
    groups: tuple[str, ...] = ()

    @field_validator("groups", mode="before")
    @classmethod
    def _only_names(cls, given: object) -> object:
        """Providers put other things there too; a group is a name."""
        return (
            [group for group in given if isinstance(group, str)] if isinstance(given, list) else ()
        )

    @field_validator("iat", mode="before")
    @classmethod
    def _whole_seconds(cls, given: object) -> object:
        """A moment may have a fraction (RFC 7519); the second is enough."""
        return int(given) if isinstance(given, float) and math.isfinite(given) else given

    @field_validator("nonce", "email", "email_verified", mode="before")
    @classmethod
    def _none_is_nothing(cls, given: object, info: ValidationInfo) -> object:
        """Some providers name a claim and leave it empty."""
        fallback = cls.model_fields[info.field_name or ""].default
        return fallback if given is None else given

    @property
    def owner(self) -> str:
        """The owner of their vault. An issuer holds no fragment, so no two people share one."""
        name = f"{self.iss}#{self.sub}"
        return name if len(name) <= LONGEST_NAME else sha256(name.encode()).hexdigest()

    @property
    def sign_in(self) -> str:
        """Name of this one sign-in, for as long as it lasts."""
        return sha256(f"{self.owner} {self.iat} {self.nonce}".encode()).hexdigest()

    def signed_in_at(self) -> datetime:
        """Return the moment of the sign-in."""
        return datetime.fromtimestamp(self.iat, UTC)


def person_in(claims: Mapping[str, Any]) -> Person | None:
    """Return who is named by the claims of a token, None where they name nobody."""
    try:
        return person_named(claims)
    except NotSignedIn:
        return None


def person_named(claims: Mapping[str, Any]) -> Person:
    """Return who is named by the claims of a token.

    Raises `NotSignedIn` where there is no token, and `TokenUnusable` where a claim of it names
    nobody: missing, or of a form that a person's name here cannot have.
    """
    if not any(claims.get(name) for name in ("iss", "sub", "iat")):
        raise NotSignedIn
    try:
        return Person.model_validate(dict(claims))
    except ValidationError as error:
        claim = str(error.errors(include_input=False)[0]["loc"][0])
        missing = claims.get(claim) in {None, ""} if claim in _FORMS else False
        raise TokenUnusable(
            claim,
            "is missing" if missing else _FORMS.get(claim, "is of a form that cannot be read"),
        ) from None
