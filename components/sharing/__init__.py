"""Sharing, step by step: for whom, what, the page exactly as it will be read, and the file."""
