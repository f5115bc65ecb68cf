"""Tables that Rapport saved, read back: a spreadsheet as a whole, or one CSV.

What the sheets hold comes back as it was, beside what is here: nothing is doubled. What no table
holds (needs, moments, what was expected and more) is in the archive and the Markdown files.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any, Final, get_args

from pydantic import ValidationError

from data.errors import TableError
from data.imports.dimension_merge import means_the_same
from data.imports.scales import Rated
from data.imports.table_mapping import Mapped, Taken, take_table
from data.imports.table_reader import Refused, Table, TableChoice, column_name, read_table
from data.imports.therapist_rows import TherapistRows
from data.model.dimension import Dimension, OwnDimension, Renamed, built_in
from data.model.note import Note, Rating, Right
from data.model.record import name_key, problem
from data.model.records import Records
from data.table_form import NOTE_FIELDS, TableKind

_NOT_IN_IT: Final = (
    "Tables hold no needs, moments, warning signs, expectations and drafts. What you have of these "
    "stays. An archive brings them too."
)
_RATINGS_ONLY: Final = (
    "Its notes are not in it. Choose the notes that Rapport saved instead: they hold these "
    "ratings too."
)


@dataclass(frozen=True)
class OwnTables:
    """Tables of one file that Rapport saved, by what they hold. ``others``: sheets of the person's.

    ``whole``: whether it is a spreadsheet.
    """

    tables: Mapping[TableKind, Table]
    others: tuple[str, ...] = ()
    whole: bool = False

    @property
    def name(self) -> str:
        """Name of what the file is taken for, in words."""
        if self.whole:
            return "a spreadsheet that Rapport saved"
        (kind,) = self.tables
        return f"{'a table of ratings' if kind == 'ratings' else kind} that Rapport saved"

    @property
    def rows(self) -> int:
        """Number of rows in all its tables."""
        return sum(len(table.rows) for table in self.tables.values())


@dataclass(frozen=True)
class OwnTaken:
    """Records that the tables become, and sentences about what is not in them."""

    taken: Taken
    remarks: tuple[str, ...] = ()


def own_tables(
    content: bytes, first: Table, progress: Callable[[float], None] = lambda _share: None
) -> OwnTables | None:
    """Return the tables of a file that Rapport saved, None for any other file.

    ``first``: the sheet of it that was read. ``progress`` is told the share that is done, 0..1.
    """
    if first.own is None:
        return None
    tables: dict[TableKind, Table] = {first.own: first}
    others = []
    for at, name in enumerate(first.sheets):
        progress(at / len(first.sheets))
        if name == first.sheet:
            continue
        try:
            sheet = read_table(content, TableChoice(sheet=name))
        except TableError:
            continue  # nothing stands in it
        if sheet.own is None or sheet.own in tables:
            others.append(name)
        else:
            tables[sheet.own] = sheet
    return OwnTables(tables, tuple(others), whole=len(first.sheets) > 0)


def take_own_tables(
    found: OwnTables,
    here: Records,
    today: date,
    zone: tzinfo,
    progress: Callable[[float], None] = lambda _share: None,
) -> OwnTaken:
    """Return the records that the tables become, and the rows that cannot be taken.

    ``progress`` is told the share of the notes that is done, 0..1, now and then.
    """
    refused = [
        table.refusal(misfit.number, misfit.reason)
        for table in found.tables.values()
        for misfit in table.misfits
    ]
    named, clashes = _dimensions(found.tables.get("dimensions"), here)
    people = TherapistRows(here.therapists, today)
    if "therapists" in found.tables:
        people.read_details(found.tables["therapists"])
    if "search steps" in found.tables:
        people.read_steps(found.tables["search steps"])
    remarks = [_NOT_IN_IT] if "notes" in found.tables or "therapists" in found.tables else []
    if found.others:
        remarks.append(f"Not of Rapport, and left out: {', '.join(found.others)}.")
    notes = Taken(Records(), ())
    if table := found.tables.get("notes"):
        mapped, missing = _mapped(table, _scales(named, here, clashes), zone)
        if missing:
            names = ", ".join(missing)
            remarks.append(f"You have no dimension, or more than one, called {names}: left out.")
        ids = {therapist.id for therapist in people.by_key.values()}
        others = tuple(somebody for somebody in here.therapists if somebody.id not in ids)
        all_people = Records.model_construct(therapists=(*people.by_key.values(), *others))
        notes = take_table(replace(table, misfits=()), mapped, all_people, today, progress)
        refused += [table.refusal(row.number, row.reason) for row in notes.refused]
    elif "ratings" in found.tables:
        remarks = [_RATINGS_ONLY]
    refused += [*people.refused, *clashes.values()]
    rated = _with_rights(notes.records, found.tables.get("ratings"))
    whole = people.whole(rated)
    used = {therapist.id for therapist in whole}
    rest = [somebody for somebody in notes.records.therapists if somebody.id not in used]
    fields = {"therapists": (*whole, *rest), "notes": rated}
    records = _new_here(named, here).model_copy(update=fields).in_order()
    refused.sort(key=lambda row: row.number)
    return OwnTaken(Taken(records, tuple(refused), notes.matched), tuple(remarks))


def _mapped(
    table: Table, scales: Mapping[str, Dimension], zone: tzinfo
) -> tuple[Mapped, list[str]]:
    """Return what each column is, and the columns of ratings on what is nothing here."""
    alike = Counter(column_name(dimension.name) for dimension in scales.values())
    titles = {
        column_name(dimension.name): key
        for key, dimension in scales.items()
        if alike[column_name(dimension.name)] == 1
    }
    titles |= {column_name(f"{dimension.name} ({key})"): key for key, dimension in scales.items()}
    fields = {name: column for name, column in NOTE_FIELDS.items() if column in table.columns}
    used = {"date", "kind", "therapist", "text", *fields.values()}
    rated = [column for column in table.columns if column not in used]
    mapped = Mapped(
        date_column="date",
        order="year first",
        therapist_column="therapist",
        kind_column="kind",
        text_columns=("text",),
        rated=tuple(Rated(column, titles[column]) for column in rated if column in titles),
        fields=fields,
        zone=zone,
        own=True,
    )
    return mapped, [column for column in rated if column not in titles]


def _dimensions(table: Table | None, here: Records) -> tuple[Records, dict[str, Refused]]:
    """Return the dimensions of a file, and those that are another thing here, by their keys."""
    own, renamed = list[OwnDimension](), list[Renamed]()
    clashes: dict[str, Refused] = {}
    if table is None:
        return Records(), clashes
    mine = {dimension.key: dimension for dimension in here.dimensions}
    for number, cells in table.rows:
        row = dict(zip(table.columns, cells, strict=True))
        try:
            dimension = _dimension(row)
        except ValidationError as error:
            reason = ": ".join(filter(None, problem(error)))
            clashes[row["key"]] = table.refusal(number, reason)
            continue
        if isinstance(dimension, Renamed):
            renamed.append(dimension)
        elif dimension.key in mine and not means_the_same(mine[dimension.key], dimension):
            reason = "you have another dimension of this name, so what was rated on it is left out"
            clashes[dimension.key] = table.refusal(number, reason)
        else:
            own.append(dimension)
    return Records.model_construct(dimensions=tuple(own), renamed=tuple(renamed)), clashes


def _new_here(named: Records, here: Records) -> Records:
    """Return the dimensions and new names that are not here: what is here stays as it is."""
    own = {dimension.key for dimension in here.dimensions}
    other = built_in().keys() - {change.key for change in here.renamed}
    return Records.model_construct(
        dimensions=tuple(new for new in named.dimensions if new.key not in own),
        renamed=tuple(new for new in named.renamed if new.key in other),
    )


def _dimension(row: Mapping[str, str]) -> OwnDimension | Renamed:
    hidden = row["hidden"] == "yes"
    if row["kind"] == "renamed":
        return Renamed(key=row["key"], name=row["dimension"] or None, hidden=hidden)
    goal = row["kind"] == "goal"
    raw: dict[str, Any] = {
        "key": row["key"], "name": row["dimension"], "kind": "one-sided" if goal else row["kind"],
        "low_end": row["0 is"], "high_end": row["10 is"], "hidden": hidden, "goal": goal,
    }  # fmt: skip
    return OwnDimension.model_validate(raw)


def _scales(
    named: Records, here: Records, clashes: Mapping[str, Refused]
) -> Mapping[str, Dimension]:
    """Return everything the file's notes can rate, under the names that it has in the file."""
    if not (named.dimensions or named.renamed or clashes):
        return here.scales()
    mine = {key: scale for key, scale in here.scales().items() if key not in clashes}
    return mine | named.scales()


def _with_rights(records: Records, table: Table | None) -> tuple[Note, ...]:
    """Return the notes with what the table of ratings says of them: whether each was right."""
    if table is None:
        return records.notes
    names = {therapist.id: name_key(therapist.name) for therapist in records.therapists}
    said: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for _, cells in table.rows:
        row = dict(zip(table.columns, cells, strict=True))
        where = row["date"], row["kind"], name_key(row["therapist"]), row["key"]
        said[where].append((row["rating"], row.get("was that right", "")))
    at: Counter[Any] = Counter()

    def rated(note: Note, rating: Rating) -> Rating:
        name = names.get(note.therapist, "") if note.therapist else ""
        where = f"{note.date}", note.kind, name, rating.dimension
        at[where] += 1
        value, right = (said[where][at[where] - 1 :] or [("", "")])[0]
        if right not in get_args(Right) or value != f"{rating.value}":
            return rating
        return rating.model_copy(update={"right": right})

    return tuple(
        note.model_copy(update={"ratings": tuple(rated(note, rating) for rating in note.ratings)})
        for note in records.notes
    )
