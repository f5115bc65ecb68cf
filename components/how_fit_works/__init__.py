"""How it is worked out: the explaining text and its pictures."""
