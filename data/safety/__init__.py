"""Where to turn, and what is never part of therapy. Read from files; no vault is needed."""
