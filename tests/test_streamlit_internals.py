"""What we use of Streamlit that it does not promise: all of it named here, with its successor.

An entry fails when the name is gone, and when nothing of ours uses it any more; a use that is not
named here fails too. After an update of Streamlit, read the last column first.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from tests.rig.server import ROOT

INTERNALS: Final = {
    ("streamlit.config", "_main_script_path"): (
        ("components/web/required_settings.py",),
        "an option of `App` for the folder of its settings",
    ),
    ("streamlit.web.server.starlette.starlette_websocket", "is_host_allowed"): (
        ("components/web/origin_check.py",),
        "a check of the host by Streamlit over HTTP too, not over the websocket alone",
    ),
    ("streamlit.runtime.state", "SafeSessionState"): (
        ("components/web/serial_callbacks.py",),
        "a setting that lets callbacks run to their end",
    ),
    ("streamlit.runtime.scriptrunner.script_runner", "ScriptRunner"): (
        ("components/web/serial_callbacks.py",),
        "the same",
    ),
    ("streamlit.runtime", "get_instance"): (
        ("components/web/file_owners.py", "components/web/stream_limits.py"),
        "files for saving that are given to their own session alone",
    ),
    ("streamlit.runtime", "exists"): (
        ("components/web/file_owners.py", "components/web/stream_limits.py"),
        "the same",
    ),
    ("streamlit.runtime.media_file_manager", "MediaFileManager"): (
        ("components/web/file_owners.py",),
        "the same",
    ),
    ("streamlit.runtime.secrets", "SecretsValue"): (
        ("components/web/sign_in_guard.py",),
        "settings for signing in that are given to `App`",
    ),
    ("streamlit.web.server.starlette.starlette_server_config", "USER_COOKIE_NAME"): (
        ("components/web/sign_in_guard.py", "components/web/headers.py"),
        "a way to ask who signed in, from a route of one's own",
    ),
    ("streamlit.web.server.starlette.starlette_websocket", "_get_signed_cookie_with_chunks"): (
        ("components/web/sign_in_guard.py",),
        "the same",
    ),
    ("streamlit.components.v2.get_bidi_component_manager", "get_bidi_component_manager"): (
        ("components/widgets/browser_script.py",),
        "`st.components.v2.component` taking a folder that is served",
    ),
    ("streamlit.components.v2.manifest_scanner", "ComponentConfig"): (
        ("components/widgets/browser_script.py",),
        "the same",
    ),
    ("streamlit.components.v2.manifest_scanner", "ComponentManifest"): (
        ("components/widgets/browser_script.py",),
        "the same",
    ),
    ("streamlit.proto.BackMsg_pb2", "BackMsg"): (
        ("components/web/stream_limits.py",),
        "limits of Streamlit's own for what a browser sends",
    ),
}
"""Module and name: the files that use it, and what would take its place."""

MEMBERS: Final = {
    "components/web/serial_callbacks.py": ("_maybe_handle_execution_control_request", "_state"),
    "components/web/file_owners.py": (
        *("_lock", "_files_by_session_and_coord", "_deferred_callables"),
        *("_session_mgr", "_user_info"),
    ),
    "components/web/required_settings.py": ("_main_script_path",),
    "components/web/stream_limits.py": ("_uploaded_file_mgr",),
}
"""Private members, read from what Streamlit hands out."""

TYPES_ONLY: Final = {
    "streamlit.delta_generator",
    "streamlit.navigation.page",
    "streamlit.elements.lib.column_types",
    "streamlit.elements.lib.mutable_expander_container",
}
"""Modules of which only types are used: mypy says when they move."""


def ours() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("components", "pages"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))
    yield "app.py", ast.parse(Path(ROOT, "app.py").read_text("utf-8"))


def imported() -> set[tuple[str, str, str]]:
    """Return what is imported from inside Streamlit: module, name, and our file."""
    return {
        (node.module, alias.name, file)
        for file, tree in ours()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if node.module.startswith("streamlit.")
        and node.module not in TYPES_ONLY
        and not node.module.endswith(".starlette")
    }


def test_every_import_from_inside_streamlit_is_named_here() -> None:
    named = {
        (module, name, file) for (module, name), (files, _) in INTERNALS.items() for file in files
    }
    assert imported() - named == set()


@pytest.mark.parametrize(("module", "name"), INTERNALS)
def test_what_is_named_here_is_there_and_used(module: str, name: str) -> None:
    files, successor = INTERNALS[module, name]
    assert hasattr(import_module(module), name), f"gone; look for {successor}"
    for file in files:
        assert name in (ROOT / file).read_text("utf-8"), f"{file} does not use it any more"


def test_every_private_member_that_is_read_is_named_here() -> None:
    imports_streamlit = {file for _, _, file in imported()} | set(MEMBERS)
    for file, tree in ours():
        if file not in imports_streamlit:
            continue
        read = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr.startswith("_")
            and not node.attr.startswith("__")
            and not (isinstance(node.value, ast.Name) and node.value.id == "self")
        }
        used = {name for name in MEMBERS.get(file, ()) if name in (ROOT / file).read_text("utf-8")}
        assert read <= used, file
        assert used == set(MEMBERS.get(file, ())), file
