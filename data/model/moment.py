"""Moments between the two, and one's own part. The fit model never reads them."""

from typing import Literal

from data.model.record import Day, Record, Step, Text

MomentKind = Literal[
    "disagreed", "pushed", "held back", "hard to hear", "felt heard", "let down", "repaired"
]
TheyDid = Literal["listened", "explained", "gave way", "brushed it off", "got defensive", "nothing"]
Settled = Literal["yes", "partly", "no", "not yet"]
AndMe = Literal["thought about it", "changed my mind", "still see it differently", "closed up"]


class Moment(Record):
    """Something that happened, what they did, what I did with it, and whether it is settled.

    ``me_later`` answers what ``me`` answers, asked once more a week later, on ``asked_again``.
    """

    kind: MomentKind
    they: TheyDid | None = None
    settled: Settled | None = None
    words: Text = ""
    me: AndMe | None = None
    me_later: AndMe | None = None
    asked_again: Day | None = None


class OwnPart(Record):
    """Own part: how open I was (0..10), what I left unsaid, what I tried. Never in a score."""

    open: Step | None = None
    unsaid: Text = ""
    tried: Text = ""
