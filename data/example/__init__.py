"""The example: somebody's time with five therapists, as an archive. Nobody real is in it."""

from datetime import date
from importlib import resources

from data.model.archive import read_archive
from data.model.records import Records


def example_records() -> Records:
    """Return the records of the example."""
    content = resources.files("data.example").joinpath("example.json").read_bytes()
    return read_archive(content, date.max.replace(year=date.max.year - 1))
