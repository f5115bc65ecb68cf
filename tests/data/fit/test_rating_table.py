"""Ratings of all notes as one table, and what each is worth under some needs."""

from data.fit.evidence import Entry
from data.fit.rating_table import UNRATED, rating_table
from data.model.record import new_id
from tests.data.fit.reports import MONDAY
from tests.rig.people import needs


def entry(**values: int) -> Entry:
    ratings = tuple((key, value, None) for key, value in values.items())
    return Entry(new_id(), new_id(), "session", MONDAY, ratings, None)


def test_each_note_has_a_row_and_each_dimension_a_column() -> None:
    table = rating_table([entry(pace=3), entry(talk=0, pace=10)])
    assert table.columns == {"pace": 0, "talk": 1}
    assert table.values.tolist() == [[3, UNRATED], [10, 0]]


def test_a_rating_inside_is_worth_five_fifths_and_each_point_outside_one_less() -> None:
    table = rating_table([entry(pace=value) for value in range(11)])
    worths, rated = table.worths(needs(pace=(4, 6)))
    assert worths[:, 0].tolist() == [1, 2, 3, 4, 5, 5, 5, 4, 3, 2, 1]
    assert rated.all()


def test_what_was_not_rated_is_worth_nothing_and_said_to_be_unrated() -> None:
    table = rating_table([entry(pace=5), entry(talk=5)])
    worths, rated = table.worths(needs(pace=(0, 10), talk=(0, 10), focus=(0, 10)))
    assert worths.tolist() == [[5, 0], [0, 5]]
    assert rated.tolist() == [[True, False], [False, True]]
    assert table.worths(needs(focus=(0, 10)))[0].shape == (2, 0)
