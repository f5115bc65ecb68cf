"""Keeping a vault as a whole: backups, repair, lock, links, deletion, the day's upkeep."""
