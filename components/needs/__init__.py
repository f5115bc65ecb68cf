"""My needs: the cards, the form, saving a new version."""
