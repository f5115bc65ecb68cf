"""Dimensions and goals in a Markdown file that Rapport saved, by the names that they have in it."""

import re
from dataclasses import dataclass, field
from typing import TypeVar

from data.imports.markdown_sections import Block, LineError, MarkedLine
from data.markdown_form import unescaped
from data.model.dimension import OwnDimension, Renamed, built_in

_OWN = re.compile(r"My dimension (own-[a-z0-9-]+): (.+)")
_RENAMED = "Renamed: "
_HIDDEN = "hidden"
_KEY = re.compile(r"(?:.* \()?([a-z0-9-]+)\)?")

K = TypeVar("K")
R = TypeVar("R")


@dataclass
class MarkdownScales:
    """Own dimensions, goals, and other names for built-in dimensions, as one file tells them."""

    dimensions: dict[str, OwnDimension] = field(default_factory=dict)
    renamed: dict[str, Renamed] = field(default_factory=dict)

    def key(self, at: MarkedLine, title: str) -> str:
        """Return the dimension that a file calls by this name."""
        names = {dimension.name: key for key, dimension in built_in().items()}
        names |= {change.name: change.key for change in self.renamed.values() if change.name}
        names |= {own.name: own.key for own in self.dimensions.values()}
        if title in names:
            return names[title]
        found = _KEY.fullmatch(title)
        if found and (found[1].startswith("own-") or found[1] in built_in()):
            return found[1]
        raise LineError(at.number, f"no dimension is called “{title[:60]}”")

    def read(self, block: Block) -> None:
        """Take in a block, where it is about a dimension."""
        head = block.head
        if own := _OWN.fullmatch(head.text):
            raw = block.values(
                {"kind": "kind", "0 is": "low_end", "10 is": "high_end", _HIDDEN: _HIDDEN}
            )
            hidden, goal = raw.pop(_HIDDEN, "") == "yes", raw.get("kind") == "goal"
            kind = {"kind": "one-sided"} if goal else {}
            raw |= {"key": own[1], "name": unescaped(own[2]), _HIDDEN: hidden, "goal": goal, **kind}
            dimension = head.record(OwnDimension, raw)
            put(self.dimensions, dimension.key, dimension, head)
        else:
            raw = block.values({"name": "name", _HIDDEN: _HIDDEN})
            raw |= {"key": head.text.removeprefix(_RENAMED), _HIDDEN: raw.get(_HIDDEN) == "yes"}
            change = head.record(Renamed, raw)
            put(self.renamed, change.key, change, head)
        block.refuse_more(items=True)


def is_scale(block: Block) -> bool:
    """Return whether a block is about a dimension."""
    return bool(_OWN.fullmatch(block.head.text)) or block.head.text.startswith(_RENAMED)


def put(into: dict[K, R], key: K, record: R, at: MarkedLine) -> None:
    """Add a record. Raises `LineError` where another one says it is the same."""
    if into.setdefault(key, record) != record:
        raise LineError(at.number, "the same stands in it twice, with other words")
