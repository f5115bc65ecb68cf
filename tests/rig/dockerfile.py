"""The Dockerfile read as what it is, a list of steps: for making its file system without Docker.

As much of the format as ours needs; a step that is not known is refused, never skipped.
"""

import json
import re
import shlex
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tests.rig.server import ROOT


@dataclass(frozen=True)
class BuildStep:
    """One instruction, such as `RUN`, and what stands behind it on all its lines."""

    word: str
    rest: str

    def flags(self) -> dict[str, str]:
        """Return what is given as `--name=value` first."""
        given = re.match(r"(?:--[\w-]+=\S+\s+)*", self.rest)
        pairs = re.findall(r"--([\w-]+)=(\S+)", given[0]) if given else []
        return dict(pairs)

    def words(self) -> list[str]:
        """Return the rest without its flags, as words."""
        return shlex.split(re.sub(r"^(?:--[\w-]+=\S+\s+)*", "", self.rest))

    def command(self) -> list[str]:
        """Return the words of a command that is written as a JSON list, after any flags."""
        words: list[str] = json.loads(self.rest[self.rest.index("[") :])
        return words


@dataclass
class Stage:
    """What stands between one `FROM` and the next. ``base``: the image it begins with."""

    base: str
    name: str
    steps: list[BuildStep] = field(default_factory=list)

    def last(self, word: str) -> BuildStep:
        """Return the last step of this kind: the one that counts."""
        return [step for step in self.steps if step.word == word][-1]

    def environment(self) -> dict[str, str]:
        """Return what `ENV` sets."""
        pairs = [word for step in self.steps if step.word == "ENV" for word in step.words()]
        return dict(pair.split("=", 1) for pair in pairs)


def stages(file: Path = ROOT / "Dockerfile") -> list[Stage]:
    """Return the stages of a Dockerfile, in order."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    found: list[Stage] = []
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if not line.strip():
            continue
        word, rest = line.split(maxsplit=1)
        if word == "FROM":
            base, *name = rest.split(" AS ")
            found.append(Stage(base, name[0] if name else ""))
        else:
            found[-1].steps.append(BuildStep(word, rest))
    return found


def context(root: Path = ROOT) -> list[Path]:
    """Return the files that the build may copy, by `.dockerignore`."""
    rules = [line for line in (root / ".dockerignore").read_text().splitlines() if line[:1] != "#"]
    allowed = [root / rule[1:] for rule in rules if rule.startswith("!")]
    unwanted = [rule.removeprefix("**/") for rule in rules if rule.startswith("**/")]
    files = [
        file
        for path in allowed
        for file in ([path] if path.is_file() else path.rglob("*"))
        if file.is_file()
    ]
    return [
        file
        for file in files
        if not any(
            fnmatch(part, rule) for part in file.relative_to(root).parts for rule in unwanted
        )
    ]
