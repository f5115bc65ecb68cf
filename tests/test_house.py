"""Rules of the house: where modules lie, how they and what is in them are called."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
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

DRAWN_BY = {"imports": "bring", "next_session": "search", "therapist_search": "search"}
"""Pages that draw a subject of another name: its forms and sections are tested where they stand."""

TESTED_IN = {
    # What only a browser shows.
    "components/frame/cover": "browser/test_lock",
    "components/frame/device": "browser/test_menu",
    "components/frame/sign_in": "browser/test_sign_in",
    # What stands on every page is tested on every page.
    "components/frame/beginning": "browser/test_menu",
    "components/frame/lock_gate": "pages/my_data/test_my_data",
    # What Streamlit does not promise is tested through what it is for.
    "components/streamlit_internals/browser_parts": "components/widgets/test_browser_script",
    "components/streamlit_internals/http_server": "components/web/test_stream_limits",
    "components/streamlit_internals/windows": "components/web/test_stream_limits",
    "components/streamlit_internals/sign_in_cookie": "components/web/test_sign_in_cookie",
    # One file in parts, tested by what is written or read as a whole.
    "data/exports/calendar_timezone": "data/exports/test_calendar_file",
    "data/imports/dimension_merge": "data/imports/test_archive_merge",
    "data/imports/markdown_scales": "data/imports/test_own_markdown",
    "data/imports/markdown_sections": "data/imports/test_own_markdown",
    "data/imports/markdown_therapist": "data/imports/test_own_markdown",
    "data/markdown_form": "data/imports/test_own_markdown",
    "data/table_form": "data/imports/test_own_tables",
    "data/fit/left_out": "data/fit/test_answer",
}
"""Modules that have no test file of their name, and the one that tests each; without “.py”."""


def modules(*folders: str) -> list[Path]:
    """Return the Python files below some folders, or the files themselves."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*(ROOT / name for name in folders if name.endswith(".py")), *found]


@dataclass(frozen=True)
class ModuleNames:
    """Names in a module and first lines of its docstrings, each with its line; its imports."""

    bound: tuple[tuple[int, str], ...]
    classes: tuple[tuple[int, str], ...]
    docstrings: tuple[tuple[int, str], ...]
    imports: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "ModuleNames":
        """Read them from a module's text."""
        nodes = [*ast.walk(ast.parse(text))]
        return cls(
            bound=tuple(found for node in nodes for found in bound(node)),
            classes=tuple((n.lineno, n.name) for n in nodes if isinstance(n, ast.ClassDef)),
            docstrings=tuple(found for node in nodes for found in first_line(node)),
            imports=frozenset(name for node in nodes for name in imported(node)),
        )


@cache
def names_in(path: Path) -> ModuleNames:
    """Read a module once for all tests: to parse the whole tree takes seconds."""
    return ModuleNames.of(path.read_text("utf-8"))


Named = Iterable[tuple[str, ModuleNames]]


def named(*folders: str) -> Named:
    """Return each module's path from the top, with what is named in it."""
    return [(path.relative_to(ROOT).as_posix(), names_in(path)) for path in modules(*folders)]


def table(heading: str) -> list[list[str]]:
    """Return the cells of each row of a table in docs/development.md, named by its head."""
    text = (ROOT / "docs/development.md").read_text("utf-8").split(heading)[1].split("\n\n")[0]
    return [line.split("|")[1:-1] for line in text.splitlines()[2:]]


def forbidden() -> set[str]:
    """Return the names that the table of words replaces by others."""
    words = table("| word | means only | instead of |")
    return {name for row in words for name in re.findall(r"`(\w+)`", row[2])}


