"""Search steps: each kind has its words, and what was said stays with it."""

from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError

from data.model.search_step import NextStep, SearchStepKind, search_step_words
from tests.rig.people import THEN, a_step


@pytest.mark.parametrize("kind", get_args(SearchStepKind))
def test_each_kind_has_words_of_its_own(kind: SearchStepKind) -> None:
    words = search_step_words(kind)
    assert words
    assert [other for other in get_args(SearchStepKind) if search_step_words(other) == words] == [
        kind
    ]


def test_a_refusal_is_said_mildly() -> None:
    assert search_step_words("refused") == "said no"


def test_a_step_is_one_line_on_a_day_and_a_next_step_says_what() -> None:
    with pytest.raises(ValidationError):
        a_step("called", date(2026, 3, 1), "two\nlines")
    with pytest.raises(ValidationError):
        NextStep(what=" ", written_at=THEN)
    assert NextStep(what="Call", written_at=THEN).on is None
