"""Scales and words of other people's ratings, brought to 0..10; what is a guess is said to be one.

A guess that could double or invert a figure is never made: `guess_scale` then gives none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal, cast

from data.imports.days import whole_day
from data.imports.digits import plain_digits
from data.model.note import DID_NOT_COME_UP

Scale = Literal[
    "0 to 10", "1 to 10", "1 to 5", "0 to 5", "1 to 4", "0 to 4", "0 to 3", "1 to 6", "1 to 7",
    "0 to 6", "1 to 3", "0 to 2", "-2 to 2", "-3 to 3", "-5 to 5", "0 to 20", "0 to 100", "0 to 1",
    "words",
]  # fmt: skip


_ENDS: Final[Mapping[str, tuple[int, int]]] = {
    scale: (int(low), int(high))
    for scale in Scale.__args__  # type: ignore[attr-defined] # what a Literal is made of
    if scale != "words"
    for low, _, high in [scale.partition(" to ")]
}

LADDERS: Final = (
    ("never", "rarely", "sometimes", "often", "always"),
    ("very low", "low", "medium", "high", "very high"),
    ("very poor", "poor", "fair", "good", "very good"),
    ("very bad", "bad", "ok", "good", "very good"),
    ("awful", "bad", "meh", "good", "rad"),
    ("terrible", "bad", "okay", "good", "great"),
    ("not at all", "a little", "somewhat", "quite", "very"),
    ("not at all", "slightly", "moderately", "very", "extremely"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"),
    ("too slow", "slow", "right", "fast", "too fast"),
    ("too little", "right", "too much"),
    ("bad", "ok", "good"),
    ("low", "medium", "high"),
    ("no", "partly", "yes"),
    ("nie", "selten", "manchmal", "oft", "immer"),
    ("gar nicht", "wenig", "mittel", "ziemlich", "sehr"),
    ("sehr schlecht", "schlecht", "mittel", "gut", "sehr gut"),
    ("trifft nicht zu", "trifft eher nicht zu", "teils teils", "trifft eher zu", "trifft zu"),
    ("jamais", "rarement", "parfois", "souvent", "toujours"),
    ("nunca", "raramente", "a veces", "a menudo", "siempre"),
)
"""Words in order, from the low end to the high one."""

MOST_WORDS: Final = 60
"""Different words of a column that can still be given a value each."""

NOTHING: Final = frozenset(
    (
        *("", "-", "--", "–", "—", "−", "?", "??", "???", ".", "...", "…", "/", "\\", "_"),
        *("n/a", "na", "n.a.", "n.a", "#n/a", "#nv", "#value!", "nan", "null", "n/r", "nr"),
        *("not sure", "unsure", "don't know", "don’t know", "i don't know", "dont know", "dk"),
        *("no answer", "not answered", "skipped", "skip", "unknown", "not applicable", "no idea"),
        *("prefer not", "not rated", "undefined"),
        *("k.a.", "k. a.", "k.a", "ka", "keine angabe", "weiß nicht", "weiss nicht", "unbekannt"),
        *("entfällt", "keine ahnung", "s.o.", "s/o", "nsp", "n.s.p."),
        *("je ne sais pas", "ne sais pas", "sans objet", "sans réponse", "inconnu", "nc", "n.c."),
        *("no sé", "no se", "no sabe", "ns/nc", "n/s", "s/d", "sin respuesta", "no aplica"),
        *("non so", "n.d.", "nd", "n/d", "não sei", "nao sei", "não se aplica", "weet niet"),
        *("n.v.t.", "nvt", "geen idee", "nie wiem", "b.d.", "b/d", "vet ej", "vet inte"),
        *("ej svar", "ved ikke", "vet ikke", "en tiedä", "eos", "nevím", "nem tudom", "bilmiyorum"),
        *("не знаю", "нет ответа", "н/д", "не знам", "δεν ξέρω", "わからない", "不明"),
        *("不知道", "모름"),
    )
)
"""Ways to give no answer, as they stand in the tables of many programs and people.

