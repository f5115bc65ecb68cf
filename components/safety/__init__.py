"""Safety: crisis lines and where to complain."""
