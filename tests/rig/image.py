"""The image without Docker: `python -m tests.rig.image`, as root on Debian, some minutes.

Each step of the Dockerfile is run in a fresh root made of Debian's packages, which stand in for
the image it begins with. Then it is started as its user, with a root that cannot be written to, a
small /tmp and no network but its own, and every page of it is opened in Chromium. Packages come
from where this machine has its own: pip fetches wheels out here, apt is lent its settings.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rig.dockerfile import BuildStep, Stage, context, stages
from tests.rig.image_walk import walk
from tests.rig.programs import program_text
from tests.rig.server import ROOT

BASE = {"python:3.11-slim-bookworm": ("bookworm", "python3,python3-venv,ca-certificates")}
"""For an image that the Dockerfile begins with: the release and packages of Debian in its place."""

TOOLS = ("mmdebstrap", "bwrap", "nsenter")
KEEP = ROOT / ".venv" / "image"
"""Where the base and the wheels are kept for the next time."""

SMALL = 16 * 1024 * 1024
"""Bytes that fit into the /tmp it runs with."""

_ONLY_HERE = ["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"]


@dataclass(frozen=True)
class Running:
    """The image as it runs. ``pid``: of its first process, as seen from here; ``log``: a file."""

    pid: int
    log: Path

    def inside(self, *command: str) -> list[str]:
        """Return a command that runs in there."""
        every = ["--mount", "--net", "--pid", "--ipc", "--uts"]
        return ["nsenter", f"--target={self.pid}", *every, "env", "--chdir=/app", *command]

    def beside(self, *command: str) -> list[str]:
        """Return a command that runs out here, and reaches only what is in its network."""
        return ["nsenter", f"--target={self.pid}", "--net", *command]


def base(image: str) -> Path:
    """Return Debian in the place of an image, as an archive; made once."""
    suite, packages = BASE[image.partition("@")[0]]
    archive = KEEP / f"{suite}.tar"
    if not archive.exists():
        print(f"Making a root of Debian {suite}; this takes a minute, once.", flush=True)
        partial = archive.with_suffix(".partial.tar")
        sources = [str(path) for path in Path("/etc/apt/sources.list.d").glob("*.sources")]
        with_only = ["--variant=apt", f"--include={packages}", "--quiet"]
        _run("mmdebstrap", *with_only, suite, str(partial), *sources or ["/etc/apt/sources.list"])
        partial.replace(archive)
    return archive


def wheels() -> Path:
    """Return the folder of what the lock names, fetched out here and checked against it."""
    folder = KEEP / "wheels"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download"]
    asked = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--python-version", "3.11"]
    lock = ["--requirement", str(ROOT / "requirements.lock"), "--dest", str(folder)]
    _run(*pip, *asked, *lock)
    return folder


class Build:
    """The steps of the Dockerfile, done one after the other below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._wheels = wheels()
        self._files = context()

    def done(self) -> tuple[Path, Stage]:
        """Do all; return the root of the last stage, and what it says of itself."""
        made = [(self._stage(number, stage), stage) for number, stage in enumerate(stages())]
        return made[-1]

    def _stage(self, number: int, stage: Stage) -> Path:
        root = self._folder / (stage.name or str(number))
        root.mkdir()
        _run("tar", "--extract", f"--file={base(stage.base)}", f"--directory={root}")
        (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")  # as that image names it
        where, seconds = "/", time.monotonic()
        for step in stage.steps:
            match step.word:
                case "WORKDIR":
                    where = step.rest
                    (root / where.lstrip("/")).mkdir(parents=True, exist_ok=True)
                case "RUN":
                    print(f"RUN {step.rest[:70]}…", flush=True)
                    self._run_in(root, where, step.rest)
                case "COPY":
                    self._copy(step, root / where.lstrip("/"))
                case "ARG" | "LABEL" | "ENV" | "USER" | "VOLUME" | "EXPOSE" | "HEALTHCHECK" | "CMD":
                    pass  # says how it is run
                case unknown:
                    raise NotImplementedError(unknown)
        print(f"{stage.name or 'the image'}: {time.monotonic() - seconds:.0f} s", flush=True)
        return root

    def _run_in(self, root: Path, where: str, command: str) -> None:
        lent = [
            word
            for path in ("/etc/apt", "/etc/resolv.conf", "/etc/ssl")
            for word in ("--ro-bind-try", path, path)
        ]
        offline = ["--setenv", "PIP_NO_INDEX", "1", "--setenv", "PIP_FIND_LINKS", "/wheels"]
        way = ["--setenv", "PATH", "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"]
        wheels = ["--ro-bind", str(self._wheels), "/wheels"]
        bare = [
            "--dev",
            "/dev",
            "--proc",
            "/proc",
            "--perms",
            "1777",
            "--tmpfs",
            "/tmp",
            "--clearenv",
        ]
        shell = ["--chdir", where, "/bin/sh", "-c", command]
        _run("bwrap", "--bind", str(root), "/", *bare, *lent, *wheels, *offline, *way, *shell)
        (root / "wheels").rmdir()

    def _copy(self, step: BuildStep, where: Path) -> None:
        source, target = step.words()
        if stage := step.flags().get("from"):
            there = self._folder / stage / source.lstrip("/")
            shutil.copytree(there, where / target, symlinks=True)
            return
        for file in self._files:
            name = file.relative_to(ROOT)
            if name == Path(source) or Path(source) in name.parents:
                into = where / target / (name.name if target in {".", "./"} else "")
                if name != Path(source):
                    into = where / target / name.relative_to(source)
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, into)


