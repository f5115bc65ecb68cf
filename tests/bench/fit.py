"""How long the fit model takes, as ratios within one run: `python -m tests.bench.fit`.

Beside pandas, which groups the same ratings and takes their mean; beside itself: one new note and
other needs beside everything anew, and its growth from 100 to 100,000 ratings. And what is kept in
memory. No verdict.
"""

import gc
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from data.fit.belief import Sessions, believe, run, typical_swing
from data.fit.needs_together import together
from data.fit.notes_belief import NotesBelief, know
from data.fit.observation import Look
from data.fit.path import path
from data.fit.rating_table import RatingTable
from data.fit.report import report
from data.model.dimension import built_in
from data.model.need import Need, NeedProfile
from data.model.note import Note, Rating
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist

Series = list[list[Look]]

DIMENSIONS, THERAPISTS = 12, 5
TEN_YEARS, LARGE = 520, 10_000
"""Notes: ten years of sessions, one a week; and more than anybody will write."""

SIZES = (100, 1_000, 3_000, 10_000, 30_000, 100_000)
REPETITIONS = 15


def main() -> None:
    """Measure, and print what everything costs beside what it is compared with."""
    dice = Random(20261101)
    for notes, repetitions in ((TEN_YEARS, REPETITIONS), (LARGE, 3)):
        records = ten_years(dice, notes)
        beside_pandas(records, repetitions)
        beside_everything_anew(records, repetitions)
        in_memory(records)
    growth(dice)


def beside_pandas(records: Records, repetitions: int) -> None:
    """Print what a first look costs, and what pandas needs to group the same ratings."""
    cells, sessions = series_of(records.notes), sessions_of(records)
    table = pd.DataFrame(
        [(str(n.therapist), r.dimension, r.value) for n in records.notes for r in n.ratings],
        columns=["therapist", "dimension", "value"],
    )
    pandas, beliefs, everything, whole, checked = medians(
        repetitions,
        partial(means, table),
        partial(all_beliefs, cells, sessions),
        partial(know, records),
        partial(report, records),
        lambda: report(records).self_check,
    )
    print(
        f"\n{len(records.notes):,} notes, {DIMENSIONS} dimensions, {THERAPISTS} therapists: "
        f"{len(table):,} ratings"
    )
    print(f"{'':<46}{'median':>13}{'ratio':>9}")
    print_row("pandas groups the ratings, takes their mean", pandas)
    print_row("beliefs: run, typical swing, believe", beliefs, beliefs / pandas, "times pandas")
    print_row(
        "know(): beliefs, and without the newest note",
        everything,
        everything / pandas,
        "times pandas",
    )
    print_row("the whole report, from nothing", whole, whole / pandas, "times pandas")
    print_row("the same with the self-check", checked, checked / pandas, "times pandas")


def beside_everything_anew(records: Records, repetitions: int) -> None:
    """Print what a new note and other needs cost, of the whole report from nothing."""
    newest = max(records.notes, key=lambda note: note.order)
    fewer = records.model_copy(
        update={"notes": tuple(note for note in records.notes if note is not newest)}
    )
    before, after = know(fewer), know(records)
    who, key = next(iter(after.tracks))
    turns = iter(range(1_000))
    whole, added, moved_on, moved, one_moved, one_path = medians(
        repetitions,
        partial(report, records),
        partial(know, records, before),
        lambda: report(records, notes_belief=know(records, before)),
        lambda: report(records, with_all_moved(records, next(turns)), notes_belief=after),
        lambda: report(records, with_one_moved(records, next(turns)), notes_belief=after),
        partial(path, after, who, key),
    )
    print_row("know() after one new note", added, added / whole, "of the whole report")
    print_row(
        "the whole report after one new note", moved_on, moved_on / whole, "of the whole report"
    )
    print_row("the whole report under other needs", moved, moved / whole, "of the whole report")
    print_row("the whole report with one need moved", one_moved, one_moved / whole, "of the same")
    ratings = len(after.tracks[who, key].evidence)
    print_row(f"a path of {ratings:,} ratings", one_path, one_path / whole, "of the whole report")


