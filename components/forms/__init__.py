"""Forms for needs, therapists and notes: each keeps what was typed until it is saved."""
