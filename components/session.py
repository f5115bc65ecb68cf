"""Session: the person who is here, and their vault. Rights are asked anew on every rerun."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import timezone as fixed_zone
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from components.web.sign_in_guard import rightful_person
from components.web.unlock_routes import cookie_name, locked_file
from data.errors import SignInError, VaultLocked
from data.example import example_records
from data.keeping.daily import keep_up
from data.lock.unlocked import came_by_code, key_in, lock_of
from data.model.records import Records
from data.settings import read_settings, settings_read_once
from data.sign_in.person import Person, person_in
from data.vault.open_vaults import close_vault, forget_vaults, open_vault
from data.vault.vault import Vault
from data.vault.vault_cache import RevisionFindings
from data.vault_path import LOCAL

_EXAMPLE = "example"
_FILLED = "example is filled"


_DRAWN = "drawn from"
"""Where a session notes the vault and revision its page was drawn from."""


@dataclass
class _Drawing:
    """Answers to what is asked while one page is drawn, or one ``part`` of it by itself."""

    part: bool
    lock_path: Path | None
    vault: Vault | None = None
    findings: RevisionFindings | None = None
    example: bool | None = None
    owner: str | None = None


_drawing: ContextVar[_Drawing | None] = ContextVar("drawing", default=None)


@contextmanager
def asked_once(*, part: bool = False) -> Iterator[None]:
    """Within it settings, lock, rights, vault and records are asked for once: to draw one page.

    Everything on the page then shows one and the same state. Callbacks run before it and ask anew:
    each time, or once for one short action that saves at its end. It ends with the rerun or the
    action, so that no right outlives it. ``part``: one part of a page may be drawn by itself, or
    what is asked for is such an action; else it is one with the page.
    """
    if part and _drawing.get() is not None:
        yield
        return
    with settings_read_once():
        token = _drawing.set(_Drawing(part, locked_file()))
        try:
            yield
        finally:
            _drawing.reset(token)


@dataclass(frozen=True)
class _Asking:
    """Person who asks for a vault: their claims, and the token they unlocked it with."""

    claims: Mapping[str, Any]
    token: str | None
    example: bool

    def owner(self) -> str:
        return _owner_by(self.claims)


def owner() -> str:
    """Return who is here. Raises a `SignInError` where people sign in and this one may not be."""
    drawing = _drawing.get()
    if drawing is None:
        return _owner_by(_claims())
    if drawing.owner is None:
        drawing.owner = _owner_by(_claims())
    return drawing.owner


def _owner_by(claims: Mapping[str, Any]) -> str:
    return rightful_person(claims).owner if signing_in() else LOCAL


def signing_in() -> bool:
    """Return whether people sign in here; otherwise there is one person."""
    return read_settings().signs_in


def who_signed_in() -> Person | None:
    """Return whom the provider vouched for in this browser, also where they are not let in."""
    return person_in(_claims())


def _claims() -> dict[str, Any]:
    return dict(st.user.to_dict()) if signing_in() else {}


def token() -> str | None:
    """Return what this browser unlocked the vault with: the one place that reads the cookie."""
    host = st.context.headers.get("host") or ""
    return st.context.cookies.get(cookie_name(host))


def has_lock() -> bool:
    """Return whether the vault has a lock, open or not, or may have one."""
    return _lock_path() is not None


def _lock_path() -> Path | None:
    drawing = _drawing.get()
    return drawing.lock_path if drawing else locked_file()


def idle_minutes() -> int | None:
    """Return after how many minutes the vault locks by itself, None where it has no lock."""
    path = _lock_path()
    sealed = lock_of(path) if path else None
    return sealed.idle_minutes if sealed else None


def unlocked(*, used: bool = True) -> bool:
    """Return whether the vault is open in this browser; always, where there is no lock.

    ``used``: somebody is doing something, which keeps it open.
    """
    path = _lock_path()
    return path is None or key_in(token(), path, used=used) is not None


def lock_key() -> bytes:
    """Return the key that the lock gave out to this browser. Raises `VaultLocked`."""
    key = lock_key_if_any()
    if key is None:
        raise VaultLocked
    return key


def lock_key_if_any() -> bytes | None:
    """Return the key that a lock gave out to this browser, None where it gave out none."""
    path = _lock_path()
    return key_in(token(), path) if path else None


def with_recovery_code() -> bool:
    """Return whether this browser came in by the recovery code: a new passphrase is due."""
    return has_lock() and came_by_code(token())


def in_example() -> bool:
    """Return whether the person looks around with example data.

    Going to another page drops the address's parameter, a reload drops the session: each keeps it
    for the other.
    """
    drawing = _drawing.get()
    if drawing is not None and drawing.example is not None:
        return drawing.example
    looking = bool(st.session_state.get(_EXAMPLE)) or _EXAMPLE in st.query_params
    if looking:
        _remember()
    if drawing is not None:
        drawing.example = looking
    return looking


def enter_example() -> None:
    """Show the example's vault from now on. What stands in open forms stays in the own vault."""
    st.session_state.clear()
    _remember()


