"""Writes down what a page asks of Streamlit, while the real page runs on the vault at hand.

Only calls that our own code makes are written down, not those that Streamlit makes inside them.
What it does not know how to write down is refused: a floor lower than the page would be no floor.
"""

import inspect
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import MethodType
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from components.frame.navigation import pages_by_address
from tests.bench.calls import (
    ADDRESS,
    BEGINS,
    COMPONENT,
    ENDS,
    Call,
    Labels,
    Origin,
    Recording,
    nothing,
)
from tests.bench.stream import BROWSER
from tests.rig.server import ROOT

HOME = "home.py"
_WHOLE_PAGE = ("set_page_config", "logo")
_DRAWN_ONLY = ("__enter__", "__exit__", COMPONENT)
"""What a page calls although its name says that it is Streamlit's own."""
_FOR_CALLBACKS = {"args", "kwargs"}


class NotRecordedError(Exception):
    """The page failed, or does something that cannot be written down."""


def record(page: str, address: Mapping[str, str]) -> Recording:
    """Return what a page asks for when it is opened with these parameters in its address."""
    app = AppTest.from_file(str(ROOT / "pages/shell.py"), default_timeout=120)
    app.context = dict(BROWSER)
    if page != HOME:
        app.run()  # one cannot go to another page before the first
    for name, value in address.items():
        app.query_params[name] = value
    recording = _recorded(app if page == HOME else app.switch_page(page))
    # Now the session of the floor holds the fields' values itself.
    recording.again = [replace(call, begins=()) for call in _recorded(app).calls]
    if app.exception:
        raise NotRecordedError(f"{page} failed: {app.exception[0].message}")
    return recording


def _recorded(app: AppTest) -> Recording:
    recorder = PageRecorder()
    pages_by_address.cache_clear()  # so that each page is asked for once more
    with recorder.listening():
        app.run()
    return recorder.recording


class PageRecorder:
    """Stands between a page and Streamlit."""

    def __init__(self) -> None:
        self.recording = Recording()
        self._inside = threading.local()
        self._places: dict[int, Origin] = {id(st._main): (), id(st._event): ()}
        self._alive: list[object] = []  # so that no id is given twice

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to every script that runs in this process."""
        with ExitStack() as put_back:
            kinds: list[type[DeltaGenerator]] = [DeltaGenerator, *DeltaGenerator.__subclasses__()]
            for kind in kinds:
                for name, real in _methods(kind):
                    put_back.enter_context(patch.object(kind, name, self._method(name, real)))
            for name, bound in list(vars(st).items()):
                if type(bound) is MethodType and isinstance(bound.__self__, DeltaGenerator):
                    again = getattr(bound.__self__, bound.__name__)
                    put_back.enter_context(patch.object(st, name, again))
            for name in _WHOLE_PAGE:
                whole = self._function(name, getattr(st, name))
                put_back.enter_context(patch.object(st, name, whole))
            for name in ("__setitem__", "__delitem__"):
                writes = self._address(getattr(QueryParamsProxy, name))
                put_back.enter_context(patch.object(QueryParamsProxy, name, writes))
            put_back.enter_context(patch.object(Page, "run", self._run(Page.run)))
            put_back.enter_context(patch.object(st, "navigation", self._navigation(st.navigation)))
            put_back.enter_context(patch.object(st, "Page", self._page))
            yield

    def _method(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def method(on: DeltaGenerator, *args: Any, **kwargs: Any) -> Any:
            if getattr(self._inside, "streamlit", False):
                return real(on, *args, **kwargs)
            number = self._write(self._origin(on, name), name, real, (on, *args), kwargs)
            self._inside.streamlit = True
            try:
                result = real(on, *args, **kwargs)
            finally:
                self._inside.streamlit = False
            self._remember(result, (number,))
            return result

        return method

    def _function(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            self.recording.calls.append(Call((), name, args, kwargs))
            return real(*args, **kwargs)

        return function

    def _address(self, real: Callable[..., None]) -> Callable[..., None]:
        def write(on: QueryParamsProxy, name: str, *value: str) -> None:
            real(on, name, *value)
            self.recording.calls.append(Call((), ADDRESS, (name, *(value or (None,)))))

        return write

    def _page(self, *args: Any, **kwargs: Any) -> Page:
        self.recording.pages.append(Call((), "Page", args, kwargs))
        return Page(*args, **kwargs)

    def _navigation(self, real: Callable[..., Page]) -> Callable[..., Page]:
        def navigation(pages: list[Page], **kwargs: Any) -> Page:
            self.recording.navigation = kwargs
            self.recording.calls.clear()
            return real(pages, **kwargs)

        return navigation

    def _run(self, real: Callable[[Page], None]) -> Callable[[Page], None]:
        def run(page: Page) -> None:
            self.recording.calls.append(Call((), BEGINS))
            try:
                real(page)
            finally:
                self.recording.calls.append(Call((), ENDS))

        return run

    def _write(
        self,
        on: Origin,
        name: str,
        real: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> int:
        key = kwargs.get("key")
        state: Any = {} if name in {COMPONENT, "container"} else st.session_state
        begins = (state[key],) if key and key in state else ()
        bare_args = (None,) * 3 if name == "__exit__" else tuple(map(_bare, args[1:]))
        bare = {key: _bare(value) for key, value in kwargs.items() if key not in _FOR_CALLBACKS}
        if "format_func" in kwargs:
            options = inspect.signature(real).bind(*args, **kwargs).arguments["options"]
            bare["format_func"] = Labels(options, kwargs["format_func"])
        self.recording.calls.append(Call(on, name, bare_args, bare, begins))
        return len(self.recording.calls) - 1

    def _origin(self, on: DeltaGenerator, name: str) -> Origin:
        if id(on) not in self._places:
            raise NotRecordedError(f"{name}() draws into something of unknown origin")
        return self._places[id(on)]

    def _remember(self, result: object, origin: Origin) -> None:
        if isinstance(result, DeltaGenerator):
            self._places[id(result)] = origin
            self._alive.append(result)
        elif isinstance(result, list | tuple):
            for at, entry in enumerate(result):
                self._remember(entry, (*origin, at))


def _methods(kind: type[DeltaGenerator]) -> list[tuple[str, Callable[..., Any]]]:
    """Return what a page may call: for the base class its own and all it inherits."""
    found = inspect.getmembers(kind, inspect.isfunction)
    if kind is not DeltaGenerator:
        found = [(name, member) for name, member in found if name in vars(kind)]
        return [(name, member) for name, member in found if not name.startswith("_")]
    return [(n, member) for n, member in found if not n.startswith("_") or n in _DRAWN_ONLY]


def _bare(value: Any) -> Any:
    """Return an argument without logic in it."""
    return nothing if callable(value) and not isinstance(value, type) else value
