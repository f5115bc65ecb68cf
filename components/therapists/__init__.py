"""Therapists: forms, details, ending, deletion, warning signs."""
