"""Advice: from gaps, moments and things unsaid to words one can say.

Every sentence lies in a data file; no text is made up here. Never for a therapist marked unsafe.
"""
