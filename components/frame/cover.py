"""Cover: a page that may not be read any more is taken away, by the program and by the browser.

The program asks again and again whether the page may still be shown. Where the program cannot be
reached, or the browser sleeps, the browser covers the page by itself.
"""

from typing import Final

from components.frame.fragment import watch
from components.session import idle_minutes, signing_in
from components.web.base_path import base_path
from components.web.presence_route import PATH
from components.widgets.browser_script import part

LOOK_AGAIN: Final = 10
"""Seconds between two looks at whether the page may still be shown."""

_SENTENCES: Final = {
    "locked": "This page may not be shown here any more. Reload it to unlock it, or to sign in.",
    "silent": "Rapport does not answer just now, so this page is covered. What was saved is safe. "
    "It comes back by itself.",
    "away": "Nothing was done here for a while, so this page is covered. Tap to go on.",
}


def watch_page() -> None:
    """Take the page away soon after it was locked, signed out of, or lost the program.

    Without a lock and without a sign-in there is nobody to keep it from.
    """
    minutes = idle_minutes()
    if minutes is None and not signing_in():
        return
    watch(LOOK_AGAIN)
    part("cover")(
        key="cover",
        data={
            "ask": f"{base_path()}{PATH}",
            "idle": (minutes or 0) * 60_000,
            **_SENTENCES,
        },
    )
