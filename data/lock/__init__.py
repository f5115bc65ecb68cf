"""The lock: the key of a vault wrapped, and who has unlocked it. Never knows a record."""
