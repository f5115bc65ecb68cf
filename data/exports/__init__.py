"""Exports: safe CSV, tables and Markdown of what is in a vault."""
