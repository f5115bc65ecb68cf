"""Every failure a person can meet, each with its own sentence.

A sentence says what happened, what is safe and what to do. It never contains
the text of a note: messages may end up in a log.

    RapportError
    ├── BadInput                 something given cannot be taken; nothing was changed
    │   ├── BadRecord            one record breaks a rule
    │   ├── NameTaken            two therapists with one code name
    │   ├── DateAhead            a day that has not come yet
    │   ├── NoSuchTime           a time that the clocks leave out
    │   ├── TextUnreadable       no text in any likely encoding
    │   ├── TableError
    │   │   ├── TableUnreadable  neither CSV nor a spreadsheet
    │   │   ├── TableProtected   a spreadsheet that a password closes
    │   │   ├── TableTooLarge
    │   │   ├── TableMustWait
    │   │   └── TableEmpty       no row below the first
    │   └── ArchiveError
    │       ├── ArchiveMissing   no such file, or it may not be read
    │       ├── ArchiveTooLarge
    │       ├── ArchiveDamaged   not readable as JSON
    │       ├── ArchiveForeign   JSON, but of some other program
    │       ├── ArchiveNewer     written by a newer Rapport
    │       ├── ArchiveDiffers   the vault holds other contents under the same ids
    │       └── ArchiveInvalid   a field breaks a rule; names the path to it
    ├── NothingToShow            the fit model has nothing to work on
    │   ├── NoNeeds
    │   └── NoNotes
    ├── Conflict                 somebody was faster
    │   ├── Changed              the record was changed meanwhile
    │   ├── LookChanged          the vault changed since a look at a file
    │   └── Gone                 the record was deleted meanwhile
    ├── LockError                the lock stays as it is
    │   ├── WrongPassphrase
    │   ├── WrongCode
    │   ├── WaitFirst            too many wrong ones; a while has to pass
    │   ├── PassphraseShort
    │   ├── PassphraseLong
    │   ├── NotJustNow           too many are being tried; this one was not looked at
    │   └── LockDiffers          the lock was changed meanwhile
    ├── SignInError              somebody who must not see a vault
    │   ├── NotSignedIn          nobody signed in, or not any more
    │   │   ├── TokenUnusable    the provider's word about somebody names nobody
    │   │   └── ClocksApart      it is from a moment that has not come yet
    │   └── NotAllowed           signed in, and not on the list
    ├── VaultError               the vault cannot be used as it is
    │   ├── VaultLocked
    │   ├── KeyMissing
    │   ├── KeyUnreadable
    │   ├── KeyOutOfReach        the key file cannot be looked at just now
    │   ├── VaultDamaged
    │   ├── VaultMissing         its backups are there, it is not
    │   ├── VaultMoved           while it was open
    │   ├── VaultNewer           made by a newer Rapport
    │   ├── VaultReadOnly
    │   ├── VaultFull
    │   ├── DiskFailing          the disk reports an error
    │   ├── RecordUnreadable     one record in it breaks a rule
    │   ├── VaultHeld            another program has it open
    │   ├── VaultBusy            a second writer took too long
    │   ├── BackupDamaged        a copy of the vault that cannot be used
    │   ├── BackupLocked         a copy of the vault that other words lock
    │   ├── NoBackupHere         PostgreSQL is backed up by who runs it
    │   ├── BackupGone           it is not there any more
    │   ├── VaultUnreachable     PostgreSQL does not answer
    │   │   └── DatabaseRefuses  it answers, and lets nobody in under this address
    │   ├── SchemaDiffers        PostgreSQL holds another version of the tables
    │   └── StillRunning         programs of another version use them
    ├── LinkError                a link for readers; the vault is untouched
    │   ├── LinksUnreachable     what readers need cannot be read or written
    │   ├── LinksNotMade         its tables are not there
    │   └── LinkOver             it has ended meanwhile
    └── SettingsError
        ├── BadSetting           a RAPPORT_* variable breaks a rule
        ├── Unguarded            open beyond this machine, and nothing in front
        ├── ListUnreadable       the list of who may come in
        ├── RoleMissing          a role of PostgreSQL that is not there
        └── PromiseBroken        a setting that carries a promise is not in force
"""

import os
from collections.abc import Sequence
from pathlib import Path


