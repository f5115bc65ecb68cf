"""What somebody else gets to see: a snapshot built by an allow-list, from what was chosen alone."""
