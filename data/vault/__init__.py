"""Vault: where records are kept, bound to one owner, on SQLite or PostgreSQL."""
