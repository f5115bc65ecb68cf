import pytest

from data.vault.tables import metadata


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_key_begins_with_the_owner(table: object) -> None:
    constraints = table.constraints  # type: ignore[attr-defined]
    keys = [list(key.columns) for key in constraints if list(key.columns)]
    assert keys
    assert all(columns[0].name == "owner" for columns in keys)
