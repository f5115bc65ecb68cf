"""What every test stands on: a home of its own, and nothing left open behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data.imports import table_reader
from data.imports.workbook import sheet_of
from data.lock import argon2, wrapped_key
from data.vault.open_vaults import close_vaults

# The same draws at each run, so that what passed here passes elsewhere; “make laws” draws anew.
settings.register_profile("same", derandomize=True)
settings.register_profile("anew", derandomize=False)
settings.load_profile("same")

pytest_plugins = ["tests.rig.database"]

_LAST = (
    *("tests/pages/", "tests/test_s", "tests/test_b"),
    *(f"tests/browser/test_{name}.py" for name in ("axe", "sign_in", "typing", "fit", "notes")),
    "tests/browser/",
)
"""Slow ones last, so that mistakes show early; of those the longest first, so that no process is
left alone with one. After a browser's tests no event loop can be begun in the same process."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "home"
    monkeypatch.setenv("RAPPORT_HOME", str(folder))
    monkeypatch.delenv("RAPPORT_DATABASE_URL", raising=False)
    yield folder
    close_vaults()


@pytest.fixture(autouse=True)
def quick_guesses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess at a passphrase cost next to nothing, but where its cost is what is tested.

    The cost travels with each box and each link, so that other processes open them too.
    """
    if "full_cost" not in request.fixturenames:
        for module in (argon2, wrapped_key):
            monkeypatch.setattr(module, "MEMORY_KIB", 8192)
            monkeypatch.setattr(module, "PASSES", 1)


@pytest.fixture(autouse=True)
def read_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read spreadsheets here, but where it is the process of their own that is tested."""
    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(table_reader, "read_sheet", sheet_of)


@pytest.fixture
def own_process() -> None:
    """Let each spreadsheet be read in a process of its own, as it is for people."""


@pytest.fixture
def full_cost() -> None:
    """Let a guess at a passphrase cost what it costs people."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def late(item: pytest.Item) -> int:
        return next((at for at, part in enumerate(_LAST, 1) if part in item.path.as_posix()), 0)

    items.sort(key=late)
