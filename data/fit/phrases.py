"""Sides, counts and standings in words; the same thing is said the same way everywhere."""

from collections.abc import Sequence
from math import floor
from typing import Final

from data.fit.comparison import SAME
from data.fit.fit import DOTS
from data.fit.report import Cell, Standing, Sure
from data.fit.session_worth import outside
from data.words import counted

_BLOCKS: Final[dict[Sure, int]] = {
    "nothing yet": 1, "first impression": 2, "early": 3, "more settled": 4,
}  # fmt: skip
_NEARLY_ALL: Final = 0.975
_TOP: Final = 99
"""The highest percent that is said of fit."""


def side_words(cell: Cell) -> str:
    """Return the side of a cell in the words of its dimension: "a bit too pushy, so far"."""
    return f"{_off_words(cell) or cell.side.where}{', so far' if cell.side.so_far else ''}"


def cell_words(cell: Cell) -> str:
    """Return what stands in a cell of the grid, in two or three words: "a bit too pushy"."""
    short = {
        "where you want it": "fits",
        "too few notes": "too early to say",
        "not rated yet": "not rated",
    }
    return _off_words(cell) or short.get(cell.side.where, cell.side.where)


def _off_words(cell: Cell) -> str:
    """Return what is off in the words of the dimension, "" where nothing is, or it swings.

    On the edge of the need only some sessions are off: "at times too pushy".
    """
    where, how = cell.side.where, "a bit " if cell.side.a_bit else ""
    if where == "on the edge" and cell.outlook:
        where = "too little" if cell.outlook.p_below > cell.outlook.p_above else "too much"
        how = "at times "
    sides = {"too little": cell.dimension.too_little, "too much": cell.dimension.too_much}
    words = sides.get(where)
    return f"{how}{words}" if words else ""


def rated_count_words(standing: Standing) -> str:
    """Return how much is where it is wanted, shortly: "9 of 11 fit", "2 of 3 rated fit"."""
    of = standing.rated or len(standing.counted)
    rated = "" if standing.rated in {0, len(standing.counted)} else " rated"
    return f"{standing.where_wanted} of {of}{rated} fit"


def row_words(cell: Cell) -> str:
    """Return what stands at a row: the side, then how many notes say so."""
    if cell.outlook is None:
        return side_words(cell)
    return f"{side_words(cell)}; {counted(len(cell.evidence), 'note')}"


def inside_words(cell: Cell) -> str:
    """Return what anybody can count: "inside in 8 of 9 notes"."""
    return f"inside in {cell.inside} of {counted(len(cell.evidence), 'note')}"


def with_side(cell: Cell) -> str:
    """Return the side as it stands among those of other needs: "too pushy (Pace)".

    Its name is said too: "a bit too much to do" alone was taken for the reader's own.
    """
    words, name = side_words(cell), cell.dimension.name
    return f"{words} on {name}" if cell.side.where == "swings" else f"{words} ({name})"


def count_words(standing: Standing) -> str:
    """Return how many needs are where the person wants them, of all in fit: "9 of 11"."""
    return f"{standing.where_wanted} of {len(standing.counted)}"


def wanted_words(standing: Standing, about: str = "") -> str:
    """Return the count as a sentence without its end: "5 of 6 needs where you want them".

    ``about``: the name, where it is not said beside it. After one note, that is said first.
    """
    wanted, rated, of = standing.where_wanted, standing.rated, len(standing.counted)
    if standing.notes == 1 and rated:
        return f"After one note{f' about {about}' if about else ''}, {_so_far(wanted, of)}"
    if not rated:
        return f"None of your {counted(of, 'need')} is rated yet" if of else "No need counts here"
    if not wanted:
        words = none_words(rated)
        return words[0].upper() + words[1:]
    return f"{wanted} of {counted(of, 'need')} where you want them"


def none_words(rated: int) -> str:
    """Return that of so many rated needs none is where the person wants it."""
    if rated == 1:
        return "the one need you rated is not where you want it"
    return f"none of the {rated} needs you rated is where you want it"


