"""Backups: which there are, what is inside, and the way back to one, with a second click."""

from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st

from components.session import timezone, vault
from components.widgets.messages import failures_are_said, say
from data.errors import BackupGone, BackupLocked, VaultError
from data.keeping.backups import (
    DAYS,
    MONTHS,
    WEEKS,
    delete_all_before,
    inside,
    restore,
    unlock_backup,
)
from data.keeping.daily import what_failed
from data.model.record import now
from data.vault.backup_files import Backup, backups_of
from data.words import counted, day_words

_CHOSEN: Final = "backup"
_SURE: Final = "backup/sure"


def backup_form() -> None:
    """Draw the backups of the vault."""
    path = vault().files.path
    if path is None:
        st.markdown(
            "Your vault lies in a database. Its backups are made by whoever runs it; save an "
            "archive now and then to have one of your own."
        )
        return
    st.markdown(
        "A copy is made and checked by itself: once a day, and before big changes. One of each "
        f"of the last {DAYS} days, {WEEKS} weeks and {MONTHS} months stays. They lie beside your "
        "vault, so copy that "
        "folder to another disk now and then."
    )
    if failed := what_failed(path):
        st.warning(f"The last backup did not go through. {failed}")
    found = backups_of(path)
    st.caption(f"{counted(len(found), 'backup')} in `{path.parent / 'backups'}`")
    st.button("Back up now", key="backup-now", on_click=_back_up)
    if not found:
        return
    by_name = {backup.name: backup for backup in found}
    with st.expander("Look into a backup, or go back to it", key="backup-fold", on_change="rerun"):
        chosen = st.selectbox(
            "Which one?",
            list(by_name),
            index=None,
            key=_CHOSEN,
            format_func=lambda name: backup_words(by_name[name]) if name in by_name else name,
            placeholder="Choose a backup",
            on_change=_doubt,
        )
        if chosen in by_name:
            _look(by_name[chosen])
    with st.expander("Delete backups", key="backup-delete-fold"):
        st.markdown("Backups still hold what you deleted since they were made.")
        if st.session_state.get("backup/delete"):
            st.markdown(
                f"{counted(len(found), 'backup')} will be gone, and cannot be brought back."
            )
            with st.container(horizontal=True):
                st.button("Yes, delete all backups", key="backup-delete-yes", on_click=_delete)
                st.button("Keep them", key="backup-delete-no", on_click=_ask, args=(False,))
        else:
            st.button("Delete all backups", key="backup-delete", on_click=_ask, args=(True,))


def moment_words(at: datetime) -> str:
    """Return a moment as people write it, by their own clock: "5 March 2026, 18:30"."""
    here = at.astimezone(timezone())
    return f"{day_words(here.date())}, {here:%H:%M}"


def backup_words(backup: Backup) -> str:
    """Return what names a backup: when it was made, and why."""
    return f"{moment_words(backup.at)} ({backup.why})"


def _look(backup: Backup) -> None:
    try:
        there = inside(vault().files.look_into(backup.path))
    except BackupLocked as error:
        _ask_for_words(backup, error.sentence)
        return
    except VaultError as error:
        st.error(error.sentence)
        return
    newest = f", the newest of {day_words(there.newest)}" if there.newest else ""
    st.markdown(
        f"It holds {counted(there.notes, 'note')}{newest}, about "
        f"{counted(there.therapists, 'therapist')}, and "
        f"{counted(there.need_versions, 'version')} of your needs."
    )
    if st.session_state.get(_SURE) != backup.name:
        st.button("Go back to it", key="backup-restore", on_click=_sure, args=(backup.name,))
        return
    st.markdown(
        "Your vault becomes what it was then. What you have now is copied first, so you can come "
        "back to it here."
    )
    with st.container(horizontal=True):
        st.button(
            "Yes, go back", key="backup-yes", type="primary", on_click=_restore, args=(backup.name,)
        )
        st.button("Leave it", key="backup-no", on_click=_doubt)


def _ask_for_words(backup: Backup, sentence: str) -> None:
    st.markdown(sentence)
    with st.form("backup-words", border=False):
        st.text_input(
            "The passphrase of this backup, or its recovery code",
            type="password",
            key="backup-passphrase",
            autocomplete="off",
        )
        st.form_submit_button("Unlock it", on_click=_unlock, args=(backup.name,))


def _unlock(name: str) -> None:
    with failures_are_said():
        unlock_backup(vault(), _named(name), st.session_state["backup-passphrase"])
    st.session_state.pop("backup-passphrase", None)


def _sure(name: str) -> None:
    st.session_state[_SURE] = name


def _doubt() -> None:
    st.session_state.pop(_SURE, None)


def _ask(ask: bool) -> None:  # noqa: FBT001 - a callback's argument
    st.session_state["backup/delete"] = ask


def _back_up() -> None:
    with failures_are_said():
        vault().files.back_up("by hand")
        say("Backed up, and the copy was checked.")


def _restore(name: str) -> None:
    with failures_are_said():
        point = restore(vault(), _named(name))
        point_words = (
            f"What you had until now is the backup of {moment_words(point.at)}."
            if point is not None
            else "It was damaged, so its files were set aside beside it as they were."
        )
        # Open forms were about what was there before.
        st.session_state.clear()
        say(f"Your vault is what it was then. {point_words}")


def _named(name: str) -> Path:
    path = vault().files.path
    found = {backup.name: backup.path for backup in backups_of(path)} if path else {}
    if name not in found:
        raise BackupGone
    return found[name]


def _delete() -> None:
    path = vault().files.path
    with failures_are_said():
        if path is not None:
            gone = delete_all_before(path, now())
            say(f"{counted(gone, 'backup')} deleted.")
    _ask(ask=False)
