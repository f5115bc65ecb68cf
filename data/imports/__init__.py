"""Imports: tables, text files, pasted text and archives, read and merged."""
