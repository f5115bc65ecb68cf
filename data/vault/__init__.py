"""Where records are kept: one `Vault` bound to one owner, on SQLite or PostgreSQL."""
