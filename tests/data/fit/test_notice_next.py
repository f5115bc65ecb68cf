"""What to notice next: the need that keeps a fit as unsure as it is comes first."""

import pytest

from data.fit.report import report
from data.model.need import Importance, Need
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, ratings


def shares(
    rated: dict[str, list[int]], *needed: tuple[str, int, int, Importance]
) -> dict[str, float]:
    """What is to be noticed about one therapist, in order."""
    maple = a_therapist()
    longest = max(map(len, rated.values()))
    notes = tuple(
        a_note(maple, ratings=ratings(**{k: v[at] for k, v in rated.items() if at < len(v)}))
        for at in range(longest)
    )
    profile = a_profile(
        needs=tuple(
            Need(dimension=key, low=low, high=high, importance=importance)
            for key, low, high, importance in needed
        )
    )
    whole_report = report(Records(therapists=(maple,), notes=notes, need_profiles=(profile,)))
    return {notice.dimension.key: notice.share for notice in whole_report.standings[0].notice_next}


def test_what_is_least_known_comes_first() -> None:
    found = shares(
        {"pace": [5] * 9, "talk": [8]}, ("pace", 4, 6, 2), ("talk", 4, 6, 2), ("focus", 4, 6, 2)
    )
    assert list(found) == ["focus", "talk", "pace"]
    assert sum(found.values()) == pytest.approx(1)


def test_what_matters_causes_four_times_as_much() -> None:
    found = shares({"pace": [8], "talk": [8]}, ("pace", 4, 6, 2), ("talk", 4, 6, 1))
    assert found == pytest.approx({"pace": 0.8, "talk": 0.2})


def test_of_what_nobody_rated_what_moves_fit_further_comes_first() -> None:
    found = shares({"heard": [9] * 9}, ("heard", 6, 10, 2), ("pace", 0, 9, 2), ("talk", 9, 10, 2))
    assert list(found) == ["talk", "pace", "heard"]


def test_unrated_needs_at_both_ends_share_what_their_one_unknown_causes() -> None:
    """Where one is met the other is not, so that together they hardly move the fit."""
    apart = shares({"heard": [7]}, ("heard", 6, 10, 2), ("pace", 0, 2, 2), ("talk", 8, 10, 2))
    alike = shares({"heard": [7]}, ("heard", 6, 10, 2), ("pace", 8, 10, 2), ("talk", 8, 10, 2))
    assert apart["pace"] == pytest.approx(apart["talk"], rel=0.01)
    assert apart["pace"] < alike["pace"]


def test_where_nothing_is_unsure_there_is_nothing_to_settle() -> None:
    found = shares({"pace": [5]}, ("pace", 0, 10, 2), ("talk", 0, 10, 1))
    assert found == {"pace": 0, "talk": 0}


def test_those_not_compared_yet_have_the_most_to_be_noticed() -> None:
    found = shares({"depth": [5]}, ("pace", 4, 6, 2), ("talk", 4, 6, 1))
    assert list(found) == ["pace", "talk"]
    assert found == pytest.approx({"pace": 2 / 3, "talk": 1 / 3})
