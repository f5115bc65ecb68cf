"""Tables among the cases: read, taken as notes, and a column of them as ratings."""

from pathlib import Path

from data.imports.scales import Rated, step
from data.imports.table_mapping import Mapped, Taken, take_table
from data.imports.table_reader import Table, TableChoice, read_table
from data.model.records import Records
from tests.rig.people import TODAY

CASES = Path(__file__).parent / "cases"
DIMENSIONS = Records().known_dimensions()


def table_of(name: str, choice: TableChoice | None = None) -> Table:
    return read_table((CASES / name).read_bytes(), choice or TableChoice())


def taken(table: Table, *rated: Rated, **said: object) -> Taken:
    mapped = {
        "date_column": table.columns[0],
        "order": "year first",
        "therapist_column": "Therapist" if "Therapist" in table.columns else None,
        "text_columns": tuple(column for column in ("Text", "What") if column in table.columns),
    } | said
    return take_table(table, Mapped(rated=rated, **mapped), Records(), TODAY)  # type: ignore[arg-type] # given by name


def values(table: Table, column: str, scale: str = "0 to 10") -> list[object]:
    rated = Rated(column, "pace", scale)  # type: ignore[arg-type] # one of the scales
    return [step(value, rated) for value in table.values(column)]
