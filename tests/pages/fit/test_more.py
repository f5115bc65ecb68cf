"""The other views of Fit: compare two, what if, over time, how sure; and only some of it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.fit.phrases import ahead_words
from data.fit.report import report
from data.vault.vault import Vault
from tests.pages.conftest import at, labels, opened, press, texts
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings


@pytest.fixture
def example(vault: Vault) -> Vault:
    vault.take(example_records())
    return vault


def viewed(app: AppTest, view: str, **address: str) -> AppTest:
    """Open the page at one of its views."""
    return opened(app, "fit.py", view=view, **address)


def said_of(app: AppTest) -> list[str]:
    return [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]


def the_id(name: str) -> str:
    return next(
        str(therapist.id) for therapist in example_records().therapists if therapist.name == name
    )


def moved(app: AppTest, key: str, value: object) -> AppTest:
    """Move a need: only what it changes is drawn then; after that the whole page, to look on."""
    at(app, key).set_value(value).run()
    assert not app.exception
    assert said_of(app)
    assert not app.slider
    part = grid(app)
    app.run()
    assert grid(app) == part
    return app


def grid(app: AppTest) -> str:
    """Return the words of the grid."""
    return said_of(app)[0]


def test_with_one_therapist_there_is_nothing_to_compare(app: AppTest, vault: Vault) -> None:
    who = a_therapist()
    vault.save(who)
    vault.save(a_profile())
    vault.save(a_note(who, ratings=ratings(pace=5)))
    assert "There is one therapist in view" in texts(viewed(app, "two"))
    assert said_of(app) == []


@pytest.mark.parametrize("view", ["two", "over-time", "how-sure", "save"])
def test_only_the_chosen_view_is_drawn(app: AppTest, example: Vault, view: str) -> None:
    viewed(app, view)
    assert not app.slider
    assert bool(app.dataframe) == (view == "save")
    assert not [said for said in said_of(app) if said.startswith("Maple, 10 of 11")]


def test_an_address_with_no_such_view_is_the_overview(app: AppTest, example: Vault) -> None:
    assert "Maple, 10 of 11" in grid(viewed(app, "<b>"))


def test_what_if_moves_the_pictures_and_saves_nothing(app: AppTest, example: Vault) -> None:
    viewed(app, "what-if")
    before, revision = grid(app), example.revision()
    moved(app, "what-if-pace-range", (8, 10))
    assert grid(app) != before
    assert "You moved needs. Nothing is saved." in texts(app)
    assert example.revision() == revision
    press(app, "Back to my needs")
    assert grid(app) == before
    assert "Nothing is saved." not in texts(app)


def test_what_if_can_be_kept_and_the_version_before_stays(app: AppTest, example: Vault) -> None:
    viewed(app, "what-if")
    moved(app, "what-if-pace-range", (8, 10))
    press(app, "Keep as my needs")
    profiles = example.records().need_profiles
    assert len(profiles) == len(example_records().need_profiles) + 1
    newest = example.records().needs_now()
    assert newest is not None
    assert (newest.need("pace").low, newest.need("pace").high) == (8, 10)  # type: ignore[union-attr]
    assert "Saved as your needs" in texts(app)
    assert "Nothing is saved." not in texts(app)


def test_a_need_left_out_counts_for_nothing(app: AppTest, example: Vault) -> None:
    viewed(app, "what-if")
    assert "Pace:" in grid(app)
    moved(app, "what-if-pace", 0)
    assert "Pace:" not in grid(app)
    moved(app, "what-if-pace", 2)
    assert "Pace:" in grid(app)
    assert "Nothing is saved." not in texts(app)  # it is again as it was


def test_a_one_sided_need_ends_at_ten_whatever_is_moved(app: AppTest, example: Vault) -> None:
    viewed(app, "what-if")
    at(app, "what-if-disagreement-range").set_value((2, 5)).run()
    assert at(app, "what-if-disagreement-range").value == (2, 10)


def test_what_was_learned_is_offered_to_be_tried(app: AppTest, example: Vault) -> None:
    viewed(app, "how-sure")
    learned = report(example_records()).learned[0]
    assert f"with {learned.low} to {learned.high}, {learned.agree} of your" in texts(app)
    press(app, f"What if it were {learned.low} to {learned.high}?")
    assert "You moved needs. Nothing is saved." in texts(app)
    moved = at(app, f"what-if-{learned.dimension.key}-range").value
    assert moved == (learned.low, learned.high)


def test_two_are_put_beside_each_other(app: AppTest, example: Vault) -> None:
    viewed(app, "two", one=the_id("Rowan"), other=the_id("Birch"))
    whole_report = report(example_records())
    of = {the_id("Rowan"), the_id("Birch")}
    pair = next(p for p in whole_report.pairs if {str(p.a), str(p.b)} == of)
    ahead = pair.p_a_ahead if str(pair.a) == the_id("Rowan") else 1 - pair.p_a_ahead
    assert ahead_words("Rowan", "Birch", ahead) in texts(app)
    at(app, "other").set_value(the_id("Rowan")).run()
    assert "Choose two different therapists." in texts(app)


def test_the_two_are_drawn_around_the_need_the_others_small(app: AppTest, example: Vault) -> None:
    viewed(app, "two", one=the_id("Rowan"), other=the_id("Birch"))
    (said,) = said_of(app)
    assert "Pace: Birch too pushy, Rowan too slow" in said


def test_what_changed_by_a_moved_need_is_marked(app: AppTest, example: Vault) -> None:
    viewed(app, "what-if")
    at(app, "what-if-pace-range").set_value((1, 4)).run()
    assert "Rowan: 4 of 8 rated fit → 5 of 8 rated fit" in texts(app)


def test_a_gap_leads_to_trying_another_need(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    press(app, "What if I needed 4 to 7?")
    assert at(app, "view").value == "what-if"
    assert at(app, "what-if-practice-range").value == (4, 7)


def test_over_time_shows_the_paths_within_fit(app: AppTest, example: Vault) -> None:
    viewed(app, "over-time")
    assert any(" over time. About" in said for said in said_of(app))


def test_trust_says_how_often_what_was_foretold_came_true(app: AppTest, example: Vault) -> None:
    viewed(app, "how-sure")
    whole_report = report(example_records()).self_check
    assert str(whole_report.inside_80) in texts(app)
    assert str(whole_report.predicted) in texts(app)


def test_what_to_notice_asks_about_those_one_is_with(app: AppTest, example: Vault) -> None:
    viewed(app, "how-sure")
    assert "Maple, " in texts(app)
    assert "Birch, " not in "\n".join(
        markdown.value for markdown in app.markdown if "?" in markdown.value
    )


def test_only_some_of_it_is_read_from_the_address(app: AppTest, example: Vault) -> None:
    rowan, birch = the_id("Rowan"), the_id("Birch")
    opened(app, "fit.py", who=f"{rowan},{birch}", dimension="pace")
    drawn_grid = grid(app)
    assert "Rowan, " in drawn_grid
    assert "Birch, " in drawn_grid
    assert "Maple, " not in drawn_grid
    # Only two who have ended: one of them may be named.
    (heading,) = [part.proto.body for part in app.get("html") if "<h1" in part.proto.body]
    assert "Rowan" in heading


def test_nobody_left_is_said(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py", who=the_id("Maple"), status="ended")
    assert "Nobody is left with this choice." in texts(app)


def test_an_address_that_says_nonsense_shows_everything(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py", who="nobody,../x", status="<b>", dimension="none", view="x")
    assert "Maple, " in grid(app)
    assert "Rowan, " in grid(app)


def test_old_needs_are_seen_again(app: AppTest, example: Vault) -> None:
    first, *_ = example_records().need_profiles
    opened(app, "fit.py", **{"needs-of": str(first.id)})
    whole_report = report(example_records(), first)
    names = [cell.dimension.name for cell in whole_report.standings[0].counted]
    assert all(f"{name}:" in grid(app) for name in names)


def test_nothing_a_person_wrote_gets_into_the_address(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    at(app, "who").set_value([the_id("Maple")]).run()
    at(app, "for").set_value(["grief"]).run()
    address: dict[str, Any] = dict(app.query_params)
    assert address == {"who": the_id("Maple")}


def test_the_single_change_that_would_turn_it_is_a_button(app: AppTest, vault: Vault) -> None:
    first, second = a_therapist("Maple"), a_therapist("Birch")
    vault.save(first)
    vault.save(second)
    vault.save(a_profile(needs=needs(pace=(7, 10), directness=(7, 10), challenge=(7, 10))))
    for _ in range(6):
        vault.save(a_note(first, ratings=ratings(pace=9, directness=9, challenge=1)))
        vault.save(a_note(second, ratings=ratings(pace=9, directness=3, challenge=8)))
    viewed(app, "two")
    flips = [label for label in labels(app) if "would be in front" in label]
    assert len(flips) == 1
    press(app, flips[0].replace("\\", ""))
    assert "You moved needs. Nothing is saved." in texts(app)
