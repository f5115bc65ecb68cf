"""Who signed in, who may come in, and which sign-ins are over. Never knows a record."""