class RapportError(Exception):
    """Base of all failures that are told to the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(RapportError):
    """Something given cannot be taken."""


class BadRecord(BadInput):
    """One record breaks a rule. ``where`` is the path to the field, ``what`` the rule."""

    def __init__(self, where: str, what: str) -> None:
        said = f"“{where}”: {what}" if where else what[:1].upper() + what[1:]
        super().__init__(f"This was not saved. {said}. Everything saved before is unchanged.")
        self.where = where
        self.what = what


class NameTaken(BadInput):
    """Two therapists cannot share a code name."""

    def __init__(self) -> None:
        super().__init__(
            "This was not saved: you already have a therapist with that code name. "
            "Choose another one, or open the one you have."
        )


class DateAhead(BadInput):
    """A note or a profile is dated on a day that has not come yet."""

    def __init__(self) -> None:
        super().__init__(
            "This was not saved: its date is still to come. Choose today or an earlier day."
        )


class NoSuchTime(BadInput):
    """A time of day that the clocks leave out; ``when`` in words."""

    def __init__(self, when: str) -> None:
        super().__init__(
            f"This was not saved: where you are there is no {when}, as the clocks are put forward "
            "then. Choose another time; everything else stays as it is."
        )


class TextUnreadable(BadInput):
    """The letters of a file cannot be read in any likely encoding, or it is no text."""

    def __init__(self) -> None:
        super().__init__(
            "The letters in this file cannot be read: its encoding is none that is known here. "
            "Your vault is unchanged. Save the file as UTF-8 text, then try again."
        )


class TableError(BadInput):
    """A table of some other program cannot be taken; the vault is as it was."""


class TableUnreadable(TableError):
    """Neither CSV nor a spreadsheet, or damaged."""

    def __init__(self) -> None:
        super().__init__(
            "This file cannot be read as a table. Your vault is unchanged. "
            "Save it as CSV or XLSX in the program it comes from, then try again."
        )


class TableProtected(TableError):
    """A spreadsheet that nobody can read without its password."""

    def __init__(self) -> None:
        super().__init__(
            "A password closes this file, so it was not read. Your vault is unchanged. "
            "Save it without a password, then try again."
        )


class TableTooLarge(TableError):
    """Larger than any table of notes; ``limit`` in megabytes, ``rows`` at most."""

    def __init__(self, limit: int, rows: int) -> None:
        super().__init__(
            f"This table is larger than {limit} MB or {rows} rows, so it was not read. "
            "Your vault is unchanged. Split it into several files."
        )


class TableMustWait(TableError):
    """Other spreadsheets are being read, and have been for a while."""

    def __init__(self) -> None:
        super().__init__(
            "Other spreadsheets are being read just now, so this one was not. Your vault is "
            "unchanged. Try again in a minute, or save it as CSV."
        )


class TableEmpty(TableError):
    """Nothing stands below the names of the columns."""

    def __init__(self) -> None:
        super().__init__(
            "This table has no row below its first line, which should name the columns. "
            "Your vault is unchanged. Choose another file."
        )


class ArchiveError(BadInput):
    """An archive cannot be taken; the vault is as it was."""


class ArchiveMissing(ArchiveError):
    """The file is not there, or may not be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The file {name} was not found or may not be read. Check its name and place."
        )


class ArchiveTooLarge(ArchiveError):
    """The file is larger than any archive; ``limit`` in megabytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"This file is larger than {limit} MB, so it was not read. Your vault is unchanged. "
            "Choose the archive that Rapport exported."
        )


class ArchiveDamaged(ArchiveError):
    """Not readable as JSON."""

    def __init__(self) -> None:
        super().__init__(
            "This file is damaged or incomplete and cannot be read. Your vault is unchanged. "
            "Try another copy of it."
        )


class ArchiveForeign(ArchiveError):
    """Readable, but not a Rapport archive."""

    def __init__(self) -> None:
        super().__init__(
            "This file is not a Rapport archive. Your vault is unchanged. "
            "Choose a file that Rapport exported."
        )


class ArchiveNewer(ArchiveError):
    """Written by a newer Rapport than this one."""

    def __init__(self, version: int, newest: int) -> None:
        super().__init__(
            f"This archive has version {version}; this Rapport reads up to version {newest}. "
            "Your vault is unchanged. Update Rapport, then try again."
        )


class ArchiveDiffers(ArchiveError):
    """The vault holds other contents under ids that are in the archive; ``count`` of them."""

    def __init__(self, count: int) -> None:
        what = "one record" if count == 1 else f"{count} records"
        super().__init__(
            f"This archive was not taken: {what} in it differ from what you have now. "
            "Your vault is unchanged. Start with an empty vault to see this archive."
        )


class ArchiveInvalid(ArchiveError):
    """A field breaks a rule. ``where`` is the path to it, as in ``notes[3].date``."""

    def __init__(self, where: str, what: str) -> None:
        draft_key = f" at {where}" if where else ""
        super().__init__(
            f"This archive cannot be taken{draft_key}: {what}. Your vault is unchanged."
        )
        self.where = where
        self.what = what


class NothingToShow(RapportError):
    """The fit model has nothing to work on yet."""


class NoNeeds(NothingToShow):
    """No need has been stated."""

    def __init__(self) -> None:
        super().__init__(
            "There are no needs yet, so there is nothing to compare with. Choose a few needs first."
        )


class NoNotes(NothingToShow):
    """No note has been written."""

    def __init__(self) -> None:
        super().__init__("There are no notes yet. Write a first one; a line is enough.")


class Conflict(RapportError):
    """The record was not what it was when it was opened. Nothing was overwritten."""


class Changed(Conflict):
    """The record was changed meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "This was changed in another window since you opened it. Nothing was overwritten. "
            "Look at both versions and choose."
        )


