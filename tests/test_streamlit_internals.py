"""What we use of Streamlit that it does not promise lies in one folder, and is still there.

It fails where a name is gone, where one is used elsewhere, and where a function does not say what
would take its place. After an update of Streamlit, read those lines first.
"""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from tests.rig.server import ROOT

FOLDER: Final = "components/streamlit_internals/"

MEMBERS: Final = {
    "_main_script_path": "streamlit.config",
    "_maybe_handle_execution_control_request": "streamlit.runtime.scriptrunner.script_runner",
    "_state": "streamlit.runtime.state.safe_session_state",
    "_lock": "streamlit.runtime.media_file_manager",
    "_files_by_session_and_coord": "streamlit.runtime.media_file_manager",
    "_deferred_callables": "streamlit.runtime.media_file_manager",
    "_drop_deferred_id": "streamlit.runtime.media_file_manager",
    "_remove_orphaned_deferred_callables": "streamlit.runtime.media_file_manager",
    "_queue": "streamlit.runtime.forward_msg_queue",
    "_scriptrunner": "streamlit.runtime.app_session",
    "_session_mgr": "streamlit.runtime.runtime",
    "_uploaded_file_mgr": "streamlit.runtime.runtime",
    "_user_info": "streamlit.runtime.app_session",
    "_set_auth_cookie": "streamlit.web.server.starlette.starlette_auth_routes",
}
"""Private members that are read, and the module of Streamlit that has them."""

TYPES_ONLY: Final = {
    "streamlit.delta_generator",
    "streamlit.navigation.page",
    "streamlit.elements.lib.column_types",
    "streamlit.elements.lib.mutable_expander_container",
}
"""Modules of which only types are used: mypy says when they move."""

PUBLIC: Final = {"streamlit.starlette", "streamlit.testing.v1"}


def ours() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("components", "pages"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))
    yield "app.py", ast.parse(Path(ROOT, "app.py").read_text("utf-8"))


TREES: Final = dict(ours())


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Return what a module imports from inside Streamlit: module and name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit."):
            module = node.module or ""
            if module not in TYPES_ONLY | PUBLIC:
                yield from ((module, alias.name) for alias in node.names)


def members(tree: ast.Module) -> set[str]:
    """Return the private members of others that a module reads."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
    }


INSIDE: Final = sorted(
    {found for path, tree in TREES.items() if path.startswith(FOLDER) for found in imported(tree)}
)


def test_nothing_else_of_ours_imports_from_inside_streamlit() -> None:
    elsewhere = {path: [*imported(tree)] for path, tree in TREES.items()}
    assert not {
        path: names for path, names in elsewhere.items() if names and not path.startswith(FOLDER)
    }


@pytest.mark.parametrize(("module", "name"), INSIDE)
def test_what_is_imported_is_still_there(module: str, name: str) -> None:
    assert hasattr(import_module(module), name)


@pytest.mark.parametrize("member", MEMBERS)
def test_a_private_member_is_still_there_and_used(member: str) -> None:
    source = inspect.getsource(import_module(MEMBERS[member]))
    assert f"{member}" in source
    assert any(member in members(tree) for path, tree in TREES.items() if path.startswith(FOLDER))


def test_private_members_are_read_in_that_folder_alone_and_named_here() -> None:
    for path, tree in TREES.items():
        if path.startswith(FOLDER):
            assert members(tree) <= set(MEMBERS), path
        else:
            assert not members(tree) & set(MEMBERS) - {"_lock"}, path


def test_each_function_says_what_would_take_its_place() -> None:
    for path, tree in TREES.items():
        if path.startswith(FOLDER) and not path.endswith("__init__.py"):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                    assert "Until " in (ast.get_docstring(node) or ""), f"{path}: {node.name}"
