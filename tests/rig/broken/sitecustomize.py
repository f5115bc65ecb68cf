"""Put on the path of a program under test: makes the fit model fail with a text in its message."""

import os
from typing import Any

from data.fit import report


def _fail(*_: Any, **__: Any) -> None:
    raise ValueError(os.environ["BROKEN_WITH"])


report.report = _fail  # type: ignore[assignment]
