"""Sign-in: who signed in, who may come in, which sign-ins are over. It knows no record."""
