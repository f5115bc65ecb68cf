"""While the vault is locked: a page leads to the door, files are refused, Safety is answered."""

from pathlib import Path

import pytest

from tests.components.web.door_client import PAGE, WORDS, browser


def test_without_a_lock_everything_is_answered(vault: Path) -> None:
    assert browser().get("/notes", headers=PAGE).text == "inside"
    assert browser().get("/unlock").headers["location"] == "/"
    assert browser().post("/unlock", data={"passphrase": WORDS}).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/notes", "/my-data", "/unknown"])
def test_a_page_leads_to_the_door(locked: Path, path: str) -> None:
    answer = browser().get(path, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/unlock?to={path}")


@pytest.mark.parametrize(
    "path", ["/media/a.json", "/_stcore/upload_file/a/b", "/safety/x", "/unlock/x", "/sx"]
)
def test_what_is_no_page_is_refused(locked: Path, path: str) -> None:
    for answer in (browser().get(path), browser().post(path)):
        assert answer.status_code == 403
        assert "inside" not in answer.text


@pytest.mark.parametrize("path", ["/safety", "/s", "/s/open", "/static/app.js", "/_stcore/health"])
def test_safety_shares_and_the_program_itself_are_answered(locked: Path, path: str) -> None:
    assert browser().get(path).text == "inside"
