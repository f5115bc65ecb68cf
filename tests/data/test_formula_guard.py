"""The guard against formulas: nothing can run, and what it adds is taken away exactly."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from data.formula_guard import guarded, unguarded

SIGNS = "=+-@＝＋－＠"
texts = some.text(some.sampled_from(f"{SIGNS}';\t\r\n a1"), max_size=12)


@pytest.mark.parametrize("sign", SIGNS)
def test_wherever_a_cell_could_begin_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert guarded(f"{sign}1") == f"'{sign}1"
    assert guarded(f" {sign}1") == f"' {sign}1"
    assert guarded(f"a;{sign}1") == f"a;'{sign}1"
    assert guarded(f"a\n{sign}1") == f"a\n'{sign}1"
    assert guarded(f"a{sign}1") == f"a{sign}1"


@settings(max_examples=150, deadline=None)
@given(texts)
@example("'=1")
@example("''\t'=1;'")
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
