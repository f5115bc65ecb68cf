import io
import json
import logging
import sys
import threading
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
    keep_content_out_of_log()
    yield
    logging.setLogRecordFactory(factory)
    threading.excepthook, sys.excepthook = hooks


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
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    monkeypatch.setattr(logging.root, "handlers", [handler])
    monkeypatch.setattr(logging.root.manager, "loggerDict", {})
    log_as_json()
    logging.getLogger("rapport.somewhere").error("Not saved\n“x”", exc_info=failure())
    [line] = told.getvalue().splitlines()
    said = json.loads(line)
    assert said.pop("message").startswith("Not saved\n“x”: ValueError at tests/")
    assert datetime.fromisoformat(said.pop("time")).tzinfo == UTC
    assert said == {"level": "error", "logger": "rapport.somewhere"}
    assert MARKER not in line
