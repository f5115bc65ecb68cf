"""Own goals: the sections of their page."""
