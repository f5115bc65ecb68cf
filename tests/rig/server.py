"""The real program in a process of its own, and a way to speak to it as a browser does."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ROOT = Path(__file__).parents[2]

LAUNCHERS = {
    "python app.py": [sys.executable, str(ROOT / "app.py")],
    "streamlit run app.py": [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")),
        *("--server.port", "{port}"),
    ],
    "uvicorn app:app": [
        *(sys.executable, "-m", "uvicorn", "app:app", "--app-dir", str(ROOT)),
        *("--lifespan", "on", "--no-access-log", "--port", "{port}"),
    ],
    "make run": ["make", "--silent", "-C", str(ROOT), "run"],
}


@dataclass(frozen=True)
class Server:
    """A running program: where it is, its process and what it logged."""

    port: int
    pid: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def logged(self) -> str:
        return self.log.read_text()


def free_port() -> int:
    with socket.socket() as free_socket:
        free_socket.bind(("127.0.0.1", 0))
        port: int = free_socket.getsockname()[1]
        return port


@contextmanager
def started(
    folder: Path,
    launcher: str = "python app.py",
    more: tuple[str, ...] = (),
    env: dict[str, str] | None = None,
    port: int | None = None,
    base: str = "",
) -> Iterator[Server]:
    """Start the program from ``/`` by one launcher, with its home and its log in ``folder``.

    ``launcher`` may also be the file of another app that is to be started in the same way.
    ``base``: the path below which the app lies.
    """
    folder.mkdir(exist_ok=True)
    port = port or free_port()
    launch = LAUNCHERS.get(launcher, [sys.executable, launcher])
    command = [part.format(port=port) for part in [*launch, *more]]
    given = {"RAPPORT_HOME": str(folder / "home"), "RAPPORT_PORT": str(port), "HOME": str(folder)}
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd="/",
            env=os.environ | given | (env or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(port, process.pid, log)
    try:
        if not wait_until_healthy(server.url + base, process):
            raise DidNotStartError(server.logged())
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


class DidNotStartError(Exception):
    """The program ended by itself; the message is what it logged."""


def wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until a server answers; return False when its process ended or a minute went by."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
            return True
        time.sleep(0.1)
    return False


def open_stream(server: Server, origin: str | None) -> ClientConnection:
    """Open the app's websocket as a page of this origin would."""
    return connect(
        f"ws://localhost:{server.port}/_stcore/stream",
        origin=Origin(origin) if origin is not None else None,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    )


def visit(server: Server, page: str = "", query: str = "") -> list[ForwardMsg]:
    """Open a page as a browser does that was given its address; return all it is told to draw."""
    with open_stream(server, server.url) as stream:
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        stream.send(message.SerializeToString())
        sentences = []
        while True:
            forward_msg = ForwardMsg()
            forward_msg.ParseFromString(stream.recv(timeout=30, decode=False))
            sentences.append(forward_msg)
            if forward_msg.WhichOneof("type") == "script_finished":
                return sentences


def said(messages: list[ForwardMsg]) -> str:
    """Return every text on the page as one."""
    return "\n".join(str(entry.delta) for entry in messages if entry.WhichOneof("type") == "delta")
