"""Home network: whether it is open to it, and under which addresses.

The wish is a file in `RAPPORT_HOME`, so that it outlives a restart and is gone with the folder.
Wanting is not enough: who may listen is decided in components/web/exposure.py.
"""

import ipaddress
import socket
from pathlib import Path

from data.errors import VaultReadOnly

_TOWARDS = ("192.0.2.1", "10.255.255.255", "100.100.100.100")
"""Addresses to be asked the way to: the usual way out, private networks, and Tailscale."""

_SHARED = ipaddress.ip_network("100.64.0.0/10")
"""Not private by the letter, and used by Tailscale for private networks."""


def is_wanted(home: Path) -> bool:
    """Return whether the person wants it open to their home network."""
    return _wish(home).exists()


def want(home: Path, *, wanted: bool) -> None:
    """Keep the wish, from the next start on. Raises `VaultReadOnly` where it cannot be kept."""
    try:
        if wanted:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            _wish(home).touch(mode=0o600)
        else:
            _wish(home).unlink(missing_ok=True)
    except OSError:
        raise VaultReadOnly(home) from None


def is_at_home(address: str) -> bool:
    """Return whether this is an address of a private network, and not of this machine alone."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if found.is_loopback or found.is_unspecified:
        return False
    return found.is_private or found in _SHARED


def addresses() -> tuple[str, ...]:
    """Return this machine's addresses in private networks. Asks nobody: no packet is sent."""
    found = dict.fromkeys(_address_towards(there) for there in _TOWARDS)
    return tuple(address for address in found if is_at_home(address))


def _wish(home: Path) -> Path:
    return home / "home-network"


def _address_towards(there: str) -> str:
    # Connecting a UDP socket only chooses the way, and with it the address on this side.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        try:
            link.connect((there, 9))
        except OSError:
            return ""
        address: str = link.getsockname()[0]
        return address
