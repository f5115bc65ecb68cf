"""No function that takes a text may take longer than the text is long: others wait meanwhile.

Every function of `data` is found by what it takes, private ones too, and run on texts of the kinds
that bad patterns go through again and again.
"""

import contextlib
import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, get_type_hints

import pytest

import components.widgets.as_typed
import data
from data.exports.markdown import markdown_zip
from data.exports.spreadsheet import notes_csv
from data.model.records import Records
from tests.rig.people import a_jot

LONG, SHORT = 100_000, 12_500
PATTERNS: tuple[str, ...] = (
    "\n",
    " ",
    "\t",
    "'",
    '"',
    "1",
    "(",
    "[",
    "a",
    ".",
    "-",
    "=",
    ";",
    "# ",
    "1. ",
    "\n ",
)
PATTERNS += ("- \n", "31.03.2026 ", "a b", "!?", "\u2003", "http://", "**", "’", "&", "\n\r", "x;=")

LEFT_OUT = {
    "data.fit.__main__._print",
    "data.imports.workbook._column",
    "data.home_network._address_towards",
    "data.keeping.links._kept",
    "data.sharing.link_passphrase.kept_phrase",
    "data.vault.open_vaults._server",
}
"""Prints; gets four letters at most; asks the network or a database; is slow by purpose."""

FROM_WHERE = {str: "", date: date(2026, 11, 1)}


def functions() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Return the functions that take a text, as functions of the text alone."""
    names = [found.name for found in pkgutil.walk_packages(data.__path__, "data.")]
    modules = [importlib.import_module(name) for name in names if ".migrations" not in name]
    for module in (*modules, components.widgets.as_typed):
        for name, found in inspect.getmembers(module, inspect.isfunction):
            label = f"{found.__module__}.{name}"
            if found.__module__ != module.__name__ or label in LEFT_OUT:
                continue
            if (call := _of_a_text(found)) is not None:
                yield label, call


def _of_a_text(found: Callable[..., Any]) -> Callable[[str], object] | None:
    given = [
        parameter
        for parameter in inspect.signature(found).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    try:
        hints = get_type_hints(found)
    except NameError:
        return None
    kinds: list[Any] = [hints.get(entry.name) for entry in given]
    if kinds[:1] == [bytes]:
        kinds, encode = [str, *kinds[1:]], True
    else:
        encode = False
    if kinds[:1] != [str] or any(kind not in FROM_WHERE for kind in kinds[1:]):
        return None
    rest = [FROM_WHERE[kind] for kind in kinds[1:]]
    return lambda text: found(text.encode() if encode else text, *rest)


FOUND = dict(functions())


def seconds(call: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    with contextlib.suppress(Exception):  # it may refuse; asked is how long that takes
        call(text)
    return time.process_time() - begun


def test_the_functions_are_found() -> None:
    assert len(FOUND) > 40
    names = {
        "data.markdown_form.escaped",
        "data.formula_guard.guarded",
        "data.model.record.name_key",
    }
    assert names <= FOUND.keys()


@pytest.mark.parametrize("name", FOUND)
def test_no_text_takes_longer_than_it_is_long(name: str) -> None:
    call = FOUND[name]
    for pattern in PATTERNS:
        long = (pattern * LONG)[:LONG]
        assert seconds(call, long[:SHORT]) < 1, pattern
        taken = seconds(call, long)
        # Eight times as long may take eight times as long, and something for the clock.
        if taken > 0.1 and taken > 20 * min(seconds(call, long[:SHORT]) for _ in range(2)):
            taken = min(taken, seconds(call, long))
            short = max(seconds(call, long[:SHORT]) for _ in range(2))
            assert taken < 20 * short + 0.1, (pattern, taken, short)


@pytest.mark.parametrize("write", [markdown_zip, notes_csv])
def test_no_note_holds_an_export_up(write: Callable[[Records], bytes]) -> None:
    for pattern in PATTERNS:
        text = f"x{pattern * LONG}"[:LONG]
        assert seconds(lambda text: write(Records(notes=(a_jot(text),))), text) < 2, pattern
