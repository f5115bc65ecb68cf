"""Bringing in, taking out and keeping safe. Knows the records and the vault."""
