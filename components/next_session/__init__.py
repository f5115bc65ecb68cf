"""The next session: its day and time, and a file for one's own calendar."""
