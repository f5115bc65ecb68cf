"""Sides, counts and standings in words; the same thing is said the same way everywhere."""

from data.fit.report import Cell, Standing
from data.fit.session_worth import outside
from data.words import counted


def side_words(cell: Cell) -> str:
    """Return the side of a cell in the words of its dimension: "a bit too pushy, so far"."""
    side = cell.side
    sides = {"too little": cell.dimension.too_little, "too much": cell.dimension.too_much}
    words = sides.get(side.where) or side.where
    return f"{'a bit ' if side.a_bit else ''}{words}{', so far' if side.so_far else ''}"


def cell_words(cell: Cell) -> str:
    """Return what stands in a cell of the grid, in two or three words: "a bit too pushy"."""
    short = {
        "where you want it": "fits",
        "too few notes": "too early to say",
        "not rated yet": "not rated",
        "swings": "swings",
    }
    side = cell.side
    if side.where in short:
        return short[side.where]
    sides = {"too little": cell.dimension.too_little, "too much": cell.dimension.too_much}
    return f"{'a bit ' if side.a_bit else ''}{sides.get(side.where) or side.where}"


def rated_words(standing: Standing) -> str:
    """Return how much is where it is wanted, as short as can be: "9 of 11", "2 of 3 rated"."""
    of = standing.rated or len(standing.counted)
    rated = "" if standing.rated in {0, len(standing.counted)} else " rated"
    return f"{standing.where_wanted} of {of}{rated}"


def row_words(cell: Cell) -> str:
    """Return what stands at a row: the side, then how many notes say so."""
    if cell.outlook is None:
        return side_words(cell)
    return f"{side_words(cell)}; {counted(len(cell.evidence), 'note')}"


def inside_words(cell: Cell) -> str:
    """Return what anybody can count: "inside in 8 of 9 notes"."""
    return f"inside in {cell.inside} of {counted(len(cell.evidence), 'note')}"


def standing_words(standing: Standing) -> str:
    """Return the count a therapist's line begins with: "5 of 6 needs where you want them"."""
    needs = counted(len(standing.counted), "need")
    sentence = f"{standing.where_wanted} of {needs} where you want them"
    return (
        sentence
        if standing.rated == len(standing.counted)
        else f"{sentence}, {standing.rated} rated"
    )


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
    """Return how sure that is: "more settled, from 14 notes"."""
    if not standing.notes:
        return "No notes yet"
    if standing.sure == "nothing yet":
        return f"Nothing yet to be sure of, from {counted(standing.notes, 'note')}"
    return f"{standing.sure.capitalize()}, from {counted(standing.notes, 'note')}"


def fit_words(standing: Standing) -> str:
    """Return the fit in percent, for the fold: "about 71 % right for you, likely 63 to 78 %"."""
    if standing.fit is None:
        return "too little is rated to say"
    mean, low, high = (
        f"{100 * share:.0f}" for share in (standing.fit.mean, standing.fit.low, standing.fit.high)
    )
    return f"about {mean} % right for you, likely {low} to {high} %"


def ahead_words(first: str, second: str, of_twenty: int) -> str:
    """Return who fits better in how many of twenty cases."""
    if of_twenty == 10:
        return f"{first} and {second} fit about equally well."
    if of_twenty < 10:
        first, second, of_twenty = second, first, 20 - of_twenty
    return f"{first} fits better than {second} in {of_twenty} of 20 cases."
