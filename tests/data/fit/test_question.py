"""What is asked: which needs count, with what importance, and what is always asked."""

import pytest

from data.errors import NoNeeds
from data.fit.question import Asked, asked
from data.model.dimension import built_in
from data.model.need import Importance, Need
from tests.rig.people import a_profile, needs

DIMENSIONS = built_in()


def need(dimension: str, importance: Importance = 2) -> Need:
    return Need(dimension=dimension, low=3, high=10, importance=importance)


def of(*listed: Need, only: set[str] | None = None, **more: tuple[str, ...]) -> Asked:
    return asked(a_profile(needs=listed, **more), DIMENSIONS, only)


def keys(listed: tuple[Need, ...]) -> list[str]:
    return [entry.dimension for entry in listed]


@pytest.mark.parametrize(
    ("importances", "weights"),
    [((1, 2), (1, 2)), ((2, 2), (1, 1)), ((1, 1), (1, 1)), ((2,), (1,))],
    ids=str,
)
def test_only_the_proportions_of_importances_count(
    importances: tuple[Importance, ...], weights: tuple[int, ...]
) -> None:
    listed = [need(key, i) for key, i in zip(("pace", "talk"), importances, strict=False)]
    assert of(*listed).weights == weights


def test_equal_weights_ask_the_same_of_all() -> None:
    question = of(need("pace", 1), need("talk", 2), need("focus", 2))
    assert question.alike().weights == (1, 1, 1)
    assert question.alike().whole == 3
    assert question.whole == 5


def test_how_it_is_going_is_looked_at_and_counts_only_where_it_is_put_in() -> None:
    outside = of(need("pace"), need("trust"))
    assert keys(outside.needs) == ["pace", "trust"]
    assert keys(outside.counted) == ["pace"]
    assert keys(of(need("pace"), need("trust"), going_in=("trust",)).counted) == ["pace", "trust"]


def test_only_chosen_dimensions_are_looked_at_but_must_haves_always_are() -> None:
    question = of(need("pace"), need("talk"), need("focus"), only={"talk"}, must_haves=("pace",))
    assert keys(question.needs) == keys(question.counted) == ["talk"]
    assert keys(question.musts) == ["pace"]
    assert question.speaks_of("talk")
    assert not question.speaks_of("pace")


def test_everything_is_looked_at_unless_something_is_chosen() -> None:
    assert of(need("pace")).speaks_of("depth")


def test_choosing_dimensions_without_a_need_leaves_nothing_and_is_no_mistake() -> None:
    question = of(need("pace"), only={"depth"})
    assert (question.needs, question.counted, question.whole) == ((), (), 0)


def test_without_a_need_on_a_known_dimension_there_is_nothing_to_ask() -> None:
    with pytest.raises(NoNeeds):
        of()
    with pytest.raises(NoNeeds):
        of(need("own-gone"))


def test_must_haves_stand_in_the_order_in_which_they_were_chosen() -> None:
    profile = a_profile(needs=needs(pace=(3, 6), talk=(2, 5)), must_haves=("talk", "pace"))
    assert keys(asked(profile, DIMENSIONS).musts) == ["talk", "pace"]
