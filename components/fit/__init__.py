"""What the Fit page and a therapist's page show about fit, a section a module."""
