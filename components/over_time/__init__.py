"""What the page Over time shows, a section a module."""
