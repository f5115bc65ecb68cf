"""Daily upkeep at first use: a backup, and deleting what is past its time.

It must never keep somebody from their notes: what fails is told on the page My data, and tried
again at the next use.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.errors import RapportError
from data.keeping.backups import back_up_daily
from data.keeping.links import forget_long_over
from data.keeping.lock import give_backups_the_key_of
from data.model.record import now
from data.vault.vault import Vault

_AGAIN = timedelta(minutes=10)


@dataclass
class _LastUpkeep:
    day: date | None = None
    failed_at: float = 0.0
    sentence: str = ""


_done: dict[Path, _LastUpkeep] = {}


def keep_up(vault: Vault) -> None:
    """Do what is due today, for a vault in a file."""
    path = vault.files.path
    if path is None:
        return
    done = _done.setdefault(path, _LastUpkeep())
    moment = now()
    if done.day == moment.astimezone().date():
        return
    if abs(moment.timestamp() - done.failed_at) < _AGAIN.total_seconds():
        return
    try:
        give_backups_the_key_of(path)
        forget_long_over(vault)
        if vault.forget_removed():
            vault.files.write_back()
        back_up_daily(vault)
    except RapportError as error:
        done.failed_at, done.sentence = moment.timestamp(), error.sentence
    except OSError:
        done.failed_at = moment.timestamp()
        done.sentence = "The folder of the backups cannot be written. Your vault is safe."
    else:
        done.day, done.sentence = moment.astimezone().date(), ""


def what_failed(vault: Path) -> str:
    """Return the sentence of what did not go through lately, "" where all did."""
    return _done.get(vault, _LastUpkeep()).sentence
