"""Notes: the form, its draft, ratings and moments, the list."""
