"""Speak up: the sections of its page, and the offer after saving a note."""
