"""Page style: the style of every page, which is there before anything is drawn.

Sent with what is drawn it would arrive after it, and all of the page would move.
"""

from functools import cache
from pathlib import Path
from typing import Final

from streamlit import config

from components.web.html_page import fragment

_ASSETS: Final = Path(__file__).parents[1] / "assets"
_SHEETS: Final = ("frame.css", "fit.css")
_COLOURS: Final = {
    "ground": "backgroundColor",
    "soft": "secondaryBackgroundColor",
    "text": "textColor",
    "line": "borderColor",
    "accent": "primaryColor",
}


@cache
def page_style() -> str:
    """Return the style of every page, with the theme's colours by the names it uses."""
    colours = {
        name: tuple(config.get_option(f"theme.{theme}.{option}") for theme in ("light", "dark"))
        for name, option in _COLOURS.items()
    }
    colours["on-accent"] = "#ffffff", config.get_option("theme.dark.backgroundColor")
    sheets = "\n".join((_ASSETS / sheet).read_text("utf-8") for sheet in _SHEETS)
    return fragment("style.html.jinja", colours=colours, sheets=sheets)
