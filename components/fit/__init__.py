"""Fit: the sections of its page, and of fit on a therapist's page."""
