"""What the person who runs Rapport can set: RAPPORT_* variables, checked once at the start."""

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from data.errors import BadSetting
from data.model.record import problem


class Settings(BaseSettings):
    """All settings with their defaults; docs/settings.md lists each of them.

    ``home``: the folder of the vaults. ``database_url``: PostgreSQL instead of files in ``home``.
    ``port``: where the app listens on 127.0.0.1. ``links``: whether shares may be links.
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
