"""Sign-outs: sign-ins that are over, signed out of or too long ago.

A sign-in lives in a cookie, which a browser may show again. That it is over is kept in
`RAPPORT_HOME`, so that every process and every window knows.
"""

import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from data.errors import ClocksApart, VaultReadOnly
from data.model.record import now
from data.sign_in.person import Person

_AHEAD = timedelta(minutes=5)
"""By how much a provider's clock may be ahead of this one."""


def is_over(person: Person, home: Path, hours: int, at: datetime | None = None) -> bool:
    """Return whether this sign-in no longer counts, after ``hours`` or a signing out.

    Raises `ClocksApart` where it is from a moment that has not come yet: signing in once more would
    lead to the same.
    """
    passed = (at or now()) - person.signed_in_at()
    if passed < -_AHEAD:
        raise ClocksApart(round(-passed / timedelta(minutes=1)))
    if passed >= timedelta(hours=hours):
        return True
    return (_folder(home) / person.sign_in).exists()


def end(person: Person, home: Path, hours: int) -> None:
    """Have this sign-in be over, in every window. Raises `VaultReadOnly`; then it is not."""
    folder = _folder(home)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / person.sign_in).touch(mode=0o600)
    except OSError:
        raise VaultReadOnly(folder) from None
    _forget_old(folder, hours)


def _forget_old(folder: Path, hours: int) -> None:
    """Drop what is over by time as well."""
    before = time.time() - hours * 3600 - _AHEAD.total_seconds()
    for path in folder.iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()


def _folder(home: Path) -> Path:
    return home / "signed-out"
