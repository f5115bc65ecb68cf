"""`make release` in a small repository: it dates, keeps and tags, or changes nothing."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.rig import release as releases
from tests.rig.audit import found
from tests.rig.release import NotReadyError, dated, numbered, release

DAY = date(2026, 12, 1)
CHANGES = "# Changes\n\n## 0.2.0 (not released yet)\n\n- Something.\n\n## 0.1.0 (2026-11-28)\n"


@pytest.mark.parametrize(
    ("changes", "version", "said"),
    [
        (CHANGES, "0.3.0", "does not begin with 0.3.0"),
        (CHANGES.replace("not released yet", "2026-11-30"), "0.2.0", "was released before"),
        (CHANGES.replace("- Something.\n\n", ""), "0.2.0", "says nothing"),
    ],
)
def test_what_is_not_ready_is_said(changes: str, version: str, said: str) -> None:
    with pytest.raises(NotReadyError, match=said):
        dated(changes, version, DAY)


def test_the_heading_gets_its_day_and_the_version_stands_in_one_place() -> None:
    assert "## 0.2.0 (2026-12-01)\n" in dated(CHANGES, "0.2.0", DAY)
    assert "## 0.1.0 (2026-11-28)" in dated(CHANGES, "0.2.0", DAY)
    assert numbered('name = "rapport"\nversion = "0.1.0"\n', "0.2.0").endswith('"0.2.0"\n')
    with pytest.raises(NotReadyError):
        numbered("", "0.2")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with what a release touches; keeping a vault is `tests.released`'s own test."""
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.1.0"\n')
    module = tmp_path / "tests" / "released"
    module.mkdir(parents=True)
    (module.parent / "__init__.py").touch()
    (module / "__init__.py").touch()
    (module / "__main__.py").write_text(
        "import sys, pathlib\nhere = pathlib.Path(__file__).parent / sys.argv[1]\n"
        "here.mkdir()\n(here / 'archive.json').write_text('{}')\n"
    )
    for name, value in (("user.name", "Wren"), ("user.email", "wren@example.org")):
        key = name.replace(".", "_").upper().replace("USER", "")
        for role in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{role}{key}", value)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


def test_it_is_one_commit_with_a_tag_and_what_was_kept(checkout: Path) -> None:
    release(checkout, "0.2.0", DAY)
    names = releases._git(checkout, "show", "--name-only", "--format=%s", "v0.2.0^{commit}")
    assert names.split() == [
        *("Release", "0.2.0", "CHANGELOG.md", "pyproject.toml"),
        "tests/released/0.2.0/archive.json",
    ]
    with pytest.raises(NotReadyError, match="is there already"):
        release(checkout, "0.2.0", DAY)


def test_nothing_is_changed_where_something_is_not_committed(checkout: Path) -> None:
    (checkout / "more.txt").write_text("")
    with pytest.raises(NotReadyError, match="not committed"):
        release(checkout, "0.2.0", DAY)
    assert (checkout / "CHANGELOG.md").read_text() == CHANGES


def test_the_audit_names_a_locked_version_with_a_known_weakness() -> None:
    stored = {"advisories": [{"package": "jinja2", "affected": "<3.1.6", "id": "CVE-2025-27516"}]}
    assert found({"jinja2": "3.1.5"}, stored) == ["jinja2 3.1.5: CVE-2025-27516"]
    assert found({"jinja2": "3.1.6", "altair": "6.3"}, stored) == []
