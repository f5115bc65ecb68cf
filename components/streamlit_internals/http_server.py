"""Streamlit's server: the folder of its settings, the hosts it knows, what a browser sends it.

Until `App` takes the folder, and Streamlit checks hosts over HTTP and bounds what is sent.
"""

from pathlib import Path

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # ships no types
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed


def read_settings_beside(app_file: Path) -> None:
    """Have ``.streamlit/config.toml`` read beside this file, unless a launcher said where.

    Until `App` takes the folder of its settings.
    """
    if config._main_script_path is None:  # noqa: SLF001
        config._main_script_path = str(app_file)  # noqa: SLF001


def is_known_host(host: str | None) -> bool:
    """Return whether the server is known under this name.

    Until Streamlit asks it over HTTP too, and not over the websocket alone.
    """
    return is_host_allowed(host)


def files_asked_for(message: bytes) -> int:
    """Return for how many files a message of a browser asks for an address to send them to.

    Until Streamlit bounds that. What cannot be read asks for none: Streamlit says so itself.
    """
    try:
        return len(BackMsg.FromString(message).file_urls_request.file_names)
    except DecodeError:
        return 0
