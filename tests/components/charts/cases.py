"""What pictures are executed with: from one note to far too much, under names nobody expects.

Each case is one vault's records. `columns_in` and `block_in` are what a page would draw of them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from components.charts.cell import Column
from components.charts.grid import Grid
from components.charts.palette import Theme
from components.charts.profile import ProfileRow, block_of
from components.fit.order import columns_of
from data.example import example_records
from data.fit.report import Standing, report
from data.model.dimension import OwnDimension, built_in
from data.model.need import Need
from data.model.note import Rating
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

THEMES: tuple[Theme, ...] = ("light", "dark")

HOSTILE = (
    "</svg><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "\u202egnihtyreve\u202c & 'all' \"of\" it",
    "![](https://e.invalid/x.png) **b**",
)

BROAD = (
    "Mmmmmmmmm Wwwwwwwwww Mmmmmmmmm",
    "W" * 30,
    "漢字" * 15,
    "Somebody with a name of thirty",
    "Bartholomew-Montgomery Wigglesworth of Little Snoring-on-Sea",
    "W" * 60,
)

OWN = tuple(
    OwnDimension(
        key=f"own-{n:02}",
        name=f"Something of my own, that takes many words, number {n:02}",
        kind="two-sided",
        low_end="an end that is described at length, to be sure",
        high_end="another one that takes its time too, up to sixty characters",
    )
    for n in range(13)
)


def _many(therapists: int, notes: int, dimensions: int = 3) -> Records:
    """Return many of everything: each therapist rated a little higher than the one before."""
    dimensions_so_far = [*built_in().values(), *(own.whole() for own in OWN)][:dimensions]
    cast = tuple(a_therapist(f"Somebody called {n:02}") for n in range(therapists))
    written = tuple(
        a_note(
            who,
            date(2024, 1, 1) + timedelta(days=at),
            ratings=tuple(
                Rating(dimension=entry.key, value=(3 * n + at + of) % 11)
                for of, entry in enumerate(dimensions_so_far)
                if (n + of) % 5
            ),
        )
        for n, who in enumerate(cast)
        for at in range(notes)
    )
    wanted = tuple(
        Need(dimension=entry.key, low=4, high=6 if entry.kind == "two-sided" else 10)
        for entry in dimensions_so_far
    )
    profile = a_profile(
        needs=wanted, must_haves=tuple(entry.key for entry in dimensions_so_far[:3])
    )
    own = tuple(
        entry for entry in OWN if entry.key in {dimension.key for dimension in dimensions_so_far}
    )
    return Records(therapists=cast, notes=written, need_profiles=(profile,), dimensions=own)


def _called(*names: str) -> Records:
    """Return a therapist of each name; every other one has no rating and is not compared."""
    cast = tuple(a_therapist(name, status="considering") for name in names)
    written = tuple(
        a_note(who, ratings=ratings(pace=9, disagreement=5) if n % 2 == 0 else ())
        for n, who in enumerate(cast)
    )
    profile = a_profile(
        needs=(
            *needs(pace=(3, 6), disagreement=(6, 10)),
            Need(dimension=OWN[0].key, low=2, high=4),
        ),
        must_haves=("pace", "disagreement", OWN[0].key),
    )
    own = OWN[:1]
    return Records(therapists=cast, notes=written, need_profiles=(profile,), dimensions=own)


def _needing(records: Records, **ranges: tuple[int, int]) -> Records:
    profile = a_profile(needs=needs(**ranges))
    return records.model_copy(update={"need_profiles": (profile,)})


CASES: dict[str, Callable[[], Records]] = {
    "the example": example_records,
    "one note": lambda: a_year(pace=[5]),
    "all at 0": lambda: a_year(pace=[0] * 12),
    "all at 10": lambda: a_year(pace=[10] * 12),
    "nothing rated": lambda: a_year(heard=[5]),
    "nothing in fit": lambda: _needing(a_year(trust=[5, 6]), trust=(5, 10)),
    "500 notes": lambda: _many(1, 500),
    "12 therapists": lambda: _many(12, 3),
    "30 dimensions": lambda: _many(4, 2, 30),
    "broad names": lambda: _called(*BROAD),
    "hostile names": lambda: _called(*HOSTILE),
    "needs of one point": lambda: _needing(
        a_year(pace=[5, 0], directness=[10]), pace=(0, 0), directness=(10, 10)
    ),
}


@cache
def records_in(case: str) -> Records:
    return CASES[case]()


@cache
def columns_in(case: str) -> tuple[Column, ...]:
    return tuple(columns_of(report(records_in(case)), records_in(case).therapists))


def standings_in(case: str) -> list[Standing]:
    return [column.standing for column in columns_in(case)]


def grid_in(case: str) -> Grid:
    return Grid(columns_in(case))


def block_in(case: str, at: int = 0) -> list[ProfileRow]:
    return block_of(list(columns_in(case)), at)


def blocks_in(case: str) -> list[list[ProfileRow]]:
    return [block_in(case, at) for at in range(len(columns_in(case)[0].standing.cells))]


def private_in(case: str) -> list[str]:
    """Return what belongs to one person: names, ids, texts, and what they call things."""
    records = records_in(case)
    profile = records.needs_now()
    dimensions = records.known_dimensions()
    called = [dimensions[need.dimension] for need in profile.needs] if profile else []
    return [
        *(therapist.name for therapist in records.therapists),
        *(str(therapist.id) for therapist in records.therapists),
        *(str(note.id) for note in records.notes),
        *(note.text for note in records.notes if note.text),
        *(
            words
            for dimension in called
            for words in (dimension.name, dimension.low_end, dimension.high_end)
        ),
    ]


def whole(words: str) -> str:
    """Return what a text says, wherever it was broken into lines."""
    return "".join(words.split())
