"""Sharing: a snapshot built by an allow-list, from what was chosen alone."""
