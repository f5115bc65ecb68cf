"""Numbers and sides in words. The same thing is said the same way everywhere."""

from datetime import date
from typing import Final

from data.advice.words import words
from data.fit.need_view import outside
from data.fit.report import Cell, Standing
from data.model.dimension import Dimension
from data.model.moment import Moment, Settled
from data.model.note import Note
from data.model.therapist import Status

_STATUSES: Final[dict[Status, str]] = {
    "staying": "staying",
    "trying": "seeing",
    "considering": "thinking about",
    "ended": "ended",
}
_SETTLED: Final[dict[Settled, str]] = {
    "yes": "settled",
    "partly": "partly settled",
    "no": "not settled",
    "not yet": "not settled yet",
}


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 note", "3 notes"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut between words where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def day_words(day: date) -> str:
    """Return the day as people write it: "5 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def status_words(status: Status) -> str:
    """Return a status as people say it: "seeing", "staying", "thinking about", "ended"."""
    return _STATUSES[status]


def side_words(cell: Cell) -> str:
    """Return the side of a cell in the words of its dimension: "a bit too pushy, so far"."""
    side = cell.side
    sides = {"too little": cell.dimension.too_little, "too much": cell.dimension.too_much}
    words = sides.get(side.where) or side.where
    return f"{'a bit ' if side.a_bit else ''}{words}{', so far' if side.so_far else ''}"


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
    told = f"{standing.where_wanted} of {needs} where you want them"
    return told if standing.rated == len(standing.counted) else f"{told}, {standing.rated} rated"


def missed_words(standing: Standing) -> list[str]:
    """Return a line for each missed must-have, and for each that one note puts in doubt."""
    told = []
    for must in standing.musts:
        name = must.dimension.name
        if must.status == "missed":
            told.append(f"Misses a must-have: {name}")
        elif must.status == "unclear" and any(
            outside(seen.value, cell.need) > 1
            for cell in standing.cells
            if cell.dimension.key == must.dimension.key
            for seen in cell.evidence
        ):
            told.append(f"In doubt, a must-have: {name}")
    return told


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
        f"{100 * one:.0f}" for one in (standing.fit.mean, standing.fit.low, standing.fit.high)
    )
    return f"about {mean} % right for you, likely {low} to {high} %"


def ahead_words(first: str, second: str, of_twenty: int) -> str:
    """Return who fits better in how many of twenty cases."""
    if of_twenty == 10:
        return f"{first} and {second} fit about equally well."
    if of_twenty < 10:
        first, second, of_twenty = second, first, 20 - of_twenty
    return f"{first} fits better than {second} in {of_twenty} of 20 cases."


def choice_words(dimension: Dimension) -> dict[tuple[int, int], str]:
    """Return the words of each worded range; in own dimensions, by the names of their ends."""
    low, high = f"“{dimension.low_end}”", f"“{dimension.high_end}”"
    return {
        (one.low, one.high): one.words.replace("the low end", low).replace("the high end", high)
        for one in dimension.choices
    }


def moment_words(moment: Moment) -> str:
    """Return a moment in a line: "I disagreed: they explained, partly settled"."""
    they = f"they {'did nothing' if moment.they == 'nothing' else moment.they}"
    told = [they if moment.they else "", _SETTLED[moment.settled] if moment.settled else ""]
    after = ", ".join(one for one in told if one)
    ask = words().moment[moment.kind].ask
    return f"{ask}: {after}" if after else ask


def own_part_words(note: Note) -> str:
    """Return one's own part in a note in lines; "" where nothing was said."""
    part = note.own_part
    if part is None:
        return ""
    told = {
        "Open": "" if part.open is None else f"{part.open} of 10",
        "Left unsaid": part.unsaid,
        "Tried": part.tried,
    }
    return "\n".join(f"{label}: {text}" for label, text in told.items() if text)
