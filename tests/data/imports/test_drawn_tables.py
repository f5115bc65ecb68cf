"""Tables drawn from notes come back as they were, or something is asked; never wrong in silence."""

import random

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.rig.drawn_tables import brought, count, draw, says


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some.randoms(use_true_random=False))
def test_a_drawn_table_is_found_again_or_asked_about(lots: random.Random) -> None:
    drawn = draw(lots)
    taken = brought(drawn)
    assert taken is None or says(taken) == drawn.notes


def test_many_are_found_again_without_a_question() -> None:
    found = count(150, seed=3)
    assert found["silent errors"] == 0
    assert found["found again"] > 50