Not among them: what is the low end in another table ("none", "nil", "ej") or a mark ("x", "*").
"""

_NUMBER = re.compile(r"[-+−]?\s?[0-9]+(?:[.,][0-9]+)?")
_OF = re.compile(
    r"([0-9]+(?:[.,][0-9]+)?)\s?(?:/|von|of|out of|sur|de|из|av|z)\s?([0-9]{1,3})", re.IGNORECASE
)
_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s?[%٪％]")
_STARS = re.compile(r"[★☆⭐🌟✩✭✮⯨\ufe0f\s]+")
_LOOKED_AT: Final = 200
_FULL, _EMPTY = "★⭐🌟✭✮", "☆✩"


@dataclass(frozen=True)
class Rated:
    """One column of ratings: on which dimension, on which scale, and what its words mean.

    ``words``: the value of each word, beside numbers too; None for one that is no answer.
    ``turned``: whether its high end is the low end here.
    """

    column: str
    dimension: str
    scale: Scale = "0 to 10"
    words: Mapping[str, int | Literal["did not come up"] | None] = field(default_factory=dict)
    turned: bool = False


@dataclass(frozen=True)
class ScaleGuess:
    """The scale of a column; None where nothing tells it, and then the ``question`` to ask."""

    scale: Scale | None
    question: str = ""


def guess_scale(values: Iterable[str], others: Sequence[Sequence[str]] = ()) -> ScaleGuess:
    """Return the scale on which a column of ratings seems to be.

    ``others``: what the other columns of ratings hold, which may say that a scale goes further.
    """
    said = [value for value in values if not is_nothing(value)]
    own = [value for value in said if _own_share(value) is not None]
    rest = [value for value in said if _own_share(value) is None]
    numbers = [number for value in rest if (number := _number(value)) is not None]
    words = len(rest) - len(numbers)
    if _are_days(said):
        return ScaleGuess(None, _DAYS)
    if words:
        share = f"{words} of {len(said)}"
        beside = f"Words stand among the numbers ({share}). Does this column hold different things?"
        return ScaleGuess(
            "words" if words > len(said) / 2 else None, beside if own or numbers else ""
        )
    if not numbers:
        return ScaleGuess("0 to 10")
    if own:
        return _beside_own(own, said, numbers)
    others_say = [
        number for column in others for value in column if (number := _number(value)) is not None
    ]
    return _of_numbers(min(numbers), max(numbers), numbers, max(others_say, default=0))


def _beside_own(own: Sequence[str], said: Sequence[str], numbers: Sequence[float]) -> ScaleGuess:
    """Return the scale of plain numbers beside values that say what they are out of."""
    if max(numbers) > 10 and all(_PERCENT.fullmatch(value.strip()) for value in own):
        return ScaleGuess("0 to 100")
    if stars := _star_scale(said):
        return ScaleGuess(stars)
    return ScaleGuess(None, "Some of its values say what they are out of, others do not.")


def _are_days(values: Sequence[str]) -> bool:
    """Return whether most are days, which a spreadsheet program makes of 7/10."""
    days = sum(
        bool((day := whole_day(value)) and day.readings)
        for value in values[:_LOOKED_AT]
        if _own_share(value) is None and _exact(value) is None
    )
    return days > min(len(values), _LOOKED_AT) / 2


def _star_scale(values: Sequence[str]) -> Scale | None:
    """Return how far stars go where some of them show it: ★★★★★ beside ★★★★☆ is five of five."""
    totals = {sum(map(value.count, _FULL + _EMPTY)) for value in values if _own_share(value)}
    full = [_stars(value) for value in values]
    if len(totals) != 1 or any(count is None or count > max(totals) for count in full):
        return None
    scale = f"0 to {totals.pop()}"
    return cast(Scale, scale) if scale in _ENDS else None


def _of_numbers(low: float, high: float, numbers: Sequence[float], beside: float) -> ScaleGuess:
    """Return the scale of plain numbers; ``beside``: the highest of the other columns."""
    if low < 0:
        return ScaleGuess(None, f"Its numbers go from {low:g} to {high:g}. Which scale is that?")
    if high > 10 and any(number <= 10 for number in numbers):
        return ScaleGuess(
            None,
            f"Its numbers go from {low:g} to {high:g}. Does this column hold different things? "
            "Then leave it out. If it is one scale, choose it.",
        )
    if high > 20:
        return ScaleGuess("0 to 100")
    if 7 < high <= 10 >= beside and not set(numbers) <= {0, 10}:
        return ScaleGuess("0 to 10")
    if high <= 1 and any(number != int(number) for number in numbers):
        return ScaleGuess(None, "None is above 1. Is 1 the most, as with percents, or is it 10?")
    return ScaleGuess(None, _asked(high, further=high <= 5 < beside))


_DAYS: Final = (
    "Its values are days. A spreadsheet program may have made days of 7/10. Have it show the "
    "column as text, or take it out of the ratings."
)


def _asked(high: float, *, further: bool = False) -> str:
    most = 5 if high <= 5 else 7 if high <= 7 else 20
    if 7 < high <= 10:
        return "None is above 10: is it out of 10, or out of 100?"
    rest = " Another column goes further." if further else ""
    return f"None is above {most}: is it really out of {most}, or out of 10?{rest}"


def words_beside(values: Iterable[str]) -> dict[str, None]:
    """Return the words of a column of numbers, the common first: none of them is a number here."""
    return dict.fromkeys(word for word in guess_words(values) if _exact(word) is None)


def guess_words(values: Iterable[str]) -> dict[str, int | None]:
    """Return each different word of a column with the value it seems to mean, the common first.

    Words get values by one ladder, the one that holds most of them; none where two ladders that
    hold as many would give them different values.
    """
    counts = Counter(
        value.strip().casefold()
        for value in values
        if not is_nothing(value) and _own_share(value) is None
    )
    most = max(sum(word in counts for word in ladder) for ladder in LADDERS)
    best = [
        _steps(ladder)
        for ladder in LADDERS
        if most and sum(word in counts for word in ladder) == most
    ]
    meant: dict[str, int | None] = {}
    for word, _ in counts.most_common():
        found = {steps.get(word) for steps in best}
        meant[word] = found.pop() if len(found) == 1 else None
    return meant


def _steps(ladder: Sequence[str]) -> dict[str, int]:
    return {word: _half_up(Fraction(10 * at, len(ladder) - 1)) for at, word in enumerate(ladder)}


def is_nothing(value: str) -> bool:
    """Return whether a cell is one of the many ways to give no answer."""
    return value.strip().casefold() in NOTHING


def step(value: str, rated: Rated) -> int | Literal["did not come up"] | None:
    """Return a cell as a rating 0..10, None for no answer. Raises `ValueError`.

    Rounded once and last: halves go up, on the scale as it is here.
    """
    plain = value.strip()
    word = plain.casefold()
    if word in rated.words:
        meant = rated.words[word]
        return 10 - meant if rated.turned and isinstance(meant, int) else meant
    if word == DID_NOT_COME_UP:
        return DID_NOT_COME_UP
    if is_nothing(plain):
        return None
    share = _own_share(plain)
    if share is None:
        if rated.scale == "words":
            raise ValueError("no value was chosen for this word")
        number = _exact(plain)
        low, high = _ENDS[rated.scale]
        if number is None or not low <= number <= high:
            raise ValueError(f"it is no number from {low} to {high}")
        share = (number - low) / (high - low)
    elif not 0 <= share <= 1:
        raise ValueError("it is more than the most it can be")
    return _half_up(10 * (1 - share if rated.turned else share))


def _own_share(value: str) -> Fraction | None:
    """Return the share, 0..1, that a cell says by itself: 7/10, 70 %, ★★★★☆; else None."""
    plain = plain_digits(value.strip())
    if found := _OF.fullmatch(plain):
        most = int(found[2])
        number = _exact(found[1])
        return number / most if most and number is not None else None
    if found := _PERCENT.fullmatch(plain):
        number = _exact(found[1])
        return None if number is None else number / 100
    empty = sum(map(plain.count, _EMPTY))
    full = _stars(plain)
    # Without an empty one beside them nothing says how many stars there could be.
    return Fraction(full, full + empty) if full is not None and empty else None


def _stars(value: str) -> int | None:
    """Return how many full stars a cell holds, None where it holds anything else."""
    plain = value.strip()
    return sum(map(plain.count, _FULL)) if plain and _STARS.fullmatch(plain) else None


def _half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def _exact(text: str) -> Fraction | None:
    plain = plain_digits(text.strip())
    if not _NUMBER.fullmatch(plain):
        stars = _stars(plain)
        return None if stars is None else Fraction(stars)
    return Fraction(plain.replace(",", ".").replace("−", "-").replace(" ", ""))


def _number(text: str) -> float | None:
    found = _exact(text)
    return None if found is None else float(found)