def with_all_moved(records: Records, turn: int) -> NeedProfile:
    """Return the needs with other ranges each turn, so that nothing is there already."""
    ends = {"low": turn // 5 % 5, "high": 5 + turn % 5}
    needs = records.need_profiles[0].needs
    return a_profile(needs=tuple(need.model_copy(update=ends) for need in needs))


def with_one_moved(records: Records, turn: int) -> NeedProfile:
    """Return the needs with one of them moved, another each turn."""
    now = records.need_profiles[0].needs
    at = turn % len(now)
    return a_profile(needs=(*now[:at], with_all_moved(records, turn).needs[at], *now[at + 1 :]))


def in_memory(records: Records) -> None:
    """Print what is kept between two looks, and the most that is needed to get there."""
    gc.collect()
    tracemalloc.start()
    notes_belief = know(records)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    arrays = sum(array.nbytes for array in arrays_of(notes_belief))
    print(
        f"kept by know(): {held / 1e6:.1f} MB, of it arrays {arrays / 1e6:.1f} MB; "
        f"at most while it runs: {most / 1e6:.1f} MB"
    )


def arrays_of(notes_belief: NotesBelief) -> list[np.ndarray]:
    """Return every array that is kept, each once, those without the newest note too."""
    both = [notes_belief, *([notes_belief.earlier] if notes_belief.earlier else [])]
    listed = [
        array
        for entry in both
        for track in entry.tracks.values()
        for array in (track.filter.levels, track.filter.log_likelihood)
    ] + [belief for entry in both for belief in entry.beliefs.values()]
    return list({id(array): array for array in listed}.values())


def growth(dice: Random) -> None:
    """Print how the time of the filters, and of how needs go together, grows with the ratings."""
    needs = [Need(dimension=key, low=5, high=10) for key in list(built_in())[:DIMENSIONS]]
    for what, calls in (
        ("run()", [partial(run, many(dice, size)) for size in SIZES]),
        (
            "together()",
            [partial(together, tables(dice, size), needs, [1] * DIMENSIONS) for size in SIZES],
        ),
    ):
        print(f"\n{what + ' by the number of ratings':<46}{'median':>13}")
        times = [medians(5, call)[0] for call in calls]
        for size, time in zip(SIZES, times, strict=True):
            print_row(f"{size:,}", time)
        for first, least in ((0, "100"), (1, "1,000")):
            exponent, _ = np.polyfit(np.log(SIZES[first:]), np.log(times[first:]), 1)
            print(f"growth exponent from {least} to {SIZES[-1]:,}: {exponent:.2f}")


def tables(dice: Random, ratings: int) -> list[RatingTable]:
    """Return so many ratings as the tables of all therapists, each note rating everything."""
    columns = {key: at for at, key in enumerate(list(built_in())[:DIMENSIONS])}
    notes = max(ratings // THERAPISTS // DIMENSIONS, 1)
    return [
        RatingTable(
            columns,
            np.array([dice.choices(range(11), k=DIMENSIONS) for _ in range(notes)], dtype=np.int8),
        )
        for _ in range(THERAPISTS)
    ]


def print_row(what: str, seconds: float, ratio: float | None = None, beside: str = "") -> None:
    """Print one row of the table."""
    figure = "" if ratio is None else f"{ratio:>9.3g} {beside}"
    print(f"{what:<46}{seconds * 1000:>10.2f} ms{figure}")


def medians(repetitions: int, *calls: Callable[[], object]) -> list[float]:
    """Return the median seconds of each call, taking turns so that all meet the same weather."""
    for call in calls:
        call()
    turns = [[seconds(call) for call in calls] for _ in range(repetitions)]
    return [median(times) for times in zip(*turns, strict=True)]


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    before = perf_counter()
    call()
    return perf_counter() - before


def ten_years(dice: Random, notes: int = TEN_YEARS) -> Records:
    """Return a person whose every note rates every dimension that has a need."""
    keys = list(built_in())[:DIMENSIONS]
    therapists = tuple(a_therapist(f"Tree {at}") for at in range(THERAPISTS))
    written = tuple(
        a_note(
            therapists[at % THERAPISTS],
            date(2016, 1, 1) + timedelta(days=at * 3640 // notes),
            ratings=tuple(Rating(dimension=key, value=dice.randint(0, 10)) for key in keys),
        )
        for at in range(notes)
    )
    needs = tuple(
        Need(dimension=key, low=5, high=10, importance=dice.choice([1, 2])) for key in keys
    )
    return Records(therapists=therapists, notes=written, need_profiles=(a_profile(needs=needs),))


def series_of(notes: Sequence[Note]) -> Series:
    """Return the ratings of each therapist on each dimension, in the order of the notes."""
    cells: dict[tuple[object, str], list[Look]] = {}
    for note in notes:
        for rating in note.ratings:
            assert isinstance(rating.value, int)
            cells.setdefault((note.therapist, rating.dimension), []).append(Look(rating.value))
    return list(cells.values())


def many(dice: Random, ratings: int) -> Series:
    """Return so many ratings, shared among the cells of one person."""
    count = THERAPISTS * DIMENSIONS
    return [
        [Look(dice.randint(0, 10)) for _ in range(cell, ratings, count)] for cell in range(count)
    ]


def means(table: pd.DataFrame) -> "pd.Series[float]":
    """Return the mean of every cell, as pandas finds it."""
    return table.groupby(["therapist", "dimension"])["value"].mean()


def sessions_of(records: Records) -> Sessions:
    """Return which ratings of `series_of` are of one session, where each note rates everything."""
    notes = Counter(note.therapist for note in records.notes)
    own = [(at, count) for at, count in enumerate(notes.values()) for _ in range(DIMENSIONS)]
    return Sessions([at for at, _ in own], [range(count) for _, count in own])


def all_beliefs(cells: Series, sessions: Sessions) -> list[object]:
    """Return the belief of every cell, from nothing but its ratings."""
    filters = run(cells, None, sessions)
    swing = typical_swing(filters)
    return [believe(cell, swing) for cell in filters]


if __name__ == "__main__":
    main()
