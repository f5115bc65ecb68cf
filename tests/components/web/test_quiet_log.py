import asyncio
import gc
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from components.web.quiet_log import (
    code_of,
    described,
    keep_content_out_of_log,
    log_as_json,
)
from data.errors import NoNotes

MARKER = "a most private sentence"


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    factory, hooks = logging.getLogRecordFactory(), (threading.excepthook, sys.excepthook)
    unraisable = sys.unraisablehook
    keep_content_out_of_log()
    yield
    logging.setLogRecordFactory(factory)
    logging.captureWarnings(capture=False)
    threading.excepthook, sys.excepthook = hooks
    sys.unraisablehook = unraisable


def failure() -> ValueError:
    with pytest.raises(ValueError, match=MARKER) as raised:
        int(f"{MARKER}")
    return raised.value


def test_an_exception_is_logged_without_its_message(caplog: pytest.LogCaptureFixture) -> None:
    error = failure()
    logging.getLogger("streamlit").error("Uncaught app execution", exc_info=error)
    assert MARKER not in caplog.text
    assert "Uncaught app execution: ValueError at tests/components/web/" in caplog.text
    assert f"(code {code_of(error)})" in caplog.text
    assert "Traceback" not in caplog.text


def test_an_exception_given_as_a_value_is_only_named(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("other").warning("failed: %s", failure())
    assert "failed: ValueError" in caplog.text
    assert MARKER not in caplog.text


def test_other_messages_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("other").warning("%(number)d started", {"number": 2})
    assert "2 started" in caplog.text


def test_a_thread_that_fails_says_nothing_private(caplog: pytest.LogCaptureFixture) -> None:
    hook = threading.excepthook
    hook(threading.ExceptHookArgs([ValueError, failure(), None, None]))
    hook(threading.ExceptHookArgs([SystemExit, None, None, None]))
    assert "A thread ended: ValueError at " in caplog.text
    assert MARKER not in caplog.text


def test_a_program_that_fails_says_nothing_private(capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(ValueError, failure(), None)
    sys.excepthook(NoNotes, NoNotes(), None)
    said = capsys.readouterr().err
    assert MARKER not in said
    assert NoNotes().sentence in said


def test_the_code_is_the_same_for_the_same_fault() -> None:
    first, second = failure(), failure()
    assert code_of(first) == code_of(second)
    assert code_of(first) != code_of(KeyError())
    assert "a place outside Rapport" in described(KeyError())


def test_programs_get_one_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    monkeypatch.setattr(logging.root, "handlers", [handler])
    monkeypatch.setattr(logging.root.manager, "loggerDict", {})
    log_as_json()
    logging.getLogger("rapport.somewhere").error("Not saved\n“x”", exc_info=failure())
    [line] = output.getvalue().splitlines()
    said = json.loads(line)
    assert said.pop("message").startswith("Not saved\n“x”: ValueError at tests/")
    assert datetime.fromisoformat(said.pop("time")).tzinfo == UTC
    assert said == {"level": "error", "logger": "rapport.somewhere"}
    assert MARKER not in line


FORGED = "x\n2026-11-28 rapport: all is well\x1b[2J\x9b31m\u2028"


@pytest.mark.parametrize(
    ("message", "given", "logged"),
    [
        ("Session with id %s is already connected", (MARKER,), "Session with id str is already"),
        ("%s waits for %s", ([ValueError(MARKER)], {"why": MARKER}), "list waits for dict"),
        ("%(who)s came %(times)d times", ({"who": MARKER, "times": 3},), "str came 3 times"),
        ("%s: %d of %.1f", (MARKER, 3, 4.5), "str: 3 of 4.5"),
    ],
)
def test_of_a_library_s_line_stays_what_stands_in_its_source(
    caplog: pytest.LogCaptureFixture, message: str, given: tuple[object, ...], logged: str
) -> None:
    # As a library would write them, each a constant of the function that logs.
    lines = {
        "Session with id %s is already connected",
        "%s waits for %s",
        "%(who)s came %(times)d times",
        "%s: %d of %.1f",
    }
    at = {text: text for text in lines}[message]
    source = f"import logging\nlogging.getLogger('library').warning({at!r}, *given)"
    exec(source, {"given": given})
    assert logged in caplog.text
    assert MARKER not in caplog.text


@pytest.mark.parametrize(
    "message",
    [f"it failed: {MARKER}", ValueError(MARKER), [MARKER], f"Task failed\n{MARKER!r}"],
    ids=["put together", "an exception", "a list", "as asyncio does"],
)
def test_what_was_put_together_is_kept_out(
    caplog: pytest.LogCaptureFixture, message: object
) -> None:
    logging.getLogger("library").error(message, exc_info=failure())
    assert MARKER not in caplog.text
    assert "Something at test_quiet_log:" in caplog.text
    assert "ValueError at tests/components/web/" in caplog.text


def test_nobody_forges_a_line(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("streamlit").warning("Refused %s", FORGED)
    logging.getLogger("streamlit").warning("Refused %s", "x" * 2_000_000)
    logging.getLogger("rapport").warning("Refused %s", FORGED + "x" * 2_000_000)
    assert len(caplog.text) < 5_000
    assert "\x1b" not in caplog.text
    assert "\x9b" not in caplog.text
    assert len(caplog.text.splitlines()) == 3 + FORGED.count("\n")


def test_asyncio_and_what_nobody_catches_say_nothing_private(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail() -> None:
        raise ValueError(MARKER)

    async def forget() -> None:
        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        del task
        gc.collect()

    class Broken:
        def __del__(self) -> None:
            raise ValueError(MARKER)

    asyncio.run(forget())
    del_it = Broken()
    del del_it
    gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(MARKER, stacklevel=1)
    assert MARKER not in caplog.text
    assert "Something failed: ValueError at tests/" in caplog.text
    assert caplog.text.count("ValueError at tests/") == 2
    assert "py.warnings" in caplog.text
