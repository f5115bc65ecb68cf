"""Session's values read one by one where a field asks for its own, and read without a look around.

Each slider, list and line of text that is drawn asks Streamlit for a copy of all values of the
session, to look at one of them: a page of fifty fields makes fifty copies of fifty values. And
before each value that is read Streamlit looks whether a newer run waits, which it asks at each
element that is drawn anyway: a page reads two hundred values.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from streamlit.runtime.state import SafeSessionState

_all_values = cast(property, SafeSessionState.filtered_state)


def _value(session: SafeSessionState, key: str) -> Any:
    with session._lock:  # noqa: SLF001 - the public way lets a newer run break this one off
        return session._state[key]  # noqa: SLF001


def _has_value(session: SafeSessionState, key: str) -> bool:
    with session._lock:  # noqa: SLF001
        return key in session._state  # noqa: SLF001


class _Values(Mapping[str, Any]):
    """All values of a session by the keys of their fields, looked up when asked for."""

    def __init__(self, session: SafeSessionState) -> None:
        self._session = session

    def __getitem__(self, key: str) -> Any:
        return _value(self._session, key)

    def __iter__(self) -> Iterator[str]:
        return iter(_all_values.__get__(self._session))

    def __len__(self) -> int:
        return len(_all_values.__get__(self._session))


def read_values_singly() -> None:
    """Make it so for this process.

    Until a field of Streamlit looks up its own value alone, and reading a value is no place at
    which a run is broken off.
    """
    SafeSessionState.filtered_state = property(_Values)  # type: ignore[assignment, method-assign]
    SafeSessionState.__getitem__ = _value  # type: ignore[method-assign]
    SafeSessionState.__contains__ = _has_value  # type: ignore[method-assign]