def bound(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Return the name that is given to something here, with its line."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.lineno, node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.lineno, node.attr
    elif isinstance(node, ast.arg):
        yield node.lineno, node.arg
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.lineno, node.name
    elif isinstance(node, ast.alias) and node.asname:
        yield node.lineno, node.asname


def first_line(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Return the first line of a docstring, with its line."""
    if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        text = ast.get_docstring(node)
        if text:
            yield getattr(node, "lineno", 1), text.splitlines()[0]


def imported(node: ast.AST) -> Iterator[str]:
    """Return the full name of everything that is imported here."""
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_lies_loose_in_components_but_the_two() -> None:
    assert {path.name for path in (ROOT / "components").glob("*.py")} == LOOSE


def misused(modules: Named) -> list[str]:
    """Return where a name stands that the table replaces by others, as file, line and name."""
    words = forbidden()
    return [
        f"{path}:{line} {name}"
        for path, names in modules
        for line, name in names.bound
        if name.strip("_").lower() in words
    ]


def shared_classes(modules: Named) -> list[str]:
    """Return every class whose name another one has too, as file, line and name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, names in modules:
        for line, name in names.classes:
            found[name.strip("_")].append(f"{path}:{line} {name}")
    return [where for those in found.values() if len(those) > 1 for where in those]


def shared_modules(modules: Named) -> list[str]:
    """Return modules of one file name of which none works with the other, by file and line.

    Pages, tests and benches are called like their subject, and some names come back by themselves.
    """
    again = {name for row in table("| module | in every folder |")
             for name in re.findall(r"`(\w+)`", row[0])}  # fmt: skip
    same: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for path, names in modules:
        name = Path(path).stem
        at_home = path.startswith(("pages/", "tests/bench/")) or name.startswith("test_")
        if not at_home and name not in again | {
            "__init__",
            "__main__",
            "conftest",
            "sitecustomize",
        }:
            same[name][path] = names.imports
    return [
        f"{path}:1 is called like {', '.join(other for other in those if other != path)}"
        for those in same.values()
        if len(those) > 1
        for path, imports in those.items()
        if not any(
            dotted(other) in imports or dotted(path) in those[other]
            for other in those
            if other != path
        )
    ]


def dotted(path: str) -> str:
    """Return the name by which the module at a path is imported."""
    return path.removesuffix(".py").replace("/", ".")


def test_the_table_of_words_names_what_they_replace() -> None:
    assert forbidden() >= {"told", "known", "kept", "seen", "place", "shown", "one"}


@pytest.mark.parametrize("folder", [*CODE, "tests"])
def test_one_word_has_one_meaning(folder: str) -> None:
    used = misused(named(folder))
    assert not used, "\n".join(used)


@pytest.mark.parametrize(
    "line",
    [
        "{} = records()",
        "def draw({}: int) -> None: ...",
        "def _{}() -> None: ...",
        "class {}: ...",
        "for {} in notes: ...",
        "self.{} = 1",
        "with asked() as {}: ...",
        "import kinds as {}",
        "{}: int = 0",
    ],
)
def test_each_forbidden_word_is_found_with_its_line(line: str) -> None:
    for word in forbidden():
        names = ModuleNames.of("\n" + line.format(word))
        assert misused([("data/new.py", names)])[0].startswith("data/new.py:2 ")


def test_every_class_has_a_name_of_its_own() -> None:
    found = shared_classes(named(*CODE, "tests"))
    assert not found, "\n".join(found)


def test_two_classes_of_one_name_are_found_with_their_lines() -> None:
    two = [
        ("data/a.py", ModuleNames.of("class Row: ...")),
        ("tests/b.py", ModuleNames.of("\nclass _Row: ...")),
    ]
    assert shared_classes(two) == ["data/a.py:1 Row", "tests/b.py:2 _Row"]


def test_every_module_has_a_name_of_its_own_or_works_with_its_namesake() -> None:
    found = shared_modules(named(*CODE, "tests"))
    assert not found, "\n".join(found)


def test_two_modules_of_one_name_are_found_unless_they_belong_together() -> None:
    nothing, below = ModuleNames.of(""), ModuleNames.of("from data.fit.order import groups")
    strangers = [("data/fit/order.py", nothing), ("components/fit/order.py", nothing)]
    assert [where.split(":")[0] for where in shared_modules(strangers)] == [
        "data/fit/order.py",
        "components/fit/order.py",
    ]
    assert not shared_modules([strangers[0], ("components/fit/order.py", below)])
    assert not shared_modules(
        [("components/a/form.py", nothing), ("components/b/form.py", nothing)]
    )
    assert not shared_modules([("data/fit/fit.py", nothing), ("pages/fit.py", nothing)])


def test_every_docstring_begins_with_words_one_would_search_for() -> None:
    vague = [
        f"{path}:{line} {text}"
        for path, names in named(*CODE)
        for line, text in names.docstrings
        if len(text) >= 100
        or (
            text.split()[0].lower().strip(",:") in QUESTION_OR_PRONOUN
            and not text.startswith(PAGE_NAMES)
        )
    ]
    assert not vague, "\n".join(vague)


def untested(paths: Iterable[str], files: set[str]) -> list[str]:
    """Return the modules for which there is no test file of their name, and none is named."""
    found = []
    for path in paths:
        module = Path(path)
        if module.name == "__init__.py" or "migrations" in module.parts:
            continue
        subject = module.parts[1]
        page = f"tests/pages/{DRAWN_BY.get(subject, subject)}/"
        by_its_page = module.parts[0] == "components" and any(
            name.startswith(page) for name in files
        )
        own = f"{module.parent.as_posix()}/test_{module.stem.strip('_')}"
        named = TESTED_IN.get(path.removesuffix(".py"), own)
        if not by_its_page and files.isdisjoint({f"tests/{own}.py", f"tests/{named}.py"}):
            found.append(path)
    return found


def test_every_module_has_a_test_file_of_its_name() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in modules("tests")}
    paths = [path.relative_to(ROOT).as_posix() for path in modules("components", "data")]
    assert not untested(paths, files), "write one, or name in TESTED_IN which tests it"
    for module, test in TESTED_IN.items():
        assert f"{module}.py" in paths, "it is gone"
        assert untested([f"{module}.py"], files - {f"tests/{test}.py"}), f"{module} has its own now"


def test_a_module_without_a_test_file_is_found_and_a_section_of_a_page_is_not() -> None:
    files = {"tests/data/fit/test_side.py", "tests/pages/notes/test_notes.py"}
    assert (
        untested(["data/fit/side.py", "components/notes/list.py", "data/__init__.py"], files) == []
    )
    alone = ["data/fit/order.py", "data/notes/list.py", "components/widgets/fold.py"]
    assert untested(alone, files) == alone
    assert not untested(["data/fit/__main__.py"], {"tests/data/fit/test_main.py"})