def _so_far(wanted: int, of: int) -> str:
    if of == 1:
        return "your one need looks right so far" if wanted else "your one need looks off so far"
    if wanted == of:
        return "both needs look right so far" if of == 2 else f"all {of} needs look right so far"
    looks = "looks" if wanted == 1 else "look"
    return f"{wanted or 'none'} of {of} needs {looks} right so far"


def standing_words(standing: Standing) -> str:
    """Return what a therapist's line begins with: the count, and what is not rated yet."""
    left = len(standing.counted) - standing.rated
    if not left or not standing.rated:
        return wanted_words(standing)
    return f"{wanted_words(standing)}. {left} {'is' if left == 1 else 'are'} not rated yet"


def missed_words(standing: Standing) -> list[str]:
    """Return a line for each missed must-have, and for each that one note puts in doubt."""
    sentences = []
    for must in standing.musts:
        name = must.dimension.name
        if must.status == "missed":
            sentences.append(f"Misses a must-have: {name}")
        elif must.status == "unclear" and any(
            outside(evidence.value, cell.need) > 1
            for cell in standing.cells
            if cell.dimension.key == must.dimension.key
            for evidence in cell.evidence
        ):
            sentences.append(f"In doubt, a must-have: {name}")
    return sentences


def sure_words(standing: Standing) -> str:
    """Return how sure that is: "More settled, from 14 notes"."""
    if not standing.notes:
        return "No notes yet"
    if standing.sure == "nothing yet":
        rated = f"{standing.rated} of {len(standing.counted)}"
        return f"Too few of your needs rated to say: {rated}" if standing.counted else "Too early"
    memory = ", all from memory" if from_memory(standing) else ""
    return f"{standing.sure.capitalize()}, from {counted(standing.notes, 'note')}{memory}"


def sure_blocks(standing: Standing) -> int:
    """Return how sure that is as 0 to 4 blocks beside its word; none without a note."""
    return _BLOCKS[standing.sure] if standing.notes else 0


def sure_word(standing: Standing) -> str:
    """Return how sure that is in a word or two, where there is no room for `sure_words`."""
    if standing.sure == "nothing yet" and standing.notes:
        return "too few rated"
    return standing.sure if standing.notes else "no notes yet"


def from_memory(standing: Standing) -> bool:
    """Return whether everything rated is from memory."""
    kinds = {rating.kind for cell in standing.counted for rating in cell.evidence}
    return kinds == {"from memory"}


def fit_words(standing: Standing) -> str:
    """Return the fit in percent, for the fold: "about 71 % right for you, likely 63 to 78 %".

    Nobody is wholly right for anybody: what would round to 100 reads "99 % or more".
    """
    if standing.fit is None:
        return "too little is rated to say"
    mean, low, high = (
        min(_TOP, round(100 * share))
        for share in (standing.fit.mean, standing.fit.low, standing.fit.high)
    )
    if low == _TOP:
        return f"{_TOP} % or more right for you"
    return f"about {mean} % right for you, likely {low} to {high} %"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return "Pace", "Pace and Focus", "Pace, Focus, Depth and 2 more"."""
    names = [*names[:most], f"{len(names) - most} more"] if len(names) > most else [*names]
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def joined(*sentences: str) -> str:
    """Return those sentences that there are as one text."""
    return " ".join(sentence for sentence in sentences if sentence)


def chance_words(chance: float) -> str:
    """Return a chance of at least one half, never rounded up: "with a chance of 17 in 20"."""
    if chance >= _NEARLY_ALL:
        return "almost surely"
    return f"with a chance of {out_of_twenty(chance)} in {DOTS}"


def out_of_twenty(chance: float) -> int:
    """Return a chance of 0..1 as so many of `DOTS`, never rounded up."""
    return floor(DOTS * chance + SAME)


def ahead_words(first: str, second: str, chance: float) -> str:
    """Return who of two fits better; ``chance``, 0..1: that the first does."""
    if chance < 0.5:
        first, second, chance = second, first, 1 - chance
    if 2 * out_of_twenty(chance) <= DOTS:
        return f"{first} and {second} fit about equally well."
    return f"{first} fits better than {second}, {chance_words(chance)}."
