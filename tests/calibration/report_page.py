"""What was measured, as the page docs/calibration.md: tables, and in words where it is off."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tests.calibration.outcomes import Proportion, RunOutcome, together
from tests.calibration.worlds import AS_ASSUMED, WRONG

NOTES: Final = (1, 2, 4, 8, 20)
BOUNDS: Final = (77.0, 84.0)
"""Percent of 80 % ranges that shall hold the truth."""

AIM: Final = (76.0, 84.0)
"""Percent of 80 % ranges of fit that shall hold it wherever ratings can tell."""

CLOSE: Final = 3.0
"""Points that may lie between what was said of fitting best and what came true."""

PICTURE: Final = "pictures/calibration.png"

Found = Mapping[str, Mapping[int, RunOutcome]]
"""What came of each world, by its name, after each number of notes."""

_ABOUT: Final = """\
# How often it holds

An 80 % range should hold the truth in 80 of 100 cases, and somebody said to fit best with a chance
of 60 % should do so in 60 of 100. What is true of a real therapist nobody knows. Therefore people
are made up, each with four therapists, eight dimensions, and needs of random ranges and
importances. The model gets their notes alone, and its report is held beside what is true: the
*level* a therapist is at after the last note, and the *fit* that would follow if every level and
swing were known exactly.

`make calibrate` prints this page and writes it. Seeds are fixed: it prints the same each time.
{people} people were made up for each number of notes, {fewer} where an assumption is wrong. For a
halo and for dreadful sessions it is {people} again."""

_AIMED: Final = """\
**What was aimed at** is fit that holds in {low:.0f} to {high:.0f} of 100 wherever ratings
can tell: as the model assumes, with a halo, with dreadful sessions. {missed}"""

_ASSUMED: Final = """\
## As the model assumes

Everybody has a typical swing, every cell a swing and a drift of its own; now and then a level jumps
or a rating slips, all as often as docs/fit-model.md says. Cases in which the 80 % range held the
truth, in percent:

{table}

By chance alone, in nineteen of twenty runs, these stray by up to {levels:.1f} points (levels) and
{fits:.1f} (fit). They should lie between {low:.0f} and {high:.0f}.

![{says}]({picture})

The chance to fit best of four, all numbers of notes together: what was said, and what came true.

{best}"""

_WRONG: Final = """\
## When the assumptions are wrong

One thing is different for everybody, and the model does not know it. What lies outside {low:.0f} to
{high:.0f} is in bold. With fewer people, chance alone moves these figures by up to
{levels_stray:.1f} points (levels), {fits_stray:.1f} (fit) and {best_stray:.1f} (who fits best): a
single one in bold may be chance.

- *Swing*: sessions differ by the same 0.7, 1.4 or 2.2 points in every cell.
- *Wander*: a random step between two notes, up or down.
- *One way*: the same step each time, until an end of the scale turns it round.
- *One break*: after some note all dimensions of a therapist are elsewhere, once.
- *Only at 0, 5 and 10*, *only from 4 to 7*: whatever was felt is rated as the nearest of these.
- *Halo*: all ratings of a note share a mood; any two go together with a correlation of 0.6 beside
  what is really there. With one-sided needs a good mood is right in all of them; *towards the
  need*, it brings each rating nearer to its need, from whichever side.
- *A mood that lasts*: added to everything, about whomever; 0.8 of it is left at the next note.
- *All improve*: every level rises by 0.15 a note until the end of the scale.
- *Two people under one name*: each note is about one of two; the truth is whom the last is about.
- *Contrast*: 0.3 of the difference to the other therapists is added to what was felt.
- *Copied*: every second rating repeats the last one of its kind. *Halfway*: each is drawn half of
  the way to the last one.
- *Dreadful*: in one session of ten everything is felt 4 points lower. The true fit is what sessions
  are worth as they come; *beside the other nine*, it is what the others are worth, as if the tenth
  were no part of it; *one-sided* is the same where all needs are.
- *From memory*: every second note is, is seen half as clearly, and is 1 too high or 2 too low.
- *Never rated*: nothing is known about three of the eight needs of each therapist. That is no wrong
  assumption; it stands here for what it does to fit.

Levels, after so many notes:

{levels}

Fit, after so many notes:

{fits}

The chance to fit best, as *said → came true* in percent, all numbers of notes together:

{best}

How often a leader was named who was not the best, in percent of those named, after so many notes:

{leaders}

The self-check that people see, over all notes: how many of the ratings foretold fell into the range
expected of them, and how many should have.

