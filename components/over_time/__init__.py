"""Over time: the sections of its page."""
