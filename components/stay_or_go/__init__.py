"""Stay or go: the form for the decision and the day to look again."""
