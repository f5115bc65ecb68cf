"""The server around the app: Starlette only. Must never load a record or open a vault."""