class LookChanged(Conflict):
    """The vault changed since the look at what a file would add."""

    def __init__(self) -> None:
        super().__init__(
            "Your vault changed in another window since this was shown, so nothing was brought in. "
            "What you see now is of this moment. Look at it, then press once more."
        )


class Gone(Conflict):
    """The record was deleted meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "This was deleted in another window since you opened it. "
            "What you typed is still here; save it as new if you want to keep it."
        )


class LockError(RapportError):
    """Something about the lock cannot be done. It stays as it is, and so does the vault."""


class WrongPassphrase(LockError):
    """Not the passphrase of the ``vault``, or of a copy, or a key file tampered with."""

    def __init__(self, vault: str = "the vault") -> None:
        super().__init__(
            f"This passphrase does not open {vault}. Nothing was changed. "
            "Try again, or use the recovery code."
        )


class WrongCode(LockError):
    """Not the recovery code of the ``vault`` or a copy of one, or mistyped."""

    def __init__(self, vault: str = "the vault") -> None:
        super().__init__(
            f"This recovery code does not open {vault}. Nothing was changed. "
            "Compare each of its groups with what you wrote down."
        )


class WaitFirst(LockError):
    """Too many wrong tries; ``seconds`` have to pass before the next one."""

    def __init__(self, seconds: int) -> None:
        how_long = "a second" if seconds == 1 else f"{seconds} seconds"
        super().__init__(
            f"There were several wrong tries, so this one was not looked at. "
            f"Wait {how_long}, then try again."
        )
        self.seconds = seconds


class PassphraseShort(LockError):
    """A passphrase that is guessed too quickly; ``least`` characters are needed."""

    def __init__(self, least: int) -> None:
        super().__init__(
            f"A passphrase needs at least {least} characters, so nothing was changed. "
            "Three or four words that do not belong together are easy to remember."
        )


class PassphraseLong(LockError):
    """A passphrase longer than what is taken; ``most`` characters."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"A passphrase has at most {most} characters, and this one is longer, so nothing was "
            "changed. Three or four words that do not belong together are enough."
        )


class NotJustNow(LockError):
    """More passphrases are being tried at this moment than can be looked at."""

    def __init__(self) -> None:
        super().__init__(
            "Many passphrases are being tried just now, so this one was not looked at. "
            "Nothing was changed. Try again in a moment."
        )


class LockDiffers(LockError):
    """The lock is not what the page showed: another window was faster."""

    def __init__(self) -> None:
        super().__init__(
            "The lock was changed in another window. Nothing was changed here. "
            "Reload the page, then look again."
        )


class SignInError(RapportError):
    """Whoever asks must not see a vault."""


class NotSignedIn(SignInError):
    """Nobody signed in in this browser, or not any more."""

    def __init__(self) -> None:
        super().__init__(
            "You are not signed in, or not any more. What was saved is safe. Sign in to go on."
        )


class TokenUnusable(NotSignedIn):
    """Signed in at the provider, whose word names nobody. ``claim``: the part that is to blame."""

    def __init__(self, claim: str, what: str) -> None:
        SignInError.__init__(
            self,
            f"You signed in, and what came back cannot be used here: “{claim}” {what}. "
            "Nothing of yours was changed. Show this to whoever runs this server.",
        )
        self.claim = claim


