"""Settings of Streamlit that carry a promise, and the refusal to start without them.

A setting can be overridden from many places (flags, other files); what counts is what is in
force once the server starts, whoever started it.
"""

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from streamlit import config

from components.streamlit_internals.http_server import read_settings_beside
from components.web.exposure import listens_on
from data.errors import PromiseBroken, RapportError

_log = logging.getLogger("rapport")

REQUIRED: Mapping[str, Any] = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.trustedUserHeaders": {},
    "server.unsafeMetricsUserAttributes": [],
    "server.xsrfCookieSameSite": "lax",
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "runner.fastReruns": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "logger.enableRich": False,
    "global.developmentMode": False,
}
"""What must be in force, exactly; the address may also be the one that reach.py allows."""

NOT_EMPTY = ("browser.serverAddress", "server.allowedHosts")
"""Empty, the first makes Streamlit ask the internet for its address; the second lets all in."""


def use_settings_beside(app_file: Path) -> None:
    """Make every launcher read ``.streamlit/config.toml`` beside ``app_file``, from any folder.

    Streamlit looks beside its script, which lies in ``pages/``. Only launchers that know
    ``app.py`` itself would find the file, and the others would run with the defaults.
    """
    read_settings_beside(app_file)


def check_promises() -> None:
    """Raise `PromiseBroken` naming each setting that is not in force."""
    broken = [
        f"{name} must be {required!r}"
        for name, required in REQUIRED.items()
        if not _holds(name, config.get_option(name), required)
    ]
    broken += [f"{name} must be set" for name in NOT_EMPTY if not config.get_option(name)]
    if broken:
        raise PromiseBroken(broken)


def _holds(name: str, in_force: Any, required: Any) -> bool:
    return in_force == required or (name == "server.address" and in_force == listens_on())


@cache
def promises_hold() -> bool:
    """Return whether all are in force; asked at every request, for servers that skip the start."""
    try:
        check_promises()
    except RapportError as error:
        _log.critical(error.sentence)
        return False
    return True
