"""Rules of the house: where modules lie, how they and what is in them are called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.server import ROOT

CODE = ("app.py", "pages", "components", "data")
LOOSE = {"__init__.py", "session.py", "report_cache.py"}
QUESTION_OR_PRONOUN = {
    *("what", "whether", "who", "whom", "whose", "where", "how", "which", "when", "why"),
    *("it", "they", "he", "she", "we", "you", "this", "that", "these", "those"),
}
PAGE_NAMES = ("How it is worked out", "What if")


def modules(*folders: str) -> list[Path]:
    """Return the Python files below some folders, or the files themselves."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*(ROOT / name for name in folders if name.endswith(".py")), *found]


def trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Return each module with the path it has from the top."""
    for path in modules(*folders):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def forbidden() -> set[str]:
    """Return the names that the table in docs/development.md replaces by others."""
    table = (ROOT / "docs/development.md").read_text("utf-8").split("## One word, one meaning")[1]
    rows = [line.split("|") for line in table.split("\n## ")[0].splitlines() if line[:3] == "| `"]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row[3])}


def bound(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Return each name that is given to something, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname


def first_lines(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Return the first line of every docstring of a module, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "lineno", 1), text.splitlines()[0]


def test_no_module_lies_loose_in_components_but_the_two() -> None:
    assert {path.name for path in (ROOT / "components").glob("*.py")} == LOOSE


def test_the_table_of_words_names_what_they_replace() -> None:
    assert "told" in forbidden()


@pytest.mark.parametrize("folder", CODE)
def test_one_word_has_one_meaning(folder: str) -> None:
    words = forbidden()
    used = [f"{path}:{line} {name}" for path, tree in trees(folder) for line, name in bound(tree)
            if name.lstrip("_") in words]  # fmt: skip
    assert not used, "\n".join(used)


def loops(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Return each name that a loop gives to what it goes over."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            for name in ast.walk(node.target):
                if isinstance(name, ast.Name):
                    yield name.lineno, name.id


def test_what_is_looped_over_is_called_by_its_noun() -> None:
    vague = [f"{path}:{line}" for path, tree in trees(*CODE) for line, name in loops(tree)
             if name == "one"]  # fmt: skip
    assert not vague


def test_every_docstring_begins_with_words_one_would_search_for() -> None:
    vague = [
        f"{path}:{line} {text}"
        for path, tree in trees(*CODE)
        for line, text in first_lines(tree)
        if len(text) >= 100
        or (
            text.split()[0].lower().strip(",:") in QUESTION_OR_PRONOUN
            and not text.startswith(PAGE_NAMES)
        )
    ]
    assert not vague, "\n".join(vague)
