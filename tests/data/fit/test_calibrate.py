"""A small part of `make calibrate`: what the report says of people made up, beside what is true.

Seeds are fixed. The bounds are three standard errors around what should be, so that a right model
passes with nearly any seed.
"""

import re
from functools import cache
from math import sqrt
from statistics import fmean, pstdev

import numpy as np
import pytest

from tests.calibration.outcomes import RunOutcome, outcome, together
from tests.calibration.picture import picture
from tests.calibration.rating_styles import Floats, Style, rated_as
from tests.calibration.report_page import NOTES, PICTURE, page
from tests.calibration.worlds import AS_ASSUMED, WRONG, World, _levels, person
from tests.rig.server import ROOT

PEOPLE = 40
FEW = (1, 4, 20)


@cache
def came(notes: int) -> RunOutcome:
    return outcome(AS_ASSUMED, notes, PEOPLE, 3)


def stray(share: float, cases: int) -> float:
    """Three standard errors, in percent."""
    return 300 * sqrt(share * (1 - share) / cases)


@pytest.mark.parametrize("notes", FEW)
def test_an_80_percent_range_holds_the_level_in_80_of_100_cases(notes: int) -> None:
    held = came(notes).levels
    assert held.cases == PEOPLE * 32
    assert abs(held.percent - 80) < stray(0.8, held.cases)


def test_an_80_percent_range_holds_the_fit_in_80_of_100_cases() -> None:
    held = together([came(notes) for notes in FEW]).fits
    assert held.cases == PEOPLE * 4 * len(FEW)
    assert abs(held.percent - 80) < stray(0.8, held.cases)


def test_whoever_is_said_to_fit_best_does_so_as_often_as_is_said() -> None:
    fifths = together([came(notes) for notes in FEW]).fifths
    assert sum(fifth.cases for fifth in fifths) == PEOPLE * 4 * len(FEW)
    for fifth in fifths:
        assert abs(fifth.said - fifth.true) < stray(fifth.said / 100, fifth.cases)


@pytest.mark.parametrize("world", WRONG, ids=lambda world: world.name)
def test_each_wrong_assumption_changes_the_notes(world: World) -> None:
    """With 20 notes, and everything else drawn the same."""
    as_assumed, other = (
        person(entry, 20, AS_ASSUMED.dice(20)).records for entry in (AS_ASSUMED, world)
    )
    assert as_assumed.notes != other.notes


def test_only_some_answers_are_given_where_only_some_are_allowed() -> None:
    few = next(world for world in WRONG if len(world.style.answers) == 3)
    notes = person(few, 20, few.dice(20)).records.notes
    assert {rating.value for note in notes for rating in note.ratings} == {0, 5, 10}


def test_a_halo_goes_through_all_ratings_of_a_note() -> None:
    """The mean of eight ratings hardly moves if each goes its own way."""
    means = {}
    for halo in (0.0, 1.0):
        world = World("moods", swing=2.0, wanders=0.0, style=Style(halo=halo))
        notes = person(world, 20, world.dice(20)).records.notes[::4]
        means[halo] = [fmean(float(rating.value) for rating in note.ratings) for note in notes]
    assert pstdev(means[1.0]) > 1.5 * pstdev(means[0.0])


def rated(style: Style, level: float = 5.0, notes: int = 400) -> Floats:
    """Ratings of two therapists at one level on three dimensions, sessions differing by 1 point."""
    levels, swings = np.full((notes, 2, 3), level), np.ones((2, 3))
    found = rated_as(style, levels, swings, np.array([9.0, 9, 1]), np.random.default_rng(1))
    return np.asarray(found, dtype=float)


def test_a_halo_towards_the_need_lifts_what_is_too_low_and_lowers_what_is_too_high() -> None:
    ratings = rated(Style(halo=1.0, towards=True))[:, 0]
    assert np.corrcoef(ratings[:, 0], ratings[:, 1])[0, 1] > 0.8
    assert np.corrcoef(ratings[:, 0], ratings[:, 2])[0, 1] < -0.8


