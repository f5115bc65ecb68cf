"""The guard against formulas in tables: a text that a spreadsheet would run gets an apostrophe.

(OWASP, "CSV Injection".) `unguarded` takes away exactly what `guarded` adds: every text comes back
as it was.
"""

import re

_SIGNS = "=+\\-@＝＋－＠"
"""Full-width signs are read as formulas too, after spreadsheets have made them plain."""
_LEADS = re.compile(rf"[\s']*[{_SIGNS}]|'*[\t\r\n]")
_CELLS_WITHIN = re.compile(rf"(?<=[;\t\r\n])(?=[\s']*[{_SIGNS}])")
_GUARDED_WITHIN = re.compile(rf"(?<=[;\t\r\n])'(?=[\s']*[{_SIGNS}])")
"""Where a program that separates cells by such a sign would begin one."""


def guarded(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet could begin a formula in it.

    That is at its beginning, and after each semicolon, tab and line break.
    """
    inner = _CELLS_WITHIN.sub("'", text)
    return f"'{inner}" if _LEADS.match(text) else inner


def unguarded(text: str) -> str:
    """Return the text that was `guarded`."""
    plain = text[1:] if text.startswith("'") and _LEADS.match(text, 1) else text
    return _GUARDED_WITHIN.sub("", plain)
