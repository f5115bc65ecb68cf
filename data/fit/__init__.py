"""Fit of each therapist, and how sure that is. Needs records only; nothing is sampled.

The whole model is described in docs/fit-model.md.
"""
