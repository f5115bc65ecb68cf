"""Every text that people can read: from the data files, and from the code without its comments.

What is filled in stands as ``Maple``, a word of ordinary length.
"""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
FILLED_IN = "Maple"
_LIKE_HTML = re.compile(r"<(style|script)\b.*?</\1>|<[a-z/][^>]*>", re.DOTALL)
_SENTENCE = re.compile(r"[.?!][”’*)]*(?:\s+|$)")


class FoundText(NamedTuple):
    """One text and where it stands."""

    words: str
    where: str


def own_words(text: str) -> int:
    """Return how many words of a text are not filled in."""
    return sum(FILLED_IN not in word for word in text.split())


def texts() -> list[FoundText]:
    """Return all texts of the data files and of the code."""
    found = [text for file in sorted(ROOT.glob("data/*/*.toml")) for text in _of_data(file)]
    for folder in ("data", "components", "pages"):
        found += [text for file in sorted((ROOT / folder).rglob("*.py")) for text in _of_code(file)]
    found += [_of_page(file) for file in sorted((ROOT / "components").rglob("*.html.jinja"))]
    return [text for text in found if text.words]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; what does not end as one is none."""
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    return [text[a:b].strip() for a, b in zip([0, *ends], ends, strict=False)]


def _of_data(file: Path) -> Iterator[FoundText]:
    def inside(part: Any) -> Iterator[str]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | list):
            for entry in part.values() if isinstance(part, dict) else part:
                yield from inside(entry)

    for words in inside(tomllib.loads(file.read_text())):
        yield FoundText(re.sub(r"\{\w+\}", FILLED_IN, words), _where(file))


def _of_page(file: Path) -> FoundText:
    words = re.sub(r"{%.*?%}|{#.*?#}", " ", file.read_text("utf-8"), flags=re.DOTALL)
    words = _LIKE_HTML.sub(" ", re.sub(r"{{.*?}}", FILLED_IN, words, flags=re.DOTALL))
    return FoundText(" ".join(words.split()), _where(file))


def _of_code(file: Path) -> Iterator[FoundText]:
    tree = ast.parse(file.read_text())
    # Strings that stand alone are for readers of the code; parts of another come with it.
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
            words = "".join(map(_part, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in apart:
                continue
            words = node.value
        else:
            continue
        words = inspect.cleandoc(_LIKE_HTML.sub(" ", words))
        yield FoundText(words, f"{_where(file)}:{node.lineno}")


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else FILLED_IN


def _where(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def readability_index(text: str) -> float:
    """Return for which school year a text is easy: the automated readability index.

    By the signs of its words and the words of its sentences (Senter and Smith, 1967).
    """
    words, signs = _words(text), len("".join(text.split()))
    return 4.71 * signs / len(words) + 0.5 * len(words) / _sentence_count(text) - 21.43


def eflaw(text: str) -> float:
    """Return how hard a text is in a second language: McAlpine's EFLAW.

    The words of a sentence, and once more those of three letters and fewer.
    """
    words = _words(text)
    small = sum(len(word) <= 3 for word in words)
    return (len(words) + small) / _sentence_count(text)


def _sentence_count(text: str) -> int:
    """Count what ends with a full stop or the like; two words and fewer are a label."""
    parts = re.findall(r"\b[^.!?]+[.!?]*", text)
    return max(1, sum(len(part.split()) > 2 for part in parts))


def _words(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := re.sub(r"[^\w\s']", "", word))]
