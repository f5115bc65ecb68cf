"""One file a page, each thin: ask the vault, draw components. No page knows another."""
