"""Keeps the content of records out of the log.

An exception's message may quote what a person typed: Streamlit, uvicorn and libraries log it
whole. Here every log record of the process is made without it: what stays is the kind of the
exception, where in our code it happened, and a code that the person saw too.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.errors import RapportError

_HOUSE = Path(__file__).parent.parent.parent

_make_record = logging.getLogRecordFactory()


def code_of(error: BaseException) -> str:
    """Return the short code of an error: the same for the same fault in the same place."""
    return sha256(_where(error).encode()).hexdigest()[:6]


def described(error: BaseException) -> str:
    """Return an error without its message: its kind, its place, its code."""
    return f"{_where(error)} (code {code_of(error)})"


def _where(error: BaseException) -> str:
    # Below the program may lie its .venv; and the program itself may be an installed package.
    ours = [
        f"{path.relative_to(_HOUSE).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if (path := Path(frame.filename)).is_relative_to(_HOUSE)
        and "site-packages" not in path.relative_to(_HOUSE).parts
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(ours)) or 'a place outside Rapport'}"


def _without_content(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _make_record(*args, **kwargs)
    if isinstance(record.args, tuple):
        record.args = tuple(
            type(value).__name__ if isinstance(value, BaseException) else value
            for value in record.args
        )
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg = f"{record.getMessage()}: {described(error)}"
        record.args = ()
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _thread_failed(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None:
        logging.getLogger("rapport").error("A thread ended: %s", described(failure.exc_value))


def _program_failed(_kind: object, error: BaseException, _trace: object) -> None:
    if isinstance(error, KeyboardInterrupt):  # somebody stopped it, and knows that
        return
    sentence = error.sentence if isinstance(error, RapportError) else described(error)
    print(sentence, file=sys.stderr)


class _AsJson(logging.Formatter):
    """One object a line, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON: when (UTC), how grave, who says it, and what."""
        return json.dumps(
            {
                "time": datetime.fromtimestamp(record.created, UTC).isoformat("T", "milliseconds"),
                "level": record.levelname.lower(),
                "logger": record.name,
                "message": record.getMessage(),
            },
            ensure_ascii=False,
        )


def log_as_json() -> None:
    """Write every line that is logged from now on as JSON, with what was refused among them."""
    ours = logging.getLogger("rapport")
    ours.setLevel(logging.INFO)
    known = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    for handler in {handler for logger in known for handler in logger.handlers}:
        handler.setFormatter(_AsJson())


def keep_content_out_of_log() -> None:
    """Make it so for this process, whoever logs."""
    logging.setLogRecordFactory(_without_content)
    threading.excepthook = _thread_failed
    sys.excepthook = _program_failed
