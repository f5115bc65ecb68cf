"""Our routes below another address: what of a path is theirs."""

import pytest
from streamlit import config

from components.web.base_path import without_base


@pytest.mark.parametrize(
    ("base", "asked", "left"),
    [
        ("", "/s", "/s"),
        ("notes", "/notes/s", "/s"),
        ("/notes/", "/notes/s/open", "/s/open"),
        ("notes", "/notes", "/"),
        ("notes", "/notes/", "/"),
        ("notes", "/notesome", "/notesome"),
        ("notes", "/s", "/s"),
        ("a/b", "/a/b/fit", "/fit"),
    ],
)
def test_the_base_is_taken_off_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, base: str, asked: str, left: str
) -> None:
    monkeypatch.setattr(config, "get_option", lambda _: base)
    assert without_base({"path": asked}) == left
