"""The page a reader gets: from a snapshot alone, without script, loading nothing."""
