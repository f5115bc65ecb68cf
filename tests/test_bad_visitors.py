"""Who should not be here, or sends what nobody should: refused quietly, and nobody else notices."""

import http.client
import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import httpx2
import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from websockets.exceptions import InvalidStatus

from tests.rig.journey import ALLOWED, Journey, Somebody, at
from tests.rig.provider import settings
from tests.rig.server import Server, free_port, open_stream, said, started, visit

ALICE, MALLORY = Somebody("alice"), Somebody("mallory")
MARKER = "a most private sentence"
MANY = 300


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server where people sign in, with a note of alice's."""
    port = free_port()
    env = settings("http://localhost:1", port) | {"RAPPORT_ALLOWED": ALLOWED}
    with started(tmp_path_factory.mktemp("hosted"), env=env, port=port) as server:
        with at(server.url, ALICE) as alice:
            alice.begin_note()
            alice.type(MARKER)
            alice.save()
            assert alice.was_saved()
        yield server


@pytest.fixture(autouse=True)
def nobody_else_notices(hosted: Server) -> Iterator[None]:
    """Whatever happens in a test, alice goes on, and the log holds nothing of hers."""
    yield
    with at(hosted.url, ALICE) as alice:
        alice.go("notes")
        assert alice.shows(MARKER)
    assert MARKER not in hosted.logged()


def sees_the_way_in_alone(window: Journey) -> None:
    """Also where the page says what is wrong with the token, in place of the first sentence."""
    for page in ("", "notes", "my-data", "share"):
        window.go(page)
        ways = ("can be read once you are signed in", "Sign out, then sign in again")
        assert any(window.shows(way) for way in ways)
        assert not window.shows(MARKER)


@pytest.mark.parametrize(
    "changed",
    [
        {"iat": int(time.time()) - 13 * 3600},
        {"iat": int(time.time()) + 3600},
        {"origin": "https://notes.example"},
        {"iss": "ftp://elsewhere"},
        {"sub": ""},
    ],
    ids=["expired", "from the future", "of another server", "of no issuer", "of nobody"],
)
def test_a_token_that_does_not_count_shows_the_way_in(
    hosted: Server, changed: dict[str, Any]
) -> None:
    with at(hosted.url, ALICE, **changed) as window:
        sees_the_way_in_alone(window)


def test_a_token_signed_by_somebody_else_shows_the_way_in(hosted: Server) -> None:
    with patch("tests.rig.journey.COOKIE_SECRET", "guessed" * 8), at(hosted.url, ALICE) as window:
        sees_the_way_in_alone(window)


def test_who_is_in_no_group_of_the_list_is_told_so(hosted: Server) -> None:
    with at(hosted.url, MALLORY, groups=["others"]) as window:
        window.go("notes")
        assert window.shows("nobody has let you in here")


def test_without_a_cookie_there_is_only_the_way_in(hosted: Server) -> None:
    assert "can be read once you are signed in" in said(visit(hosted, "notes"))


def test_headers_that_name_somebody_are_not_believed(hosted: Server) -> None:
    named = dict.fromkeys(("X-Forwarded-User", "X-Forwarded-Email", "Remote-User"), "alice")
    answer = httpx2.get(f"{hosted.url}/media/any.json", headers=named)
    assert answer.status_code == 403


def test_another_page_opens_no_websocket_also_with_the_cookie(hosted: Server) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        open_stream(hosted, "http://localhost:1")


def test_two_hundred_megabytes_are_refused_before_they_are_sent(hosted: Server) -> None:
    with at(hosted.url, ALICE) as alice:
        alice.go("my-data")
        begun = next(entry for entry in alice.messages if entry.WhichOneof("type") == "new_session")
        session = begun.new_session.initialize.session_id
        for who in (MALLORY, ALICE):
            token = generate_xsrf_token_string()
            signed = who.cookies(hosted.url)[USER_COOKIE_NAME]
            line = http.client.HTTPConnection("localhost", hosted.port, timeout=20)
            line.putrequest("PUT", f"/_stcore/upload_file/{session}/file")
            line.putheader("Content-Type", "multipart/form-data; boundary=b")
            line.putheader("Content-Length", str(200 * 2**20))
            line.putheader("X-Xsrftoken", token)
            line.putheader("Cookie", f"{USER_COOKIE_NAME}={signed}; _streamlit_xsrf={token}")
            line.putheader("Origin", hosted.url)
            line.endheaders()
            assert line.getresponse().status == 413
            line.close()


def test_many_who_come_in_a_row_are_refused_one_by_one(hosted: Server) -> None:
    for number in range(MANY):
        with pytest.raises(InvalidStatus, match="403"):
            open_stream(hosted, f"http://localhost:{number + 1}")