{foretold}"""

WHY: Final = {
    "every swing is 0.7": (
        "First ratings are trusted too little: the model expects sessions to differ by about 1.4 "
        "points and learns only by and by that they do not. Ranges are wider than they need be."
    ),
    "every swing is 1.4": (
        "This is what the model expects on the whole, without the extremes it is ready for; what "
        "strays is about what chance does."
    ),
    "every swing is 2.2": (
        "The other way round: until it has learned how much sessions differ, the model takes the "
        "first ratings too seriously."
    ),
    "levels wander by 0.2 a note": "The model is ready for steps of this size.",
    "levels wander by 0.35 a note": (
        "The model is ready for steps of this size; what strays is about what chance does."
    ),
    "levels go one way, 0.2 a note": (
        "The model knows steps, not directions, so it lags behind a steady change; the longer that "
        "lasts, the more."
    ),
    "levels go one way, 0.35 a note": (
        "The same, more so: when somebody keeps changing in one direction, ranges are far too "
        "narrow and lie where the therapist was a few notes ago."
    ),
    "one break with each therapist": (
        "A break is believed once it repeats, in all needs at once. With the break in the last "
        "note or two the range is still where it was before, or wide. That is the price of not "
        "taking one evening for a verdict."
    ),
    "ratings only at 0, 5 and 10": (
        "Rounding this coarse looks like sessions that do not differ, and the same rounding is "
        "repeated by every note, so more notes make it worse, not better. Use the steps between."
    ),
    "ratings only from 4 to 7": (
        "Nobody can tell a 9 that was rated as 7 from a 7. Levels beyond are never believed, and "
        "more notes make it worse. Use the whole scale."
    ),
    "a halo of 0.6, one-sided needs": (
        "Errors go together and do not cancel. How far is learned from how notes about one "
        "therapist differ. With one note about each nothing tells a mood from the therapist."
    ),
    "a halo of 0.6, towards the need": (
        "The same; and what is worth the most cannot get better, so that part of it stays hidden."
    ),
    "a mood of 1 point that lasts": (
        "A mood that lasts looks like the therapists themselves having changed."
    ),
    "a mood of 1.5 points that lasts": (
        "The same, more so: the notes cannot tell a person's months from a therapist's."
    ),
    "all improve by 0.15 a note": (
        "The model knows steps, not directions, so it lags behind when all get better."
    ),
    "two people under one name": (
        "A therapist who is two cannot be at one level; what is said of the last is about both."
    ),
    "a contrast of 0.3": (
        "Somebody who rates against the others and not against the scale cannot be told from "
        "somebody whose therapists differ more."
    ),
    "half of the ratings copied": (
        "A rating that repeats the last one is taken as a second look and is none: ranges get "
        "narrow too soon. Rate what was, not what you rated before."
    ),
    "halfway to the last rating": (
        "The same: ratings drawn to the last one look steadier than the sessions were."
    ),
    "one session in ten dreadful": (
        "A dreadful session is taken for an odd one, so that fit speaks of the others; sessions as "
        "they come are a little worse."
    ),
    "dreadful, beside the other nine": (
        "A dreadful session is known by being unlike the others in everything at once. The first "
        "two notes about somebody have nothing to be unlike."
    ),
    "dreadful, one-sided, the other nine": (
        "The same, more so: where more is always better, a dreadful session is bad in every need."
    ),
    "half from memory, 1 too high": ("Memory is taken as unclear, not as wrong in one direction."),
    "half from memory, 2 too low": ("The same, twice as far and downward."),
    "three of eight needs never rated": (
        "What was not rated is taken as one unknown for all of it. With so much open, take a high "
        "chance to fit best with care."
    ),
}
"""What lies behind a row, in words that hold whatever the figures are."""


def page(found: Found, people: int) -> str:
    """Return the whole page."""
    low, high = BOUNDS
    first = found[AS_ASSUMED.name]
    whole = together(list(first.values()))
    some = found[WRONG[0].name]
    parts = [
        _ABOUT.format(
            people=f"{people:,}",
            fewer=f"{people // 5:,}",
        ),
        _ASSUMED.format(
            table=_table(
                ["notes about each", *map(str, NOTES)],
                [
                    ["levels", *(_share(first[notes].levels) for notes in NOTES)],
                    ["fit", *(_share(first[notes].fits) for notes in NOTES)],
                ],
            ),
            levels=first[NOTES[0]].levels.stray,
            fits=first[NOTES[0]].fits.stray,
            low=low,
            high=high,
            says=_says(found),
            picture=PICTURE,
            best=_fifths(whole),
        ),
        _WRONG.format(
            low=low,
            high=high,
            levels_stray=some[NOTES[0]].levels.stray,
            fits_stray=some[NOTES[0]].fits.stray,
            best_stray=max(fifth.stray for fifth in together(list(some.values())).fifths),
            levels=_by_world(found, lambda entry: entry.levels),
            fits=_by_world(found, lambda entry: entry.fits),
            best=_best_by_world(found),
            leaders=_leaders(found),
            foretold=_foretold(found),
        ),
        "## Where it is off",
        _AIMED.format(low=AIM[0], high=AIM[1], missed=_missed(found)),
        *_off(found),
    ]
    return "\n\n".join(parts) + "\n"


def _missed(found: Found) -> str:
    """Return where fit was aimed at and missed, in a sentence."""
    low, high = AIM
    missed = []
    for world in (AS_ASSUMED, *(world for world in WRONG if world.goal)):
        percents = {notes: round(found[world.name][notes].fits.percent, 1) for notes in NOTES}
        off = [f"{own} after {n}" for n, own in percents.items() if not low <= own <= high]
        missed += [f"{world.name} ({', '.join(off)})"] if off else []
    return f"It is missed here: {'; '.join(missed)}." if missed else "It is met everywhere."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _share(share: Proportion) -> str:
    sentence = f"{share.percent:.1f}"
    return sentence if _within(share) else f"**{sentence}**"


def _within(share: Proportion) -> bool:
    return BOUNDS[0] <= round(share.percent, 1) <= BOUNDS[1]


def _fifths(outcome: RunOutcome) -> str:
    return _table(
        ["", "said, on average", "came true", "cases"],
        [
            [
                f"{20 * at} to {20 * at + 20} %",
                f"{fifth.said:.1f}",
                f"{fifth.true:.1f}",
                f"{fifth.cases:,}",
            ]
            for at, fifth in enumerate(outcome.fifths)
        ],
    )


def _by_world(found: Found, of: Callable[[RunOutcome], Proportion]) -> str:
    return _table(
        ["", *map(str, NOTES)],
        [
            [world.name, *(_share(of(found[world.name][notes])) for notes in NOTES)]
            for world in WRONG
        ],
    )


def _best_by_world(found: Found) -> str:
    rows = []
    for world in WRONG:
        fifths = together(list(found[world.name].values())).fifths
        sentences = [f"{fifth.said:.0f} → {fifth.true:.0f}" for fifth in fifths]
        far = [abs(fifth.said - fifth.true) > CLOSE for fifth in fifths]
        rows.append(
            [world.name, *(f"**{t}**" if f else t for t, f in zip(sentences, far, strict=True))]
        )
    return _table(["", *(f"{at} to {at + 20} %" for at in range(0, 100, 20))], rows)


def _leaders(found: Found) -> str:
    rows = []
    for name, outcomes in found.items():
        named = [outcomes[notes].leaders for notes in NOTES]
        rows.append([name, *(f"{own.percent:.0f}" if own.cases else "none" for own in named)])
    return _table(["", *map(str, NOTES)], rows)


def _foretold(found: Found) -> str:
    rows = []
    for name, outcomes in found.items():
        check = together(list(outcomes.values())).foretold
        of = check.predicted / 100
        rows.append([name, f"{check.inside_80 / of:.1f}", f"{check.promised / of:.1f}"])
    return _table(["", "came true", "promised"], rows)


def _off(found: Found) -> list[str]:
    """Return a paragraph for each world that is off, and one that names the others."""
    sentences, fine = [], []
    for world in (AS_ASSUMED, *WRONG):
        what = _off_in(found[world.name])
        if what:
            sentences.append(
                f"**{world.name.capitalize()}**: {what}. {WHY.get(world.name, '')}".strip()
            )
        else:
            fine.append(world.name)
    if fine:
        sentences.append(f"Nothing is off here: {'; '.join(fine)}.")
    return sentences


def _off_in(outcomes: Mapping[int, RunOutcome]) -> str:
    parts = []
    levels = {notes: outcome.levels for notes, outcome in outcomes.items()}
    fits = {notes: outcome.fits for notes, outcome in outcomes.items()}
    for what, shares in (("levels", levels), ("fit", fits)):
        off = [
            f"{share.percent:.1f} % after {notes} note{'s' if notes > 1 else ''}"
            for notes, share in shares.items()
            if not _within(share)
        ]
        if off:
            parts.append(f"{what} {', '.join(off)}")
    far = [
        f"{fifth.said:.0f} % said, {fifth.true:.0f} % came true"
        for fifth in together(list(outcomes.values())).fifths
        if abs(fifth.said - fifth.true) > CLOSE
    ]
    if far:
        parts.append(f"fitting best: {', '.join(far)}")
    return "; ".join(parts)


def _says(found: Found) -> str:
    """Return the picture in words."""
    first = found[AS_ASSUMED.name]
    shares = "; ".join(
        f"after {notes}: levels {entry.levels.percent:.1f}, fit {entry.fits.percent:.1f}"
        for notes, entry in first.items()
    )
    best = "; ".join(
        f"said {fifth.said:.0f}, true {fifth.true:.0f}"
        for fifth in together(list(first.values())).fifths
    )
    return (
        f"Percent of 80 % ranges that held the truth, by notes, {shares}. "
        f"The chance to fit best: {best}."
    )
