"""HTML pages of our own beside the app, from the templates in `html/`: they run without it.

Must never load anything: the style, and a script where there is one, stand in the page itself.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from components.web.base_path import base_path
from data.settings import read_settings

_HTML = Path(__file__).with_name("html")


def html_page(
    template: str, status: int = 200, *, referrer: str = "same-origin", **values: object
) -> HTMLResponse:
    """Return the page of a template, with these values in it, escaped.

    With ``referrer`` "no-referrer" the browser does not say that a form on the page is ours.
    """
    page = fragment(template, referrer=referrer, **values)
    return HTMLResponse(page, status, headers={"Cache-Control": "private, no-store"})


def fragment(template: str, **values: object) -> str:
    """Return what a template makes of these values: a page, or a part of one."""
    named = {"name": read_settings().name, "base": base_path(), "sentence": ""}
    return _templates().get_template(template).render(named | values)


def inline_source(*files: str) -> str:
    """Return styles or scripts that stand in these pages as a content policy names them."""
    return " ".join(hashed(_inline(file)) for file in files)


def hashed(inline: str) -> str:
    """Return an inline script or style as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"


@cache
def _inline(file: str) -> str:
    return (_HTML / file).read_text("utf-8")


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_HTML),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    found.globals["inline"] = _inline
    return found
