"""Summary of a vault: where it lies and what is in it, in what can be counted."""

from pathlib import Path

import streamlit as st

from components.session import records, signing_in, vault
from data.keeping.backups import inside
from data.model.records import Records
from data.words import counted, day_words

_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "syncthing",
)


def what_there_is() -> None:
    """Say how much there is, in which file, and what is to be known about that place."""
    there = inside(records())
    if there == inside(Records()):
        st.markdown("Nothing is kept here yet.")
    else:
        newest = f", the newest of {day_words(there.newest)}" if there.newest else ""
        st.markdown(
            f"{counted(there.notes, 'note')}{newest}, about "
            f"{counted(there.therapists, 'therapist')}; "
            f"{counted(there.need_versions, 'version')} of your needs."
        )
    path = vault().files.path
    if path is None:
        st.markdown("Your vault lies in a database, where each row is shown to its owner only.")
        return
    if signing_in():
        st.markdown("Your vault lies on this server, in an encrypted file of your own.")
        return
    st.markdown("Your vault lies on this computer, in an encrypted file. Nothing is sent anywhere.")
    st.code(str(path), language=None, wrap_lines=True)
    if in_synced_folder(path):
        st.warning(
            "This folder looks like one that is copied to the internet or another computer. Such "
            "programs can tear a file apart while it is written to. Choose another folder with "
            "RAPPORT_HOME, and keep archives or backups in this one."
        )


def in_synced_folder(path: Path) -> bool:
    """Return whether a file lies in a folder that a cloud service looks after, by its name."""
    parts = [part.casefold() for part in path.parts]
    return any(part.startswith(_SYNCED) for part in parts) or str(path).startswith(("//", "\\\\"))