class ClocksApart(NotSignedIn):
    """Signed in at a moment that has not come yet, by ``minutes``."""

    def __init__(self, minutes: int) -> None:
        SignInError.__init__(
            self,
            f"You signed in, and it does not count: two clocks differ by {minutes} minutes. "
            "Nothing of yours was changed. Ask whoever runs this server to set its clock.",
        )
        self.minutes = minutes


class NotAllowed(SignInError):
    """Signed in at the provider, and not on the list of who may come in."""

    def __init__(self) -> None:
        super().__init__(
            "You signed in, and nobody has let you in here. Nothing of yours was changed. "
            "Ask whoever runs this server to put your address on the list."
        )


class VaultError(RapportError):
    """The vault cannot be used as it is. Nothing in it was touched."""


class VaultLocked(VaultError):
    """There is a lock, and this browser has not opened it, or not lately."""

    def __init__(self) -> None:
        super().__init__("Your vault is locked. What was saved is safe. Unlock it to go on.")


class KeyMissing(VaultError):
    """The vault is there, its key file is not."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The key file {path.name} is missing, so the vault cannot be opened. "
            "The vault itself is untouched. Put the key file back beside it, "
            "for example from a backup."
        )


class KeyUnreadable(VaultError):
    """The key file is there but holds no key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The key file {path.name} is not readable as a key. The vault itself is untouched. "
            "Put the key file back from a backup."
        )


class KeyOutOfReach(VaultError):
    """The key file cannot be looked at just now: too many files are open, or the disk fails."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The key file {path.name} cannot be read just now, so nothing was opened. "
            "What was saved is safe. Try again in a moment."
        )


class VaultDamaged(VaultError):
    """The file is no vault, or not one that this key opens."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The vault {path.name} cannot be opened with the key beside it: one of the two is "
            "damaged or belongs elsewhere. Nothing was changed. "
            "Put both files back from the same backup."
        )


class VaultMissing(VaultError):
    """There are backups, or a lock, and the vault's file is not there, or is empty."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The vault {path.name} is missing or empty, and there was one here before. Nothing "
            "was changed. Put the file back if you moved it, or go back to a backup."
        )


class VaultMoved(VaultError):
    """The file was moved, deleted or replaced while it was open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The vault {path.name} was moved, deleted or replaced while it was open, so this was "
            "not saved. What you typed is still here. Put the file back if it is gone, then save "
            "again."
        )


class VaultNewer(VaultError):
    """Made by a newer Rapport than this one."""

    def __init__(self) -> None:
        super().__init__(
            "This vault was made by a newer Rapport. Nothing was changed. "
            "Start the newer version again, or update this one."
        )


def _as_whom() -> str:
    """Return under which user id the program runs, where the system knows such ids."""
    return f" as user {os.geteuid()}" if hasattr(os, "geteuid") else ""


class VaultReadOnly(VaultError):
    """The folder or the file may not be written; the sentence names all of it, and the user id."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Rapport may not write to {path}{_as_whom()}. What you have is untouched. "
            "Give it the right to write there, or choose another folder with RAPPORT_HOME."
        )


class VaultFull(VaultError):
    """No room on the disk."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so this was not saved. Everything saved before is safe. "
            "Free some room and save again."
        )


class DiskFailing(VaultError):
    """The disk reported an error while reading or writing."""

    def __init__(self) -> None:
        super().__init__(
            "The disk reported an error, so this was not saved. What was saved before was not "
            "touched. Check the disk and its free room, then save again."
        )


