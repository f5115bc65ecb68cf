"""The package `rapport`, as pipx and uv install it: one folder, and a command that starts it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.rig.server import ROOT, said, started, visit

PROGRAM = ("pages", "components", "data", ".streamlit")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the package in it, built from what git knows."""
    source = tmp_path_factory.mktemp("source")
    folder = tmp_path_factory.mktemp("installed")
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    alone = ["--no-deps", "--no-index", "--no-build-isolation", "--target", str(folder)]
    subprocess.run([*pip, *alone, str(source)], check=True)
    return folder


def tracked() -> set[str]:
    """Return the files that a checkout holds."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(installed / "bin" / "rapport"), *words]
    env = {"PYTHONPATH": str(installed), "HOME": str(installed)}
    return subprocess.run(command, cwd="/", env=env, capture_output=True, text=True, check=False)


def test_nothing_lies_loose_beside_other_packages(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"rapport", "bin"}


def test_it_holds_the_whole_program_and_nothing_else(installed: Path) -> None:
    package = installed / "rapport"
    held = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    held = {name for name in held if not name.endswith(".pyc")}
    wanted = {name for name in tracked() if name.split("/")[0] in PROGRAM}
    assert held == wanted - {".streamlit/secrets.toml"} | {"app.py", "command.py", "setup.py"}


def test_the_command_starts_it_and_every_page_finds_its_files(
    installed: Path, tmp_path: Path
) -> None:
    with started(
        tmp_path, str(installed / "bin" / "rapport"), env={"PYTHONPATH": str(installed)}
    ) as server:
        for page in ("", "fit", "worked-out", "safety", "notes"):
            text = said(visit(server, page, "example=1"))
            assert "Something went wrong" not in text
            assert "does not exist" not in text


def test_its_tools_have_a_word_each(installed: Path) -> None:
    figures = run(installed, "fit", str(ROOT / "data/example/example.json"))
    assert "fits what you need" in figures.stdout
    assert "RAPPORT_DATABASE_URL" in run(installed, "migrate").stderr
    assert "rapport fit ARCHIVE" in run(installed, "--help").stdout
    wrong = run(installed, "fti")
    assert (wrong.returncode, "rapport fit ARCHIVE" in wrong.stderr) == (2, True)


def test_what_it_needs_is_what_requirements_txt_says(installed: Path) -> None:
    metadata = next(installed.glob("*.dist-info/METADATA")).read_text("utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"\nVersion: {version}\n" in metadata
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    names = [line.split("~=")[0].split(">=")[0] for line in lines if line and line[0] != "#"]
    for name in names:
        assert f"\nRequires-Dist: {name.split('[')[0]}" in metadata, name