def test_a_mood_goes_through_all_and_lasts() -> None:
    ratings = rated(Style(mood=3.0)).mean(axis=2).ravel()
    assert np.corrcoef(ratings[1:], ratings[:-1])[0, 1] > 0.6


def test_half_of_the_ratings_repeat_the_last_one_and_halfway_is_steadier() -> None:
    usual, copied, drawn = rated(Style()), rated(Style(copied=0.5)), rated(Style(anchored=0.5))
    repeated = [float((np.diff(own, axis=0) == 0).mean()) for own in (usual, copied)]
    assert repeated[1] == pytest.approx(0.5 + 0.5 * repeated[0], abs=0.05)
    assert drawn.std() < 0.8 * usual.std()


def test_in_a_dreadful_session_everything_is_far_lower() -> None:
    means = rated(Style(dreadful=0.1)).mean(axis=2)
    assert (means < 3.5).mean() == pytest.approx(0.1, abs=0.03)


def test_what_is_from_memory_lies_to_one_side() -> None:
    ratings = rated(Style(memory=-2.0))
    assert ratings[::2].mean() == pytest.approx(5, abs=0.1)
    assert ratings[1::2].mean() == pytest.approx(3, abs=0.15)
    world = next(world for world in WRONG if world.style.memory)
    kinds = [note.kind for note in person(world, 4, world.dice(1)).records.notes]
    assert kinds == ["session"] * 4 + ["from memory"] * 4 + ["session"] * 4 + ["from memory"] * 4


def test_a_contrast_makes_differences_larger() -> None:
    levels = np.stack([np.full((200, 3), 3.0), np.full((200, 3), 7.0)], axis=1)
    found = rated_as(
        Style(contrast=0.3), levels, np.full((2, 3), 0.3), np.ones(3), np.random.default_rng(1)
    )
    assert np.diff(found.mean(axis=(0, 2)))[0] == pytest.approx(4 + 2 * 0.3 * 4, abs=0.2)


def test_two_people_under_one_name_have_two_levels_and_all_improve_upward() -> None:
    two, up = World("two", two_people=True), World("up", rises=0.15)
    levels = _levels(two, 30, two.dice(1))
    assert all(len(np.unique(levels[:, at, 0])) == 2 for at in range(4))
    steps = np.diff(_levels(up, 30, up.dice(1)), axis=0)
    assert ((np.abs(steps - 0.15) < 1e-9) | (steps >= 0)).all()
    assert steps.max() == pytest.approx(0.15)


def test_a_leader_who_is_not_the_best_is_counted() -> None:
    leaders = came(4).leaders
    assert 0 < leaders.cases <= PEOPLE
    assert leaders.percent < 25


def test_a_break_is_one_for_all_dimensions_of_a_therapist() -> None:
    world = World("broken", breaks=True)
    changed = np.diff(_levels(world, 20, world.dice(20)), axis=0) != 0
    assert (changed.sum(axis=0) == 1).all()
    assert (changed.any(axis=2) == changed.all(axis=2)).all()


def test_the_page_in_docs_is_the_one_this_code_writes() -> None:
    """All but its figures, and which of them are out of bounds."""
    found = {world.name: {notes: came(4) for notes in NOTES} for world in (AS_ASSUMED, *WRONG)}
    written = (ROOT / "docs" / "calibration.md").read_text("utf-8")
    bare = [re.sub(r"[\d.,*]+", "#", text) for text in (page(found, 1000), written)]
    new, old = (text.split("## Where it is off")[0] for text in bare)
    assert new == old


def test_the_picture_is_drawn() -> None:
    found = {AS_ASSUMED.name: {notes: came(4) for notes in NOTES}}
    assert picture(found).startswith(b"\x89PNG")
    assert (ROOT / "docs" / PICTURE).exists()
