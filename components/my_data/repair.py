"""Repair page of a vault that cannot be opened: why, and the way back by a backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from components.my_data.backups import backup_words
from components.session import forget, in_example, lock_key_if_any, owner
from components.widgets.as_typed import plain
from components.widgets.messages import failures_are_said, say, show_said
from data.errors import (
    BackupGone,
    KeyMissing,
    KeyOutOfReach,
    KeyUnreadable,
    VaultDamaged,
    VaultError,
    VaultMissing,
)
from data.keeping.repair import mend
from data.settings import read_settings
from data.vault.backup_files import backups_of
from data.vault.open_vaults import open_vault
from data.vault_path import vault_path

_DOES_NOT_OPEN = (VaultDamaged, VaultMissing, KeyMissing, KeyUnreadable, KeyOutOfReach)


@contextmanager
def way_back_offered() -> Iterator[None]:
    """Draw a page within it; where the own vault turns out to be damaged, draw the way back.

    Damage may lie anywhere in the file: the first page that reads it finds it.
    """
    try:
        yield
    except _DOES_NOT_OPEN as error:
        if in_example():
            raise
        _offer(error)


def offer_way_back(error: VaultError) -> None:
    """Drop all that this session knows, and offer backups: there may be a lock, or may have been.

    Nothing that lies in a vault is shown here, only when its backups were made.
    """
    stays = {key: st.session_state[key] for key in ("mend", "said") if key in st.session_state}
    st.session_state.clear()
    st.session_state.update(stays)
    forget()
    show_said()
    _offer(error)


def _offer(error: VaultError) -> None:
    st.title("Your vault does not open", anchor=False)
    st.error(plain(error.sentence))
    if isinstance(error, KeyOutOfReach):  # it passes by itself
        return
    path = _path()
    found = backups_of(path)
    if isinstance(error, VaultMissing):
        st.button("Begin with an empty vault", key="mend-anew", on_click=_begin_anew)
    if not found:
        st.markdown("There is no backup in the folder of the vault. It is here:")
        st.code(str(path.parent), language=None, wrap_lines=True)
        return
    st.markdown(
        "You can go back to a backup. Where only the key is missing, only the key is put back, and "
        "nothing is lost. Otherwise the vault becomes what it was then, and the files that do not "
        "open are set aside in the same folder."
    )
    names = {backup.name: backup for backup in found}
    chosen = st.selectbox(
        "Which backup?",
        list(names),
        key="mend",
        format_func=lambda name: backup_words(names[name]) if name in names else name,
    )
    st.button("Use this backup", key="mend-yes", type="primary", on_click=_mend, args=(chosen,))


def _begin_anew() -> None:
    with failures_are_said():
        open_vault(read_settings(), owner(), key=lock_key_if_any(), anew=True)


def _path() -> Path:
    return vault_path(read_settings().home, owner())


def _mend(name: str) -> None:
    with failures_are_said():
        found = {backup.name: backup.path for backup in backups_of(_path())}
        if name not in found:
            raise BackupGone
        put_back = mend(_path(), found[name], lock_key_if_any())
        st.session_state.clear()
        if put_back == "key":
            say("The key is back, and your vault with all that is in it.")
        else:
            say("Your vault is what it was then. The files that did not open were set aside.")
