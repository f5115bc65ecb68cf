"""Who may do what, asked as the routes and the script ask."""

import time
from pathlib import Path
from typing import Any

import pytest

from components.web import sign_in_guard as guard
from components.web.sign_in_guard import rightful_person, sign_in_secrets
from components.web.unlock_routes import locked_file
from data.errors import ClocksApart, NotAllowed, NotSignedIn, TokenUnusable
from tests.rig.provider import settings


@pytest.fixture(autouse=True)
def signing_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings("http://localhost:1", 8501).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RAPPORT_ALLOWED", "dana@example.org")


def claims(**more: Any) -> dict[str, Any]:
    return {
        "iss": "https://id.example",
        "sub": "1",
        "iat": int(time.time()),
        "email": "dana@example.org",
        "email_verified": True,
    } | more


def test_who_is_on_the_list_may_come_in(home: Path) -> None:
    assert rightful_person(claims()).owner == "https://id.example#1"


@pytest.mark.parametrize("given", [{}, {"sub": ""}, {"iat": 0}, {"iat": 9_999_999_999}])
def test_nobody_an_old_sign_in_and_one_from_the_future_are_sent_to_sign_in(
    given: dict[str, Any],
) -> None:
    with pytest.raises(NotSignedIn):
        rightful_person(claims(**given) if given else {})


def test_the_log_says_once_why_somebody_is_not_let_in(caplog: pytest.LogCaptureFixture) -> None:
    guard._said.clear()
    asked = claims(email_verified=None)
    for _ in range(3):
        with pytest.raises(NotAllowed):
            rightful_person(asked)
    (record,) = caplog.records
    assert record.getMessage() == (
        "A sign-in was refused. The claim email_verified is missing or false in the token, so the "
        "address in it counts for nothing."
    )


def test_a_token_that_cannot_be_used_and_clocks_that_differ_are_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    guard._said.clear()
    with pytest.raises(TokenUnusable, match="“sub” is too long, or holds a space"):
        rightful_person(claims(sub="uid=Dana Quill,ou=people"))
    with pytest.raises(ClocksApart, match="10 minutes"):
        rightful_person(claims(iat=int(time.time()) + 605))
    assert "Dana" not in caplog.text
    assert caplog.text.count("A sign-in was refused.") == 2


def test_rights_end_at_once_when_the_list_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    rightful_person(claims())
    monkeypatch.setenv("RAPPORT_ALLOWED", "")
    with pytest.raises(NotAllowed):
        rightful_person(claims())


def test_the_app_is_given_what_streamlit_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    auth = sign_in_secrets()["auth"]
    assert isinstance(auth, dict)
    assert auth["redirect_uri"] == "http://localhost:8501/oauth2callback"
    monkeypatch.delenv("RAPPORT_SIGN_IN_PROVIDER")
    assert sign_in_secrets() == {}


def test_where_people_sign_in_there_is_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.web.unlock_routes.lock_of", lambda path: object())
    assert locked_file() is None
    monkeypatch.delenv("RAPPORT_SIGN_IN_PROVIDER")
    assert locked_file() is not None
