"""What a page asks of Streamlit: calls with their arguments, after all that was decided.

Read by the floor's server too, so it imports nothing that a bare page would not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Origin = tuple[int, ...]
"""Where a container came from: the number of a call, and which one where it returned several.
Empty for the page itself."""

BEGINS, ENDS = "the page's own file begins", "the page's own file ends"
ADDRESS = "query_params"
"""A parameter of the address is set to a value, or taken out."""
COMPONENT = "_bidi_component"
"""What the functions that `st.components.v2.component` returns call."""


@dataclass(frozen=True)
class Call:
    """One call. ``begins``: what the session held for a widget before; empty for nothing."""

    on: Origin
    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    begins: tuple[Any, ...] = ()


@dataclass
class Recording:
    """A page: the pages there are, how they are navigated, all calls in order.

    ``calls``: when it is opened; ``again``: when it runs once more, with fields that are there.
    """

    pages: list[Call] = field(default_factory=list)
    navigation: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    again: list[Call] = field(default_factory=list)


class Labels:
    """A `format_func` without its logic: the labels it gave."""

    def __init__(self, options: Iterable[Any], label: Callable[[Any], str]) -> None:
        self._labels = {option: label(option) for option in options}

    def __call__(self, option: Any) -> str:
        """Return the label of an option."""
        return self._labels.get(option, str(option))


def nothing(*_: object, **__: object) -> bytes:
    """Stand in for callbacks and for what a download would write."""
    return b""
