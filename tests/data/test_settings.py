"""What can be set from outside, and what is said when it cannot be used."""

from pathlib import Path

import pytest
from platformdirs import user_data_path
from pydantic import ValidationError

from data import settings as module
from data.errors import BadSetting
from data.settings import Settings, read_settings


def test_without_any_variable_the_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAPPORT_HOME")
    assert read_settings() == Settings(
        home=user_data_path("rapport", appauthor=False), database_url=None, port=8501
    )


def test_each_setting_can_be_given_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_HOME", "/srv/rapport")
    monkeypatch.setenv("RAPPORT_PORT", "9000")
    monkeypatch.setenv("RAPPORT_DATABASE_URL", "postgresql://db/rapport")
    settings = read_settings()
    assert (settings.home, settings.port) == (Path("/srv/rapport"), 9000)
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://db/rapport"


def test_a_home_may_be_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_HOME", "~/notes")
    assert read_settings().home == tmp_path / "notes"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RAPPORT_HOME", "notes")
    assert read_settings().home == tmp_path / "notes"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "80.5"])
def test_a_port_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("RAPPORT_PORT", port)
    with pytest.raises(BadSetting, match=r"^The setting RAPPORT_PORT cannot be used: "):
        read_settings()


def test_the_password_of_the_database_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_DATABASE_URL", "postgresql://rapport:hunter2@db/rapport")
    settings = read_settings()
    text = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert "hunter2" not in text


def test_a_variable_nobody_knows_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_settings()
    monkeypatch.setenv("RAPPORT_COLOUR", "red")
    assert read_settings() == before


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_settings_in_force_do_not_change(name: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(read_settings(), name, None)


@pytest.mark.parametrize(
    "address", ["notes.example", "ftp://notes.example", "https://notes.example/path", "https://"]
)
def test_an_address_is_a_scheme_and_a_host(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("RAPPORT_ADDRESS", address)
    with pytest.raises(BadSetting, match=r"RAPPORT_ADDRESS.*form https://host"):
        read_settings()


def test_it_listens_on_addresses_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_LISTEN", "everywhere")
    with pytest.raises(BadSetting, match="RAPPORT_LISTEN"):
        read_settings()


SIGN_IN = {
    "RAPPORT_ADDRESS": "https://notes.example",
    "RAPPORT_SIGN_IN_PROVIDER": "https://id.example/.well-known/openid-configuration",
    "RAPPORT_SIGN_IN_CLIENT_ID": "rapport",
    "RAPPORT_SIGN_IN_CLIENT_SECRET": "hush",
    "RAPPORT_SIGN_IN_COOKIE_SECRET": "x" * 32,
}


@pytest.mark.parametrize("missing", [*SIGN_IN])
def test_signing_in_needs_all_of_its_settings(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name, value in SIGN_IN.items():
        monkeypatch.setenv(name, value)
    assert read_settings().signs_in
    monkeypatch.delenv(missing)
    if missing == "RAPPORT_SIGN_IN_PROVIDER":
        assert not read_settings().signs_in
    else:
        with pytest.raises(BadSetting, match=f"{missing} .*signing in needs it"):
            read_settings()


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_SIGN_IN_COOKIE_SECRET", "short")
    with pytest.raises(BadSetting, match="RAPPORT_SIGN_IN_COOKIE_SECRET"):
        read_settings()


def test_signing_in_can_be_written_into_streamlit_s_own_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(
        """
        [auth]
        redirect_uri = "https://notes.example/oauth2callback"
        server_metadata_url = "https://id.example/.well-known/openid-configuration"
        client_id = "rapport"
        client_secret = "hush"
        cookie_secret = "made up for this test, long enough"
        """
    )
    monkeypatch.setattr(module, "SECRETS", file)
    monkeypatch.setenv("RAPPORT_SIGN_IN_CLIENT_ID", "from outside")
    settings = read_settings()
    assert settings.signs_in
    assert settings.address == "https://notes.example"
    assert settings.sign_in_client_id == "from outside"
    file.write_text("[auth")
    module._from_secrets.cache_clear()
    module._checked.cache_clear()
    with pytest.raises(BadSetting, match=r"secrets\.toml cannot be used"):
        read_settings()
    module._from_secrets.cache_clear()
    module._checked.cache_clear()


def test_what_is_set_meanwhile_counts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings() is read_settings()
    monkeypatch.setenv("RAPPORT_PORT", "9000")
    assert read_settings().port == 9000
    monkeypatch.setenv("RAPPORT_PORT", "no port")
    for _ in range(2):
        with pytest.raises(BadSetting, match="RAPPORT_PORT"):
            read_settings()
