"""To print: the lines a page on paper may hold."""
