"""The records of the vocabulary, the built-in dimensions and the archive."""
