"""On every page: menu, messages, error page, lock gate, sign-in."""