class RecordUnreadable(VaultError):
    """One record in the vault breaks a rule; ``where`` names table and field, never content."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"One record in the vault cannot be read by this Rapport ({where}). Nothing was "
            "changed. Update Rapport, or go back to a backup."
        )


class VaultHeld(VaultError):
    """Another program has the vault open."""

    def __init__(self, holder: str) -> None:
        super().__init__(
            f"This vault is open in another Rapport ({holder}). Nothing was changed. "
            "Close that one first, or use it."
        )


class VaultBusy(VaultError):
    """Another writer did not finish in time."""

    def __init__(self) -> None:
        super().__init__(
            "The vault was busy for too long, so nothing was read or saved just now. "
            "Everything saved before is safe. Try again in a moment."
        )


class BackupDamaged(VaultError):
    """A copy of the vault does not open, or not all of it can be read."""

    def __init__(self) -> None:
        super().__init__(
            "This backup is damaged or belongs to another key, so it was not used. "
            "What you have now is untouched. Choose another backup."
        )


class BackupLocked(VaultError):
    """A copy from elsewhere, or from before, that the words of another lock open."""

    def __init__(self) -> None:
        super().__init__(
            "This backup was locked with other words than your vault, so it was not opened. "
            "What you have now is untouched. Type the passphrase that it was locked with."
        )


class NoBackupHere(VaultError):
    """A vault on PostgreSQL: the copies are made by whoever runs the database."""

    def __init__(self) -> None:
        super().__init__(
            "Your vault lies in a database, whose backups are made by whoever runs it. "
            "Nothing was changed. Save an archive instead."
        )


class BackupGone(VaultError):
    """A backup that was listed is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            "This backup is not there any more. What you have now is untouched. "
            "Choose another backup."
        )


class VaultUnreachable(VaultError):
    """PostgreSQL does not answer, or refuses."""

    def __init__(self) -> None:
        super().__init__(
            "The database does not answer, so nothing was read or saved just now. "
            "Everything saved before is safe. Try again in a moment."
        )


class DatabaseRefuses(VaultUnreachable):
    """PostgreSQL answers, and refuses what ``setting`` gives: name, password or database."""

    def __init__(self, setting: str) -> None:
        VaultError.__init__(
            self,
            f"The database refuses to let Rapport in: a name or the password in {setting} is not "
            "right. Everything saved before is safe. Whoever runs Rapport has to set it right.",
        )


class SchemaDiffers(VaultError):
    """PostgreSQL holds another version of the tables than this program."""

    def __init__(self) -> None:
        super().__init__(
            "The database is of another version than this Rapport. Nothing was changed. "
            "Run “python -m data.vault migrate” with the owning role, or start the version "
            "that fits."
        )


class StillRunning(VaultError):
    """The tables are to be brought forward while a program works with them."""

    def __init__(self) -> None:
        super().__init__(
            "Rapport is still running on this database. Nothing was changed. Stop every program "
            "that uses it, then try again."
        )


class LinkError(RapportError):
    """A link cannot be made, changed or ended. What is in the vault is untouched."""


class LinksUnreachable(LinkError):
    """Link store that cannot be read or written."""

    def __init__(self) -> None:
        super().__init__(
            "The place where links are kept does not answer, so nothing was changed there. "
            "Your notes are safe. Try again in a moment."
        )


class LinksNotMade(LinkError):
    """The tables for readers of links are not there."""

    def __init__(self) -> None:
        super().__init__(
            "There is no place for links in the database yet, so no link was made. "
            "Whoever runs Rapport can make it with “python -m data.sharing migrate”."
        )


class LinkOver(LinkError):
    """The link has ended meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "This link has ended meanwhile, so it was not changed. Your choice is still here: "
            "make a new link from it."
        )


class SettingsError(RapportError):
    """The program was started with settings it cannot or must not run with."""


class BadSetting(SettingsError):
    """A RAPPORT_* variable breaks a rule."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"The setting {name} cannot be used: {what}. Nothing was started.")


class Unguarded(SettingsError):
    """A setting opens the program beyond this machine, without a lock or a sign-in in front."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Rapport did not start: {name} opens it beyond this machine, and there is neither a "
            "lock nor a sign-in. What is kept is safe. Start without it, put a lock on under "
            "“My data”, then set it again. In a container whose port only this machine reaches, "
            "set RAPPORT_ONLY_THIS_MACHINE=true for that start."
        )


class ListUnreadable(SettingsError):
    """The list of who may come in cannot be read; nobody on it comes in."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"The list {path} lets nobody in: {what}. What is kept is safe. "
            "Save it as UTF-8, readable for whoever runs Rapport."
        )


class RoleMissing(SettingsError):
    """A role of PostgreSQL that is to be given its rights is not there."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"The database knows no role “{role}”. Nothing was changed. "
            f"Make it, for example with CREATE ROLE {role} LOGIN, then run this again."
        )


class PromiseBroken(SettingsError):
    """A setting that carries a promise is not in force. ``settings`` names each with its value."""

    def __init__(self, settings: Sequence[str]) -> None:
        super().__init__(
            "Rapport did not start, so that its promises hold: "
            + "; ".join(settings)
            + ". Put .streamlit/config.toml back as it was, or take away what overrides it."
        )
