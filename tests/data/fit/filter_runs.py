"""Runs of the filter, counted: how many ratings each took."""

from collections.abc import Sequence

import pytest

from data.fit import belief
from data.fit.filter_bank import Filter
from data.fit.observation import Look


def counted_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets the number of ratings of each run from now on."""
    taken: list[int] = []
    run = belief._run

    def counted(series: Sequence[Sequence[Look]], *others: object) -> list[Filter]:
        taken.append(sum(map(len, series)))
        return run(series, *others)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(belief, "_run", counted)
    return taken


def looks(*values: int, doubtful: bool = False) -> list[Look]:
    """Return these ratings of one cell as looks."""
    return [Look(value, doubtful) for value in values]
