"""Widgets: parts any page may use, none of which knows a subject."""
