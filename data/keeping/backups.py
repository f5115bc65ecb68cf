"""Backups that happen by themselves: when, and which of them stay."""

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from data.errors import BackupDamaged, BackupGone, VaultDamaged, WrongCode, WrongPassphrase
from data.keeping.repair import mend
from data.lock.keyfile import key_file, scrub, sealed_key
from data.lock.recovery_code import is_code
from data.lock.throttle import INSIDE, counted_try
from data.lock.wrapped_key import Sealed, open_by_code, open_by_passphrase
from data.model.record import now
from data.model.records import Records
from data.vault.backup_files import Backup, Why, backups_of
from data.vault.leftovers import sweep_backups
from data.vault.vault import Vault

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Of how many days, weeks and months the newest backup stays."""

EVENTS = 10
"""How many of those made before an update, an import, a restore or a deletion stay."""


@dataclass(frozen=True)
class Inside:
    """Contents of a backup or an archive, counted; ``newest``: the day of the newest note."""

    therapists: int
    notes: int
    need_versions: int
    newest: date | None


def inside(records: Records) -> Inside:
    """Count what there is."""
    return Inside(
        therapists=len(records.therapists),
        notes=len(records.notes),
        need_versions=len(records.need_profiles),
        newest=max((note.last_day for note in records.notes), default=None),
    )


def back_up_daily(vault: Vault) -> Backup | None:
    """Make today's backup where there is none yet and something to copy."""
    path = vault.files.path
    if path is None or vault.revision() == 0:
        return None
    today = now().astimezone().date()
    if any(_day(backup) == today and backup.why == "daily" for backup in backups_of(path)):
        return None
    made = vault.files.back_up("daily")
    thin_out(path)
    return made


def back_up_before(vault: Vault, why: Why) -> Backup | None:
    """Make a backup before something large; none on PostgreSQL."""
    path = vault.files.path
    if path is None:
        return None
    made = vault.files.back_up(why)
    thin_out(path)
    return made


def unlock_backup(vault: Vault, backup: Path, words: str) -> None:
    """Make a backup that other words locked one of this vault, which opens with it from now on.

    ``words``: the passphrase it was locked with, or the recovery code. Raises `WrongPassphrase`,
    `WrongCode`, `WaitFirst`, `BackupGone` or `BackupDamaged`; then it is as it was.
    """
    sealed = sealed_key(backup)
    if sealed is None:
        raise BackupGone
    with counted_try(backup, INSIDE):
        theirs = _opened(sealed, words)
    vault.files.take_in(backup, theirs)


def _opened(sealed: Sealed, words: str) -> bytes:
    """Open by what was typed, a code or a passphrase, and say which of them it was not."""
    if is_code(words):
        with suppress(WrongCode):
            return open_by_code(sealed, words)
    try:
        return open_by_passphrase(sealed, words)
    except WrongPassphrase:
        wrong = WrongCode if is_code(words) else WrongPassphrase
        raise wrong("this backup") from None


def restore(vault: Vault, backup: Path) -> Backup | None:
    """Put a vault back to what it was in a backup; return the restore point made before.

    A vault that is damaged cannot be copied first: its files are set aside whole, and None is
    returned. Raises a `VaultError`, and leaves the vault as it is, where it does not go through.
    """
    try:
        point = vault.files.back_up("restore point")
    except (VaultDamaged, BackupDamaged):
        path = vault.files.path
        if path is None:  # said already: it has no backups
            raise
        mend(path, backup, vault.files.key_of(backup))
        return None
    vault.files.put_back(backup)
    return point


def thin_out(vault: Path) -> None:
    """Delete the backups that need not stay: of 7 days, 4 weeks and 12 months one each does."""
    found = backups_of(vault)
    stay = survivors(found)
    for copy in found:
        if copy not in stay:
            delete(copy)


def survivors(found: Sequence[Backup], at: datetime | None = None) -> list[Backup]:
    """Return those that stay. ``found``: the newest first. ``at``: the time it is, else now.

    What is dated ahead was made before the clock was set back. It stays and counts for nothing: one
    that is made now would otherwise be the oldest of all, and go.
    """
    moment = at or now()
    ahead = [backup for backup in found if backup.at > moment]
    stay = set(_due(found[len(ahead) :]))
    return [backup for backup in found if backup in stay or backup in ahead]


def _due(found: Sequence[Backup]) -> list[Backup]:
    daily = [backup for backup in found if backup.why == "daily"]
    events = [backup for backup in found if backup.why not in ("daily", "by hand")]
    stay = {
        *_newest_of_each(daily, _day, DAYS),
        *_newest_of_each(daily, lambda backup: _day(backup).isocalendar()[:2], WEEKS),
        *_newest_of_each(daily, lambda backup: (_day(backup).year, _day(backup).month), MONTHS),
        *events[:EVENTS],
    }
    return [backup for backup in found if backup in stay or backup.why == "by hand"]


def delete_all_before(vault: Path, when: datetime) -> int:
    """Delete every backup made before ``when``, as after a deletion; return how many."""
    older = [backup for backup in backups_of(vault) if backup.at < when.astimezone(UTC)]
    for backup in older:
        delete(backup)
    sweep_backups(vault)  # what a killed program left opens with the same key
    return len(older)


def delete(backup: Backup) -> None:
    """Delete one backup and its key."""
    backup.path.unlink(missing_ok=True)
    scrub(key_file(backup.path))  # last: a key alone is swept, should it be broken off here


def _newest_of_each(
    found: Sequence[Backup], of: Callable[[Backup], Hashable], most: int
) -> list[Backup]:
    newest: dict[Hashable, Backup] = {}
    for backup in found:
        newest.setdefault(of(backup), backup)
    return list(newest.values())[:most]


def _day(backup: Backup) -> date:
    return backup.at.astimezone().date()
