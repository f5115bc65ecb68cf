"""Imports: tables, text files and pasted notes, previewed before they are kept."""
