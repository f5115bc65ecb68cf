"""On every page: menu, error page, lock gate, sign-in."""
