"""The guard against formulas in tables: a text that a spreadsheet would run gets an apostrophe.

(OWASP, "CSV Injection".) `unguarded` takes away exactly what `guarded` adds: every text comes back
as it was.
"""

import re

_SIGNS = "=+\\-@＝＋－＠"
"""Full-width signs are read as formulas too, after spreadsheets have made them plain."""
_LEADS = re.compile(rf"[\s']*[{_SIGNS}]|'*[\t\r\n]")
_BEFORE_A_SIGN = re.compile(rf"(?:;|(?<![\s']))[\s']*+(?=[{_SIGNS}])")
"""All of a run before such a sign, gone through once: a text may be long, and nothing but blanks.

Where a program that separates cells by one of `_ENDS` would begin a cell, an apostrophe belongs.
"""
_ENDS = re.compile(r"(?<=[;\t\r\n])")
_GUARDED_ENDS = re.compile(r"(?<=[;\t\r\n])'")


def guarded(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet could begin a formula in it.

    That is at its beginning, and after each semicolon, tab and line break.
    """
    inner = _BEFORE_A_SIGN.sub(lambda run: _ENDS.sub("'", run[0]), text)
    return f"'{inner}" if _LEADS.match(text) else inner


def unguarded(text: str) -> str:
    """Return the text that was `guarded`."""
    plain = text[1:] if text.startswith("'") and _LEADS.match(text, 1) else text
    return _BEFORE_A_SIGN.sub(lambda run: _GUARDED_ENDS.sub("", run[0]), plain)
