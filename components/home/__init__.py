"""Home: the first five minutes, the day, and moments followed up."""
