"""The search for a therapist: where it stands, who is next, and a list to print."""