def leave_example() -> None:
    """Show the person's own vault again; nothing typed in the example goes with them."""
    st.session_state.clear()
    st.query_params.clear()


def fill_example() -> None:
    """Fill the example's own vault where it is empty: its address may be the first one opened."""
    if in_example() and not st.session_state.get(_FILLED):
        if not vault().records().therapists:
            vault().take(example_records())
        st.session_state[_FILLED] = True


def _remember() -> None:
    st.session_state[_EXAMPLE] = True
    if _EXAMPLE not in st.query_params:
        st.query_params[_EXAMPLE] = "1"


def vault() -> Vault:
    """Return the vault of the person who is here. Raises a `VaultError` with the way out."""
    drawing = _drawing.get()
    if drawing is None:
        return _opened(_asking())
    if drawing.vault is None:
        drawing.vault = _opened(_asking(), owner())
    return drawing.vault


def vault_later() -> Callable[[], Vault]:
    """Return a way to have this vault outside of a page, as when a file for saving is made.

    There nobody is known: the person who is here now is remembered for it, and what they may do is
    asked anew. A vault that was locked meanwhile gives out nothing.
    """
    return partial(_opened, _asking())


def _asking() -> _Asking:
    return _Asking(_claims(), token(), in_example())


def _opened(asking: _Asking, whose: str | None = None) -> Vault:
    path, key = _lock_path(), None
    if path is not None:
        key = key_in(asking.token, path)
        if key is None:
            raise VaultLocked
    whose = asking.owner() if whose is None else whose
    opened = open_vault(read_settings(), whose, example=asking.example, key=key)
    # Locked while it was being opened.
    if path is not None and key_in(asking.token, path) is None:
        close_vault(path)
        raise VaultLocked
    return opened


def findings() -> RevisionFindings:
    """Return the records and what was worked out of them, shared by all who may open this vault.

    A part of a page is drawn again from what was read for the page then: where the vault was
    changed since, nothing of it may pass for new, and it works out of its own.
    """
    drawing = _drawing.get()
    if drawing and drawing.findings:
        return drawing.findings
    mine = vault()
    found = mine.findings()
    drawn_from = (mine.identity, found.revision)
    if drawing and not drawing.part:
        st.session_state[_DRAWN] = drawn_from
    elif st.session_state.get(_DRAWN) != drawn_from:
        found = found.apart()
    if drawing:
        drawing.findings = found
    return found


def revision() -> int:
    """Return the revision of the vault: what was worked out of it holds as long as that does."""
    return findings().revision if _drawing.get() else vault().revision()


def records() -> Records:
    """Return all records of the vault, read once for each of its revisions."""
    return findings().records


def forget() -> None:
    """Drop what was read of the vaults of whoever is named here, let in or not.

    Others who may open them read them anew.
    """
    with suppress(SignInError):
        person = who_signed_in()
        if person or not signing_in():
            forget_vaults(person.owner if person else LOCAL)


def keep_up_with_the_day() -> None:
    """Have the day's backup made, at first use of the person's own vault."""
    if not in_example():
        keep_up(vault())


def timezone() -> tzinfo:
    """Return the timezone of this person's browser, UTC where it names none that is known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A name that is too old or too new, or none at all: the browser still knows the offset.
        return _zone_by_offset(st.context.timezone_offset)


def _zone_by_offset(minutes: int | None) -> tzinfo:
    """Return the timezone so many minutes behind UTC, as browsers count them."""
    if minutes is None or abs(minutes) >= 24 * 60:
        return UTC
    return fixed_zone(timedelta(minutes=-minutes))


def clock() -> datetime:
    """Return this instant in the timezone of this person's browser."""
    return datetime.now(timezone())


def today() -> date:
    """Return the day it is for this person, by their browser's clock."""
    return clock().date()
