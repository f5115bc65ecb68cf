"""What the page Speak up shows, and what a saved note offers to say. A section a module."""
