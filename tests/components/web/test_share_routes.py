"""The doors for readers, asked as a browser asks, each test named after what it prevents."""

import asyncio
import logging
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.web import share_routes as share_doors
from components.web.base_path import BasePath
from components.web.headers import SecurityHeaders
from components.web.link_throttle import WrongLinks
from components.web.share_routes import share_routes
from data.errors import NotJustNow
from data.settings import read_settings
from data.sharing.link_passphrase import is_phrase
from data.sharing.link_store import Readers
from data.sharing.link_tables import readers_engine
from data.sharing.token import door_of, new_token
from data.vault_path import readers_path
from tests.data.sharing.conftest import PAGE, put
from tests.rig.programs import program

WORDS = "seven quiet kettles"


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    monkeypatch.setenv("RAPPORT_LINKS", "true")
    monkeypatch.setattr(share_doors, "_wrong", WrongLinks())
    yield Readers(read_settings())
    readers_engine(read_settings()).dispose()


def asked(method: str, path: str, **more: Any) -> httpx2.Response:
    return asyncio.run(_asked([(method, path, more)]))[0]


async def _asked(requests: list[tuple[str, str, dict[str, Any]]]) -> list[httpx2.Response]:
    app = Starlette(
        routes=share_routes(), middleware=[Middleware(SecurityHeaders), Middleware(BasePath)]
    )
    there = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=there, base_url="http://localhost:8501") as client:
        return await asyncio.gather(
            *(client.request(how, at, **more) for how, at, more in requests)
        )


def opened(token: str, **more: str) -> httpx2.Response:
    return asked("POST", "/s/open", data={"token": token} | more)


