"""What a picture draws, read back from the table that it draws from."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class DrawnMark:
    """One mark; None where the picture says nothing."""

    part: str
    x: float = 0
    y: float = 0
    x2: float | None = None
    y2: float | None = None
    text: str = ""
    colour: str = ""
    shape: str = ""
    who: str = ""
    dimension: str = ""
    opacity: float = 1

    @property
    def sign(self) -> tuple[str, str]:
        return self.colour, self.shape

    def lies_in(self, other: "DrawnMark") -> bool:
        """Return whether it begins inside another."""
        right, bottom = other.x2 or other.x, other.y2 or other.y
        return other.x <= self.x <= right and other.y <= self.y <= bottom


def marks_of(drawn: pa.Table) -> list[DrawnMark]:
    """Return every line of the table as a mark, in order."""
    rows = drawn.to_pylist()
    return [DrawnMark(**{k: v for k, v in row.items() if v is not None}) for row in rows]


def of_part(marks: Iterable[DrawnMark], *parts: str) -> list[DrawnMark]:
    return [mark for mark in marks if mark.part in parts]


def texts(marks: Iterable[DrawnMark]) -> list[str]:
    return [mark.text for mark in marks]


def lies_inside(marks: Iterable[DrawnMark], wide: tuple[float, float], tall: float) -> bool:
    """Return whether every mark begins and ends within the picture."""
    return all(
        wide[0] <= x <= wide[1] and 0 <= y <= tall
        for mark in marks
        for x, y in ((mark.x, mark.y), (mark.x2 or mark.x, mark.y2 or mark.y))
    )
