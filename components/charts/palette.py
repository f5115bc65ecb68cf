"""The colours and shapes of the pictures: a colour *and* a shape for each therapist, always both.

The colours are told apart with the common kinds of colour blindness (after Okabe and Ito, 2008),
darkened or lightened until each has a contrast of at least 3 to 1 with its background.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from data.model.moment import MomentKind
from data.model.note import NoteKind

Theme = Literal["light", "dark"]

KINDS: Final[Mapping[NoteKind, str]] = {
    "session": "stroke",
    "first call": "M-1,-0.8L0,0.8L1,-0.8",
    "from memory": "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8",
}
"""The shape of a rating by the kind of its note: a stroke, a tick, a cross, none of `SHAPES`."""

MOMENTS: Final[Mapping[MomentKind, tuple[str, str]]] = {
    "disagreed": ("square", "■"),
    "pushed": ("triangle-right", "▶"),
    "held back": ("triangle-left", "◀"),
    "hard to hear": ("triangle-down", "▼"),
    "felt heard": ("diamond", "◆"),
    "let down": ("cross", "✚"),
    "repaired": ("circle", "●"),
}
"""The sign of each kind of moment: its shape in a picture, and its sign in a text."""

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


@dataclass(frozen=True)
class Palette:
    """Colours of one theme. `sign` gives each therapist one of ``therapists`` and a shape.

    ``fits``, ``near``, ``off``: words on where somebody is, with a contrast of 4.5 to 1.
    """

    text: str
    quiet: str
    line: str
    need: str
    background: str
    fits: str
    near: str
    off: str
    therapists: tuple[str, ...]


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        text="#22303a",
        quiet="#586570",
        line="#b9c3cb",
        need="#dcebe6",
        background="#ffffff",
        fits="#00664b",
        near="#7a5200",
        off="#a3290b",
        therapists=("#00664b", "#b04a00", "#0063a3", "#9c3f78", "#7a6200", "#4b4b4b"),
    ),
    "dark": Palette(
        text="#e7ecef",
        quiet="#a9b4bc",
        line="#4a5660",
        need="#21443b",
        background="#11181c",
        fits="#7fd6b8",
        near="#e3b755",
        off="#ff9a80",
        therapists=("#3fc79d", "#f0914a", "#6bb8ec", "#e08cc0", "#d9c04a", "#c4c4c4"),
    ),
}


def sign(colour_index: int, theme: Theme) -> tuple[str, str]:
    """Return the colour and the shape of the therapist at this place, unlike any of 36 others.

    Places are counted over all therapists of a vault, so that nobody looks different from one
    picture to the next.
    """
    colours = PALETTES[theme].therapists
    return colours[colour_index % len(colours)], SHAPES[
        (colour_index + colour_index // len(colours)) % len(SHAPES)
    ]
