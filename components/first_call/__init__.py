"""First call: the questions to take along."""