@contextmanager
def running(root: Path, stage: Stage, volume: Path) -> Iterator[Running]:
    """Start the image as Docker would with `--read-only --tmpfs /tmp --cap-drop ALL`."""
    environment = [
        word for name, value in stage.environment().items() for word in ("--setenv", name, value)
    ]
    home = stage.environment()["RAPPORT_HOME"]
    bare = ["--ro-bind", str(root), "/", "--dev", "/dev", "--proc", "/proc"]
    places = [
        "--perms",
        "1777",
        "--size",
        str(SMALL),
        "--tmpfs",
        "/tmp",
        "--bind",
        str(volume),
        home,
    ]
    user = stage.last("USER").rest
    nothing = ["--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
    person = ["setpriv", f"--reuid={user}", f"--regid={user}", *nothing]
    reading_end, tell = os.pipe()
    log = volume.parent / "log.txt"
    command = [
        *("bwrap", *bare, *places, *_ONLY_HERE, "--unshare-net", "--clearenv", *environment),
        *("--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin", "--info-fd", str(tell)),
        *("--chdir", stage.last("WORKDIR").rest, *person, *stage.last("CMD").command()),
    ]
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, pass_fds=(tell,))
    os.close(tell)
    with os.fdopen(reading_end) as info:
        pid = int(json.loads(info.read())["child-pid"])
    try:
        yield Running(pid, log)
    finally:
        process.terminate()
        process.wait(20)


def healthy(image: Running, stage: Stage, seconds: float = 40) -> bool:
    """Return whether the image's own health check comes to say yes."""
    check = stage.last("HEALTHCHECK").command()
    command = image.inside(*check)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return True
        time.sleep(1)
    return False


def main() -> int:
    """Build, start, walk; return 1 with what was wrong."""
    if missing := [name for name in TOOLS if shutil.which(name) is None]:
        print(f"This needs {', '.join(missing)}: apt install mmdebstrap bubblewrap.")
        return 1
    if os.geteuid() != 0:
        print("This makes a root of its own and has to be run as root, on Debian.")
        return 1
    KEEP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        root, stage = Build(folder).done()
        faults = [*_walked(root, stage, folder), *_refused(root, stage, folder)]
    print("\n".join(faults) or "The image starts, and every page of it opens.")
    return 1 if faults else 0


def _walked(root: Path, stage: Stage, folder: Path) -> list[str]:
    volume = folder / "one" / "volume"
    volume.mkdir(parents=True, mode=0o700)
    user = int(stage.last("USER").rest)
    os.chown(volume, user, user)
    with running(root, stage, volume) as image:
        if not healthy(image, stage):
            return ["It does not become healthy.", image.log.read_text()]
        faults = walk(image)
        drawn = subprocess.run(
            image.inside(".venv/bin/python", "-c", program_text("drawn_signs")),
            capture_output=True,
            text=True,
            check=False,
        )
        if drawn.stdout.split() != ["True"]:
            faults.append(f"Not every sign has a picture of its own. {drawn.stderr}")
        if any(word in image.log.read_text() for word in ("Traceback", '"level": "error"')):
            faults.append(image.log.read_text())
    return faults


def _refused(root: Path, stage: Stage, folder: Path) -> list[str]:
    """A folder of the host that belongs to somebody else: one sentence, once, and at /healthz."""
    volume = folder / "two" / "volume"
    volume.mkdir(parents=True, mode=0o755)
    sentence = f"may not write to {stage.environment()['RAPPORT_HOME']} as user 10001"
    with running(root, stage, volume) as image:
        time.sleep(8)
        command = image.inside(".venv/bin/python", "-c", program_text("health_answer"))
        answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        faults = [] if sentence in answer else [f"/healthz does not name the folder: {answer}"]
        if image.log.read_text().count(sentence) != 1:
            faults.append(f"The log does not say it once: {image.log.read_text()}")
    return faults


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
