"""Export: everything in the vault, as files that other programs can read."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.session import today, vault_later
from data.exports.markdown import markdown_zip
from data.exports.search_tables import search_csv, therapists_csv
from data.exports.spreadsheet import notes_csv, ratings_csv, workbook
from data.model.archive import write_archive
from data.model.records import Records
from data.vault.vault import Vault

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_along() -> None:
    """Draw the ways to take everything along."""
    st.markdown(
        "All you keep here as one file, which Rapport reads again. **It is not encrypted**: keep "
        "it somewhere safe."
    )
    _save("Save an archive", "json", "application/json", write_archive)
    with st.expander("For other programs", key="take-other"):
        st.markdown(
            "Notes, ratings, therapists and the search as tables, or everything as text. Tables "
            "hold no needs and moments, and none of these holds drafts."
        )
        _save("A spreadsheet (XLSX)", "xlsx", _XLSX, workbook)
        _save("Notes as CSV", "notes.csv", "text/csv", notes_csv)
        _save("Ratings as CSV", "ratings.csv", "text/csv", ratings_csv)
        _save("Therapists as CSV", "therapists.csv", "text/csv", therapists_csv)
        _save("Search steps as CSV", "search.csv", "text/csv", search_csv)
        _save("A folder of text files (Markdown, in a ZIP)", "zip", "application/zip", markdown_zip)


def _save(label: str, ending: str, kind: str, make: Callable[[Records], bytes]) -> None:
    st.download_button(
        label,
        data=partial(_made, make, vault_later()),
        file_name=f"notes-{today():%Y-%m-%d}.{ending}",  # which says nothing about what is in it
        mime=kind,
        key=f"save-{ending}",
        on_click="ignore",
    )


def _made(make: Callable[[Records], bytes], mine: Callable[[], Vault]) -> bytes:
    # Asked for when it is pressed: a vault that was locked meanwhile gives out nothing.
    return make(mine().records())
