"""The documents tell the truth: what exists is described, what is described exists."""

import re
import tomllib
from typing import get_args

import pytest
from pydantic import BaseModel

from components.web.required_settings import NOT_EMPTY, REQUIRED
from data.model.archive import archive_schema
from data.model.records import Records
from data.settings import Settings
from data.vault import sqlite
from tests.rig.server import ROOT

DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_setting_is_described() -> None:
    settings = read("docs/settings.md")
    for name in Settings.model_fields:
        assert f"`RAPPORT_{name.upper()}`" in settings
    for name in (*REQUIRED, *NOT_EMPTY):
        assert f"`{name}`" in settings


def test_every_list_of_an_archive_is_described() -> None:
    archive = read("docs/archive.md")
    for name in Records.model_fields:
        assert f"`{name}`" in archive


def test_every_field_of_every_record_says_whether_a_share_reveals_it() -> None:
    sharing = read("docs/sharing.md")
    decided = set(re.findall(r"`([A-Za-z]+\.[a-z_]+)`", sharing))
    models: list[type[BaseModel]] = [Records]
    fields: set[str] = set()
    while models:
        model = models.pop()
        found = {
            other for field in model.model_fields.values() for other in _models(field.annotation)
        }
        models += found
        fields |= {f"{entry.__name__}.{name}" for entry in found for name in entry.model_fields}
    assert decided == fields


def _models(kind: object) -> set[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {kind}
    return {model for part in get_args(kind) for model in _models(part)}


def test_the_published_schema_is_that_of_the_records() -> None:
    """Run `python -c "…archive_schema()…"`, as docs/archive.md says, where this fails."""
    assert (ROOT / "docs/archive-schema.json").read_bytes() == archive_schema()


def test_every_promise_names_tests_that_exist() -> None:
    elsewhere = read("docs/sharing.md").split("| what happened elsewhere")[1].split("\n\n")[0]
    rows = [line for line in read("docs/promises.md").splitlines() if line.startswith("| ")][1:]
    for row in rows + [line for line in elsewhere.splitlines()[2:] if line]:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named, row
        for file, name in named:
            assert f"\ndef {name}(" in read(file), name


def test_the_pragmas_stand_in_the_order_in_which_they_are_set() -> None:
    keeping = read("docs/keeping.md").split("## How it is opened")[1]
    names = [pragma.split()[1] for pragma in sqlite._AFTER_KEY]
    places = [keeping.index(f"`{name} = ") for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_and_path_leads_somewhere(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in link:
            assert (path.parent / link).exists(), link  # type: ignore[attr-defined]
    # A folder for releases is there from the first release on.
    for name in set(re.findall(r"`((?:data|components|tests|pages|docs)/[\w./-]+)`", text)):
        assert (ROOT / name).exists() or name == "tests/released/", name


def test_the_version_stands_first_in_the_changelog() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[1] == version  # type: ignore[index]


@pytest.mark.parametrize("target", re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
def test_every_target_of_make_says_what_it_does(target: str) -> None:
    assert re.search(rf"^# .*\n{target}:", read("Makefile"), re.MULTILINE)
    assert re.search(rf"^\.PHONY:.* {target}\b", read("Makefile"), re.MULTILINE)


def test_the_readme_s_first_screen_shows_both_commands() -> None:
    first = "\n".join(read("README.md").splitlines()[:25])
    assert "make run" in first
    assert "make test" in first
    assert "Without make" in first


def test_the_readme_s_beginning_says_how_each_starts_and_where_the_data_lies() -> None:
    first = read("README.md").split("\n## What it does")[0]
    for way in ("docker run -p 127.0.0.1:8501:8501", "uv run app.py", "pipx install .", "make run"):
        assert way in first
    for word in ("make demo", "**Not for**", "RAPPORT_HOME", "**Backup**", "**Update**"):
        assert word in first
    assert first.count("](docs/pictures/") == 2
