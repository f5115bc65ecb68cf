"""A page of our own beside the app: the doors, which run without it. Must never load anything."""

import base64
import hashlib
from html import escape

from starlette.responses import HTMLResponse

from data.settings import read_settings

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2b2d; --paper: #fbfcfb; --line: #5d7376;
  --deed: #1f6f6b; --on: #fff; --link: #1a5f5b; --alert: #fbe9e7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edec; --paper: #11181c; --line: #8aa0a3;
  --deed: #7cc5bf; --on: #11181c; --link: #8fd3cd; --alert: #46211d; } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1rem; }
nav { text-align: right; }
h1 { font-size: 1.75rem; margin: 1.5rem 0 0.5rem; }
label { display: block; margin: 1.5rem 0 0.25rem; font-weight: 600; }
input:not([type=hidden]), select {
  box-sizing: border-box; width: 100%; min-height: 44px; font: inherit;
  padding: 0.5rem 0.75rem; color: inherit; background: transparent; border: 1px solid var(--line);
  border-radius: 0.5rem; }
button { min-height: 44px; padding: 0 1.5rem; margin: 1rem 0; font: inherit; font-weight: 600;
  color: var(--on); background: var(--deed); border: 0; border-radius: 0.5rem; cursor: pointer; }
a { color: var(--link); display: inline-block; min-height: 44px; line-height: 44px; }
:focus-visible { outline: 3px solid var(--deed); outline-offset: 2px; }
.code { font-size: 1.25rem; overflow-wrap: anywhere; }
.said { background: var(--alert); padding: 0.75rem 1rem; border-radius: 0.5rem; }
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="{referrer}">
<title>{name}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def plain_page(body: str, status: int = 200, *, referrer: str = "same-origin") -> HTMLResponse:
    """Return a page with this content, which must be escaped where somebody typed it.

    With ``referrer`` "no-referrer" the browser does not say that a form on the page is ours.
    """
    page = _PAGE.replace("{style}", _STYLE).replace("{referrer}", referrer)
    page = page.replace("{name}", escape(read_settings().name))
    no_store = {"Cache-Control": "private, no-store"}
    return HTMLResponse(page.replace("{body}", body), status, headers=no_store)


def style_source() -> str:
    """Return the style of these pages as a content policy names it."""
    return hashed(_STYLE)


def hashed(inline: str) -> str:
    """Return an inline script or style as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
