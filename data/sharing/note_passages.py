"""Passages of a note: its sentences, and the names that a reader would find in them."""

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[\"”’)]*|\n|$)\s*")
_WORD = re.compile(r"\w[\w'’-]*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, in characters; blanks at its ends are left out.

    A line is a sentence too. Cuts after an abbreviation as well: one then chooses two pieces.
    """
    found = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        if piece.strip():
            start = match.start() + len(piece) - len(piece.lstrip())
            found.append((start, start + len(piece.strip())))
    return found


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return the known names in a text, and its capitalised words, in their order, each once.

    A word that begins a sentence may be among them: one too many is better than one too few.
    """
    folded = text.casefold()
    found = {name: folded.find(name.casefold()) for name in names if name.strip()}
    found = {name: start for name, start in found.items() if start >= 0}
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and word not in {"I", "I'm", "I’m", "I'd", "I’d", "I've", "I’ve"}:
            found.setdefault(word, match.start())
    return sorted(found, key=lambda name: (found[name], name))
