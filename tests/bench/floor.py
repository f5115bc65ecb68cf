"""The floor of the pages: the same calls of Streamlit with the same arguments, and no logic.

`build` writes an app into a folder that is Rapport's own but for its script: the same `app.py`,
the same settings. In its server, `play` makes the recorded calls, through the functions a page
calls. Must never be given what Streamlit made of them.
"""

import gc
import pickle
import shutil
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.widgets.browser_script import part
from tests.bench.calls import ADDRESS, BEGINS, COMPONENT, ENDS, Call, Recording
from tests.rig.server import ROOT

_RECORDED = "recorded.pickle"

_PLAYED = "the page that was played last"

_now = threading.local()


def build(folder: Path, recordings: Mapping[str, Recording]) -> Path:
    """Write the floor of these pages, by the path of their address; return its ``app.py``."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    for recording in recordings.values():
        for page in recording.pages:
            (pages / page.args[0]).write_text(
                "from tests.bench.floor import play\n\nplay()\n", "utf-8"
            )
    (pages / "shell.py").write_text(
        "from tests.bench.floor import play_page\n\nplay_page(__file__)\n", "utf-8"
    )
    (pages / _RECORDED).write_bytes(pickle.dumps(dict(recordings)))
    return Path(shutil.copy(ROOT / "app.py", folder))


def play_page(shell: str) -> None:
    """Do what was recorded of the page that is asked for; to be called by the floor's script."""
    recordings = _recordings(Path(shell).parent / _RECORDED)
    first = next(iter(recordings.values()))
    page = st.navigation(
        [st.Page(*its.args, **its.kwargs) for its in first.pages], **first.navigation
    )
    recording, before = recordings[page.url_path], st.session_state.get(_PLAYED)
    st.session_state[_PLAYED] = page.url_path
    _now.calls = enumerate(recording.again if before == page.url_path else recording.calls)
    _now.made = {}
    play()
    page.run()
    play()


def play() -> None:
    """Make the calls up to the border between the script and the page's own file."""
    for number, call in _now.calls:
        if call.name in {BEGINS, ENDS}:
            return
        for value in call.begins:
            st.session_state.setdefault(call.kwargs["key"], value)
        _now.made[number] = _made(call)


def _made(call: Call) -> Any:
    if call.name == COMPONENT:
        return _component(*call.args, **call.kwargs)
    if call.name == ADDRESS:
        return _write_address(*call.args)
    on: Any = _now.made[call.on[0]] if call.on else st
    for at in call.on[1:]:
        on = on[at]
    return getattr(on, call.name)(*call.args, **call.kwargs)


def _component(name: str, **kwargs: Any) -> Any:
    kwargs.pop("isolate_styles", None)
    return part(name.removeprefix("rapport."))(**kwargs)


def _write_address(name: str, value: str | None) -> None:
    if value is not None:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


@cache
def _recordings(file: Path) -> dict[str, Recording]:
    found: dict[str, Recording] = pickle.loads(file.read_bytes())
    gc.freeze()  # as everything that a server holds for good
    return found
