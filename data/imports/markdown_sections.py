"""Sections of a Markdown file that Rapport saved: headings, labels, and lists and texts below them.

The form is that of `data/markdown_form.py`. What the parts mean is read elsewhere.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, TypeVar
from uuid import UUID, uuid5

from pydantic import ValidationError

from data.markdown_form import unescaped
from data.model.record import Record, problem

_R = TypeVar("_R", bound=Record)
_SPACE: Final = UUID("2c6d1c0e-95a3-5d64-8c55-63a1b0f7d3be")
_COMMENT = re.compile(
    r"(.*?) <!-- ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?"
    r"(?: ?([0-9]{4}-[0-9T:.+-]+Z?))? -->[ \t]*"
)
_LABEL = re.compile(r"\*\*(.+)\*\*")


class LineError(Exception):
    """Line of a file that cannot be read, with the reason in words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


@dataclass(frozen=True)
class MarkedLine:
    """One line, and what its comment says: which record it is, and when that was written."""

    number: int
    text: str
    identity: str | None
    written_at: str | None

    def pair(self) -> tuple[str, str]:
        """Return the name before the first colon, and the value as it was typed."""
        name, colon, value = self.text.partition(": ")
        if not colon:
            raise LineError(self.number, "a name and a value were expected")
        return name, unescaped(value)

    def parts(self, form: re.Pattern[str], what: str) -> tuple[Any, ...]:
        """Return the parts of it by a form. Raises `LineError` where it has another one."""
        if found := form.fullmatch(self.text):
            return found.groups()
        raise LineError(self.number, f"it is no {what}")

    def record(self, kind: type[_R], raw: Mapping[str, Any]) -> _R:
        """Return a record of what stands here. Raises `LineError` where a rule is broken."""
        try:
            return kind.model_validate_json(json.dumps(raw))
        except ValidationError as error:
            raise LineError(self.number, ": ".join(filter(None, problem(error)))) from None

    def identified(self, raw: Mapping[str, Any], day: str) -> dict[str, Any]:
        """Return the fields of a record with its id and time of writing, as its comment says them.

        What was added by hand has no comment: then its id follows from its contents.
        """
        body = sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
        at = self.written_at or f"{day}T12:00:00Z"
        return {"id": self.identity or str(uuid5(_SPACE, body)), "written_at": at, **raw}


@dataclass
class Block:
    """A heading or a label, with the list and the text below it."""

    head: MarkedLine
    items: list[MarkedLine] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Text below it, as it was typed: without the blank line before and after it."""
        lines = self.lines[1:] if self.lines[:1] == [""] else self.lines
        return unescaped("\n".join(lines[:-1] if lines[-1:] == [""] else lines))

    def pairs(self, fields: Mapping[str, str]) -> Iterator[tuple[MarkedLine, str, str]]:
        """Yield each entry with its field, by its name in ``fields``, and its value."""
        for item in self.items:
            name, value = item.pair()
            if name not in fields:
                raise LineError(item.number, f"nothing is called “{unescaped(name)[:40]}” here")
            yield item, fields[name], value

    def values(self, fields: Mapping[str, str]) -> dict[str, Any]:
        """Return the values of its entries by field."""
        return {name: value for _, name, value in self.pairs(fields)}

    def refuse_more(self, *, items: bool = False) -> None:
        """Raise `LineError` where a text stands below it, or (without ``items``) a list."""
        if self.text.strip() or (self.items and not items):
            raise LineError(self.head.number, "something stands below it that does not belong here")


@dataclass
class Section:
    """Part of a file below one heading, until the next: the first block is that of the heading."""

    blocks: list[Block]

    @property
    def head(self) -> MarkedLine:
        """The heading."""
        return self.blocks[0].head


def read_sections(text: str, first: int) -> list[Section]:
    """Return the sections of a text; ``first``: the number of its first line in the file."""
    found: list[Section] = []
    for number, line in enumerate(text.split("\n"), first):
        marked = _marked(number, line)
        if line.startswith(("# ", "## ")):
            text_of = MarkedLine(
                number, marked.text.lstrip("#")[1:], marked.identity, marked.written_at
            )
            found.append(Section([Block(text_of)]))
        elif not found:
            if line.strip():
                raise LineError(number, "something stands above the first heading")
        elif label := _LABEL.fullmatch(marked.text):
            of_label = MarkedLine(number, label[1], marked.identity, marked.written_at)
            found[-1].blocks.append(Block(of_label))
        else:
            _below(found[-1].blocks[-1], number, line)
    return found


def _below(block: Block, number: int, line: str) -> None:
    """Put a line where it belongs: a list stands before the text."""
    if line.startswith("- ") and not any(block.lines):
        marked = _marked(number, line[2:])
        block.items.append(marked)
        block.lines.clear()
    else:
        block.lines.append(line)


def _marked(number: int, line: str) -> MarkedLine:
    found = _COMMENT.fullmatch(line) if "<!--" in line else None
    return MarkedLine(number, *found.groups()) if found else MarkedLine(number, line, None, None)
