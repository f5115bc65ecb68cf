"""Exposure: this machine alone, unless a lock or a sign-in is in front.

Decided at the start, for the socket and the names it is known by, and again at each request: a
lock that was taken off meanwhile closes it to everybody else at once. Where nothing is kept yet,
what guards it is that nothing answers but the page that asks for a passphrase.
"""

import ipaddress
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from streamlit import config

from components.web.unlock_routes import locked_file, unclear_lock
from data import home_network
from data.errors import Unguarded
from data.home_network import is_at_home
from data.settings import Settings, read_settings

THIS_MACHINE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - listened on only behind a lock, and asked again each time

OWN_NAMES = ("localhost", "127.0.0.1", "::1")
"""What this machine calls itself; any other name needs a guard, also on the same machine."""


def listens_on() -> str:
    """Return the address to listen on.

    Raises `Unguarded` when a setting asks for more than this machine and nothing guards it, or why
    that cannot be told. A wish from the page *My data* only waits then.
    """
    settings = read_settings()
    guarded = is_guarded()
    if not guarded and settings.opened_by:
        raise unclear_lock() or Unguarded(settings.opened_by)
    if settings.listen is not None:
        return str(settings.listen)
    return EVERYWHERE if guarded and home_network.is_wanted(settings.home) else THIS_MACHINE


def is_guarded() -> bool:
    """Return whether somebody who reaches the server is asked who they are.

    Where it cannot be told whether there is a lock, nobody can be asked for its passphrase: then
    it is closed to all but this machine.
    """
    return read_settings().signs_in or (unclear_lock() is None and locked_file() is not None)


def use_own_names() -> None:
    """Have Streamlit know the server by the names that follow from where it listens."""
    names = [*OWN_NAMES]
    if listens_on() != THIS_MACHINE:
        names += home_network.addresses()
    if public := read_settings().address:
        names.append(str(urlsplit(public).hostname))
    config.set_option("server.allowedHosts", names)


def is_open_at_home() -> bool:
    """Return whether others in the home network reach it now: wanted, guarded and listening."""
    settings = read_settings()
    # Behind a proxy it is open to whoever that lets in; and a container has a port of its own.
    if settings.address is not None or settings.only_this_machine:
        return False
    elsewhere = config.get_option("server.address") != THIS_MACHINE
    return elsewhere and is_guarded() and _is_wanted(settings)


def lets_in(server: str, host: str) -> bool:
    """Return whether a request may come in by this address of the machine, under this host."""
    here, own = _is_loopback(server), _name(host) in OWN_NAMES
    if here and own:
        return True
    settings = read_settings()
    vouched = own and settings.only_this_machine
    if not (vouched or is_guarded()):
        return False
    return here or (is_at_home(server) and _is_wanted(settings))


def origins(host: str) -> AbstractSet[str]:
    """Return which pages are our own, when the server was called by this host."""
    public = read_settings().address
    if public and _name(host) == urlsplit(public).hostname:
        return {public}
    return {f"http://{host}", f"https://{host}"}


def _is_wanted(settings: Settings) -> bool:
    if settings.listen is not None:
        return not settings.listen.is_loopback
    return home_network.is_wanted(settings.home)


def _is_loopback(server: str) -> bool:
    try:
        return ipaddress.ip_address(server).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
