"""What the person who runs Rapport can set: RAPPORT_* variables, checked once at the start."""

import re
from ipaddress import IPv4Address
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from data.errors import BadSetting
from data.model.record import problem


def _origin(address: str) -> str:
    found = re.fullmatch(r"(https?://[a-z0-9.-]+(:[0-9]{1,5})?)/?", address.lower())
    if not found:
        raise PydanticCustomError(
            "origin", "it is not of the form https://host, without anything behind"
        )
    return found[1]


class Settings(BaseSettings):
    """All settings with their defaults; docs/settings.md lists each of them.

    ``home``: the folder of the vaults. ``database_url``: PostgreSQL instead of files in ``home``.
    ``port``: where the app listens. ``listen``: on which address, 127.0.0.1 where it is not set;
    any other needs a lock or a sign-in. ``address``: by which others reach it through a proxy,
    scheme and host, which needs one too. ``links``: whether shares may be links.
    ``readers_url``: the PostgreSQL of what readers of links need, under a role of its own; without
    it ``database_url``, without that a file in ``home``. ``wrong_links``: how many wrong links
    from one address are answered within a minute.
    """

    model_config = SettingsConfigDict(
        env_prefix="RAPPORT_",
        env_ignore_empty=True,
        frozen=True,
        hide_input_in_errors=True,
        extra="ignore",
    )

    home: Path = Field(default_factory=lambda: user_data_path("rapport", appauthor=False))
    database_url: SecretStr | None = None
    port: Annotated[int, Field(ge=1, le=65_535)] = 8501
    listen: IPv4Address | None = None
    address: Annotated[str, AfterValidator(_origin)] | None = None
    links: bool = False
    readers_url: SecretStr | None = None
    wrong_links: Annotated[int, Field(ge=1, le=100_000)] = 30


def read_settings() -> Settings:
    """Return the settings in force, or raise `BadSetting` that names the variable."""
    try:
        settings = Settings()
    except ValidationError as error:
        where, what = problem(error)
        raise BadSetting(f"RAPPORT_{where.upper()}", what) from None
    try:
        home = settings.home.expanduser().absolute()
    except RuntimeError:
        raise BadSetting("RAPPORT_HOME", "there is no such person on this machine") from None
    return settings.model_copy(update={"home": home})
