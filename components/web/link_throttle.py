"""Throttle for wrong links: how many an address tried in the last minute, in memory."""

import ipaddress
import time
from collections import deque

WITHIN = 60.0
"""Seconds."""

_MANY = 10_000
"""Addresses that are remembered at most; beyond that all are forgotten."""


class WrongLinks:
    """Counts wrong links by address. Right ones are never counted: nobody can shut others out."""

    def __init__(self) -> None:
        self._tried: dict[str, deque[float]] = {}
        self._swept = time.monotonic()

    def too_many(self, address: str, most: int) -> bool:
        """Note one wrong link; return whether there were more than ``most`` within a minute."""
        now = time.monotonic()
        if now - self._swept >= WITHIN or len(self._tried) > _MANY:
            self._forget(now)
        times = self._tried.setdefault(network_of(address), deque(maxlen=most + 1))
        times.append(now)
        return len(times) > most and now - times[0] < WITHIN

    def had_enough(self, address: str, most: int) -> bool:
        """Return whether one more wrong link from there would be too many; notes nothing."""
        times = self._tried.get(network_of(address), ())
        now = time.monotonic()
        return sum(now - at < WITHIN for at in times) >= most

    def _forget(self, now: float) -> None:
        """Drop the addresses of which nothing came for a while, or all where there are too many."""
        lately = {key: at for key, at in self._tried.items() if now - at[-1] < WITHIN}
        self._tried = lately if len(lately) <= _MANY else {}
        self._swept = now


def network_of(address: str) -> str:
    """Return whom an address belongs to: itself in IPv4, in IPv6 the /64 that one person has."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
