"""Safety: crisis lines and warning signs, read from files; no vault is needed."""