def answer_parts(answer: httpx2.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    return answer.status_code, answer.content, sorted(answer.headers.items())


def test_a_link_opens_its_page_also_when_all_of_it_is_pasted(readers: Readers) -> None:
    token = put(readers)
    for given in (token, f"https://host/notes/s#{token}", f"  {token}\n"):
        answer = opened(given)
        assert (answer.status_code, answer.content) == (200, PAGE)
    assert len(readers.page_state(door_of(token)).openings) == 3


def test_whatever_a_link_is_not_open_for_cannot_be_told_apart(readers: Readers) -> None:
    paused, ended, used = put(readers), put(readers), put(readers, most=1)
    over = put(readers, ends_in=timedelta(seconds=-1))
    hidden = put(readers, phrase=WORDS)
    readers.pause(door_of(paused), paused=True)
    readers.pause(door_of(hidden), paused=True)
    readers.end([door_of(ended)])
    assert opened(used).status_code == 200
    tokens = [new_token(), "", "x" * 5_000, "\x00", paused, ended, used, over, hidden]
    answers = [answer_parts(opened(token)) for token in tokens]
    answers += [answer_parts(opened(token, phrase=WORDS)) for token in (tokens[0], paused, hidden)]
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 404


def test_one_way_is_gone_for_all_of_them(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    paused, unknown = put(readers, phrase=WORDS), new_token()
    readers.pause(door_of(paused), paused=True)
    steps: list[str] = []
    for name in ("unseal", "is_phrase"):
        true = getattr(share_doors, name)

        def noted(*given: Any, name: str = name, true: Any = true) -> Any:
            steps.append(name)
            return true(*given)

        monkeypatch.setattr(share_doors, name, noted)
    ways = []
    for token in (paused, unknown):
        steps.clear()
        opened(token, phrase=WORDS)
        ways.append(list(steps))
    assert ways[0] == ways[1]
    assert set(ways[0]) == {"unseal", "is_phrase"}


def test_twenty_at_once_get_a_page_for_one_exactly_once(readers: Readers) -> None:
    token = put(readers, most=1)
    requests = [("POST", "/s/open", {"data": {"token": token}})] * 20
    statuses = [answer.status_code for answer in asyncio.run(_asked(requests))]
    assert sorted(statuses) == [200] + [404] * 19


def test_looking_for_a_preview_uses_nothing_up(readers: Readers) -> None:
    token = put(readers, most=1)
    for path in ("/s", f"/s?token={token}", "/s/open", f"/s/open?token={token}"):
        for method in ("GET", "HEAD"):
            assert PAGE not in asked(method, path).content
    assert readers.page_state(door_of(token)).openings == ()
    assert opened(token).status_code == 200


def test_no_parameter_counts_but_token_and_passphrase(readers: Readers) -> None:
    token = put(readers)
    plain = opened(token)
    assert answer_parts(opened(token, version="0", door="x", filter="' OR 1=1 --")) == answer_parts(
        plain
    )
    assert asked("POST", f"/s/open?token={token}").status_code == 404
    assert asked("POST", "/s/open", json={"token": token}).status_code == 404


def test_every_way_in_asks_for_the_passphrase(readers: Readers) -> None:
    token = put(readers, phrase=WORDS, most=2)
    question = opened(token)
    assert question.status_code == 403
    assert b"A passphrase is needed" in question.content
    for given in ("", "wrong words"):
        answer = opened(token, phrase=given)
        assert answer.status_code == 403
        assert PAGE not in answer.content
    assert opened(token, phrase=WORDS).content == PAGE
    outcomes = [outcome for _, outcome in readers.page_state(door_of(token)).openings]
    assert outcomes == ["wrong passphrase", "opened"]
    assert readers.page_state(door_of(token)).left == 1


def test_five_wrong_passphrases_and_it_rests_for_the_right_one_too(readers: Readers) -> None:
    token = put(readers, phrase=WORDS)
    for _ in range(5):
        assert b"not the passphrase" in opened(token, phrase="wrong words").content
    answer = opened(token, phrase=WORDS)
    assert b"Wait 15 minutes" in answer.content
    assert PAGE not in answer.content


def test_an_ended_link_is_refused_also_from_a_page_that_was_open_already(
    readers: Readers,
) -> None:
    token = put(readers, phrase=WORDS)
    assert opened(token).status_code == 403  # the question for the passphrase stands open
    readers.end([door_of(token)])
    assert opened(token, phrase=WORDS).status_code == 404


def test_after_too_many_wrong_links_only_right_ones_are_answered(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_WRONG_LINKS", "3")
    token = put(readers)
    statuses = [opened(new_token()).status_code for _ in range(5)]
    assert statuses == [404, 404, 404, 429, 429]
    assert opened(token).status_code == 200


def test_no_token_is_in_the_log(readers: Readers, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = put(readers, phrase=WORDS)
    opened(token)
    opened(token, phrase=WORDS)
    opened(new_token())
    assert token not in caplog.text
    assert door_of(token) not in caplog.text
    assert WORDS not in caplog.text


def test_switched_off_no_link_opens(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    token = put(readers)
    monkeypatch.setenv("RAPPORT_LINKS", "false")
    assert answer_parts(opened(token)) == answer_parts(opened(new_token()))


def test_far_too_many_fields_are_no_link(readers: Readers) -> None:
    fields = {f"field{number}": "x" for number in range(30)}
    assert answer_parts(opened(put(readers), **fields)) == answer_parts(opened(new_token()))


def test_far_too_much_is_refused_without_being_read(readers: Readers) -> None:
    assert opened("x" * 100_000).status_code == 404


def test_a_store_that_gives_way_uses_nothing_up(readers: Readers, home: Any) -> None:
    token = put(readers, most=1)
    readers_engine(read_settings()).dispose()
    store = readers_path(read_settings().home)
    aside = store.with_name("aside")
    for file in store.parent.glob("links.db*"):
        file.rename(file.with_name(file.name.replace("links.db", "aside")))
    store.write_bytes(b"no database at all" * 1000)
    answer = opened(token)
    assert answer.status_code == 503
    assert b"not used up" in answer.content
    readers_engine(read_settings()).dispose()
    store.unlink()
    for file in aside.parent.glob("aside*"):
        file.rename(file.with_name(file.name.replace("aside", "links.db")))
    assert opened(token).content == PAGE


@pytest.mark.parametrize("path", ["/s", "/s/open"])
def test_the_pages_load_nothing_tell_nobody_and_are_kept_nowhere(
    readers: Readers, path: str
) -> None:
    token = put(readers)
    answer = asked("GET", "/s") if path == "/s" else opened(token)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "set-cookie" not in answer.headers
    assert b"og:" not in answer.content


def test_robots_are_asked_to_stay_away() -> None:
    assert asked("GET", "/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_below_another_address_it_works_as_well(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.web.base_path.base_path", lambda: "/notes")
    monkeypatch.setattr(share_doors, "base_path", lambda: "/notes")
    monkeypatch.setattr("components.web.html_page.base_path", lambda: "/notes")
    door = asked("GET", "/notes/s")
    assert b'action="/notes/s/open"' in door.content
    assert "unsafe" not in door.headers["content-security-policy"]
    token = put(readers)
    assert asked("POST", "/notes/s/open", data={"token": token}).content == PAGE
    assert asked("GET", "/notes/s/open").headers["location"] == "/notes/s"
    assert asked("GET", "/notes/elsewhere").status_code == 404


def test_nothing_behind_these_doors_can_reach_a_vault() -> None:
    """In a process of its own: whatever they load, no vault is among it."""
    command = program("loaded_modules", "components.web.share_routes")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    within = ("data.vault.", "data.fit", "data.keep")
    assert not [name for name in done.stdout.split() if name.startswith(within)]


def test_whoever_only_guesses_makes_no_work_after_the_first_few(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_WRONG_LINKS", "3")
    token = put(readers, phrase=WORDS)
    work: list[Any] = []

    def counted(*given: Any) -> bool:
        work.append(given)
        return is_phrase(*given)

    monkeypatch.setattr(share_doors, "is_phrase", counted)
    statuses = [opened(new_token(), phrase="x").status_code for _ in range(8)]
    assert statuses == [404] * 3 + [429] * 5
    assert len(work) == 3, "each once, and none once it was too many"
    assert opened(token, phrase=WORDS).content == PAGE, "a right one opens all the same"


def test_too_busy_to_look_at_a_passphrase_uses_nothing_up(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = put(readers, phrase=WORDS, most=1)

    def busy(*_: object) -> bool:
        raise NotJustNow

    with monkeypatch.context() as patched:
        patched.setattr(share_doors, "is_phrase", busy)
        for _ in range(8):
            answer = opened(token, phrase=WORDS)
            assert (answer.status_code, b"was not used up" in answer.content) == (503, True)
    assert readers.page_state(door_of(token)).openings == ()
    assert opened(token, phrase=WORDS).content == PAGE


def test_a_passphrase_set_with_other_blanks_or_many_units_can_be_typed(readers: Readers) -> None:
    for given, typed in (
        ("seven\N{NO-BREAK SPACE}quiet kettles", "seven quiet kettles"),
        ("\N{GRINNING FACE}" * 600, "\N{GRINNING FACE}" * 600),
        ("é" * 600, "e\N{COMBINING ACUTE ACCENT}" * 600),
    ):
        token = put(readers, phrase=given)
        assert b"maxlength" not in opened(token).content.split(b"<form")[1]
        assert opened(token, phrase=typed).content == PAGE


def test_being_loaded_a_link_opens_nothing_by_itself(readers: Readers) -> None:
    assert b".submit()" not in asked("GET", "/s").content
