"""Put on the path of a program under test: writes down every host it tries to reach."""

import os
import socket
from typing import Any

_SIGHTINGS = os.environ["WATCHED_HOSTS"]
_connect = socket.socket.connect
_look_up = socket.getaddrinfo


def _write(host: object) -> None:
    with open(_SIGHTINGS, "a", encoding="utf-8") as file:  # noqa: PTH123 - loaded before pathlib
        file.write(f"{host}\n")


def _watched_connect(self: socket.socket, address: Any) -> None:
    _write(address[0] if isinstance(address, tuple) else address)
    _connect(self, address)


def _watched_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
    _write(host)
    return _look_up(host, *args, **kwargs)


_write("watching")
socket.socket.connect = _watched_connect  # type: ignore[assignment, method-assign]
socket.getaddrinfo = _watched_look_up
