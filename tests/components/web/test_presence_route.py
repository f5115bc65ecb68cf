"""Whether what a browser shows may still be shown: yes or no, and nothing else."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.web import presence_route
from components.web.presence_route import PATH, presence_routes


@pytest.mark.parametrize(("here", "status"), [(True, 204), (False, 403)])
def test_it_says_yes_or_no(monkeypatch: pytest.MonkeyPatch, *, here: bool, status: int) -> None:
    monkeypatch.setattr(presence_route, "may_be_here", lambda cookies: here)
    answer = TestClient(Starlette(routes=presence_routes())).get(PATH)
    assert (answer.status_code, answer.content) == (status, b"")
    assert answer.headers["cache-control"] == "no-store"
