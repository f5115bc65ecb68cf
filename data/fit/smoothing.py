"""Smoothing: what is known by now of every earlier session (forward-backward).

The filter says what was known at the time; run backward as well it says what later ratings tell of
it. Both directions are the same steps. Each swing of each course is a column, and all columns of a
drift take them together. Source: docs/fit-model.md, "The path".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from data.fit.level_change import DRIFTS, STEPS_APART, after_ratings, before_ratings, moved
from data.fit.observation import LEVELS, LIKELIHOOD_BY_CODE, SWINGS, Floats, Look

LEAST: Final = 1e-16
"""A drift and swing with a smaller share is not followed: no sum of floats would show it. After a
hundred ratings some 15 of 24 are left, after thousands one."""

Codes = npt.NDArray[np.intp]

_BY_CODE_AND_SWING: Final = LIKELIHOOD_BY_CODE.reshape(len(LEVELS), -1)


@dataclass(frozen=True, eq=False)
class Course:
    """All ratings of one cell, oldest first, and at which of them, from 0, a belief is wanted.

    ``codes``: each as a row of `LIKELIHOOD_BY_CODE`. ``counts``: what each counts for, shape
    (rating, 3), see `after_ratings`. ``shares``: how likely each drift and swing is by all ratings,
    shape (drift, swing), sums to 1.
    """

    codes: Codes
    counts: Floats
    wanted: Codes
    shares: Floats

    @classmethod
    def of(
        cls, looks: Sequence[Look], counts: Floats, wanted: Sequence[int], shares: Floats
    ) -> "Course":
        """Return the course of some ratings."""
        codes = np.array([look.code for look in looks], dtype=np.intp)
        return cls(codes, counts, np.array(wanted, dtype=np.intp), shares)

    def turned(self) -> "Course":
        """The same with time running backward."""
        wanted = len(self.codes) - 1 - self.wanted
        return Course(self.codes[::-1], self.counts[::-1], wanted, self.shares)


_Column = tuple[Course, int]
"""One swing of a course."""


def smoothed(courses: Sequence[Course]) -> list[Floats]:
    """Return for each course the belief where it is wanted, given all of its ratings.

    Shape (rating, swing, level), each sums to 1. What is known from a rating and those before it,
    times what is known from those after it.
    """
    found = [np.zeros((len(course.wanted), len(SWINGS), len(LEVELS))) for course in courses]
    longest_first = sorted(range(len(courses)), key=lambda at: -len(courses[at].codes))
    for drift in range(len(DRIFTS)):
        followed = [
            (at, int(swing))
            for at in longest_first
            if len(courses[at].wanted)
            for swing in np.flatnonzero(courses[at].shares[drift] >= LEAST)
        ]
        columns = [(courses[at], swing) for at, swing in followed]
        for (at, swing), levels in zip(followed, _both_ways(columns, drift), strict=True):
            found[at][:, swing] += courses[at].shares[drift, swing] * levels
    return found


def _both_ways(columns: Sequence[_Column], drift: int) -> list[Floats]:
    """Return the belief about each column at each wanted rating, shape (rating, level)."""
    if not columns:
        return []
    levels = _excerpts(columns, _forward(columns, drift))
    turned = {course: course.turned() for course, _ in columns}
    backward = [(turned[course], swing) for course, swing in columns]
    levels *= _excerpts(backward, _backward(backward, drift))
    levels /= levels.sum(axis=1, keepdims=True)
    return np.split(levels, np.cumsum([len(course.wanted) for course, _ in columns])[:-1])


def _excerpts(columns: Sequence[_Column], steps: Iterator[Floats]) -> Floats:
    """Return what ``steps`` give at each wanted rating, one column after the other.

    Shape (rating, level).
    """
    at_step = np.concatenate([course.wanted for course, _ in columns])
    rows = np.repeat(np.arange(len(columns)), [len(course.wanted) for course, _ in columns])
    # Which are wanted at the same step.
    order = np.argsort(at_step, kind="stable")
    listed, firsts = np.unique(at_step[order], return_index=True)
    wanted = dict(zip(listed.tolist(), np.split(order, firsts[1:]), strict=True))
    found = np.empty((len(rows), len(LEVELS)))
    for at, levels in enumerate(steps):
        if (there := wanted.get(at)) is not None:
            found[there] = levels[:, rows[there]].T
    return found


def _forward(columns: Sequence[_Column], drift: int) -> Iterator[Floats]:
    """Give what is known after each rating, up to a factor, of the columns that have as many.

    Shape (level, column). All step together, the longest first.
    """
    levels = np.full((len(LEVELS), len(columns)), 1 / len(LEVELS))
    later = levels.copy()
    for at, (rating, counts) in enumerate(_ratings(columns)):
        own, now = levels[:, : rating.shape[1]], later[:, : rating.shape[1]]
        if at:
            moved(own, drift, out=now)
        after_ratings(now, rating, counts, own.sum(axis=0), out=own, spare=now)
        # Left alone, levels would add up to less and less.
        if at % STEPS_APART == 0:
            own /= own.sum(axis=0)
        yield own


def _backward(columns: Sequence[_Column], drift: int) -> Iterator[Floats]:
    """Give what is known at each rating from those after it, of the columns that have as many.

    As `_forward`; the newest comes first.
    """
    levels = np.full((len(LEVELS), len(columns)), 1 / len(LEVELS))
    later, spare = levels.copy(), levels.copy()
    for at, (rating, counts) in enumerate(_ratings(columns)):
        own, now = levels[:, : rating.shape[1]], later[:, : rating.shape[1]]
        if at:
            # A change into a level instead of out of it.
            moved(own, drift, out=now, backward=True)
        yield now
        before_ratings(now, rating, counts, out=own, spare=spare[:, : rating.shape[1]])
        if at % STEPS_APART == 0:
            own /= own.sum(axis=0)


def _ratings(columns: Sequence[_Column]) -> Iterator[tuple[Floats, Floats]]:
    """Give of the first rating of all, then the second, ... how likely it is and what it counts.

    Shapes (level, column) and (3, column), of the columns that have as many.
    """
    lengths = [len(course.codes) for course, _ in columns]
    codes = np.zeros((lengths[0], len(columns)), dtype=np.intp)
    counts = np.zeros((lengths[0], 3, len(columns)))
    for row, (course, swing) in enumerate(columns):
        codes[: lengths[row], row] = course.codes * len(SWINGS) + swing
        counts[: lengths[row], :, row] = course.counts
    ends = np.searchsorted(-np.array(lengths), -np.arange(lengths[0])).tolist()
    for code, count, active in zip(codes, counts, ends, strict=True):
        yield _BY_CODE_AND_SWING.take(code[:active], axis=1), count[:, :active]
