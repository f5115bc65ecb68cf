"""Share: choices, preview, links and their list."""
