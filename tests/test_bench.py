"""The bench of the pages measures a page beside a floor that draws the same, or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from unittest.mock import patch

import pytest

from data.example import example_records
from tests.bench import pages
from tests.bench.calls import Recording
from tests.bench.page_recorder import record
from tests.bench.pages import MeasuredPage, Servers, measured, side_by_side


def record_wrongly(page: str, address: Mapping[str, str]) -> Recording:
    """Return the recording, for three of the pages with a fault in it."""
    recording = record(page, address)
    calls, names = recording.calls, [call.name for call in recording.calls]
    if page == "more.py":  # the last thing on it is missing
        del calls[len(names) - 1 - names[::-1].index("button")]
    elif page == "safety.py":  # a text of another kind
        at = names.index("markdown")
        calls[at] = replace(calls[at], name="text")
    elif page == "home.py":  # one other letter
        at = names.index("title")
        calls[at] = replace(calls[at], args=("Gome",))
    return recording


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with (
        patch.object(pages, "record", record_wrongly),
        side_by_side(example_records(), ["fit", "more", "safety", "to_print"]) as (_, both),
    ):
        yield both


def test_a_page_is_measured_beside_a_floor_that_draws_the_same(
    servers: Servers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measured(MeasuredPage("fit", "fit", {}), "example", servers, times=4)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["fit", "example", what] for what in ("rerun", "going", "opening", "cold", "part")
    ]


def test_a_page_that_writes_into_the_address_is_measured_too(servers: Servers) -> None:
    assert measured(MeasuredPage("to_print", "to-print", {}), "example", servers, times=4)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("more", "button, on the floor nothing"),
        ("safety", "markdown, on the floor text"),
        ("home", "heading, on the floor another"),
    ],
)
def test_a_page_is_not_measured_beside_a_floor_that_draws_something_else(
    page: str, fault: str, servers: Servers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not measured(
        MeasuredPage(page, "" if page == "home" else page, {}), "example", servers, times=4
    )
    assert fault in capsys.readouterr().out
