"""Keeps the content of records out of the log.

Libraries log what they were sent: an exception's message may quote what a person typed, and an
anonymous request may hold lines that look like ours. Here every log record of the process is made
without that. Of a library's line stays what stands in its source, and numbers; of an exception its
kind, where in our code it happened, and a code that the person saw too.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.errors import RapportError

_HOUSE = Path(__file__).parent.parent.parent

LONGEST = 500
"""Characters of what is put into a line of our own."""

_CALLERS = 10
"""How many callers are looked at for a message: of logging some, then whoever logs."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")

_ABOUT_ITSELF = {
    "Uvicorn running on %s://%s:%d (Press CTRL+C to quit)",
    "Uvicorn running on %s (Press CTRL+C to quit)",
}
"""What a server says of itself when it starts: where it listens."""

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
    clean = _ours if record.name.partition(".")[0] == "rapport" else _theirs
    clean(record)
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg = f"{record.getMessage()}: {described(error)}"
        record.args = ()
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _ours(record: logging.LogRecord) -> None:
    """Let through what our own lines say, on lines of their own."""
    record.msg = _in_place(str(record.msg))
    record.args = _each(record.args, lambda value: _in_place(str(value)[:LONGEST]))


def _theirs(record: logging.LogRecord) -> None:
    """Let through what stands in the source of a library, and numbers. The rest may be anything."""
    if str(record.msg) in _ABOUT_ITSELF:
        return
    if not _stands_in_source(record.msg):
        record.msg = f"Something at {record.module}:{record.lineno}, kept out of the log"
        record.args = ()
    record.args = _each(record.args, lambda value: type(value).__name__)


def _each(args: Any, changed: Callable[[object], str]) -> Any:
    """Return the arguments of a record, all but numbers ``changed``; of an exception its kind."""

    def clean(value: object) -> object:
        if isinstance(value, BaseException):
            return type(value).__name__
        return value if isinstance(value, int | float | None) else changed(value)

    if isinstance(args, Mapping):
        return {key: clean(value) for key, value in args.items()}
    return tuple(clean(value) for value in args) if isinstance(args, tuple) else args


def _stands_in_source(message: object) -> bool:
    """Return whether one of those who log now has this message as a constant, not put together."""
    frame = sys._getframe(1)  # noqa: SLF001 - there is no public way without reading the sources
    for _ in range(_CALLERS):
        if isinstance(message, str) and message in frame.f_code.co_consts:
            return True
        if frame.f_back is None:
            break
        frame = frame.f_back
    return False


def _in_place(text: str) -> str:
    """Return a text that moves no cursor and begins no line of the log that is not ours."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def _thread_failed(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None:
        logging.getLogger("rapport").error("A thread ended: %s", described(failure.exc_value))


def _nobody_could_catch(failure: "sys.UnraisableHookArgs") -> None:
    if failure.exc_value is not None:
        logging.getLogger("rapport").error("Something failed: %s", described(failure.exc_value))


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
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        handler.setFormatter(_AsJson())


def keep_content_out_of_log() -> None:
    """Make it so for this process, whoever logs."""
    logging.setLogRecordFactory(_without_content)
    threading.excepthook = _thread_failed
    sys.excepthook = _program_failed
    sys.unraisablehook = _nobody_could_catch
    logging.captureWarnings(capture=True)
