"""What unfolds on Fit: other needs, two therapists, all at a glance, trust, only some of it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.fit.profile import AT_ONCE
from data.example import example_records
from data.fit.report import report
from data.vault.vault import Vault
from tests.pages.conftest import at, labels, opened, press, texts
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings


@pytest.fixture
def example(vault: Vault) -> Vault:
    vault.take(example_records())
    return vault


def unfolded(app: AppTest, fold: str, **address: str) -> AppTest:
    """Open the page with one fold open, as it was left."""
    app.session_state[f"{fold} is open"] = True
    return opened(app, "fit.py", **address)


def said_of(app: AppTest) -> list[str]:
    return [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]


def the_id(name: str) -> str:
    return next(
        str(therapist.id) for therapist in example_records().therapists if therapist.name == name
    )


def lines(app: AppTest) -> str:
    return said_of(app)[0]


def test_with_one_therapist_there_is_nothing_to_compare(app: AppTest, vault: Vault) -> None:
    who = a_therapist()
    vault.save(who)
    vault.save(a_profile())
    vault.save(a_note(who, ratings=ratings(pace=5)))
    opened(app, "fit.py")
    folds = [expander.label for expander in app.expander]
    assert "All at a glance" not in folds
    assert "One or the other?" not in folds


def test_a_fold_draws_nothing_until_it_is_opened(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    assert not app.dataframe
    assert not app.slider
    assert len(app.get("vega_lite_chart")) == 1 + AT_ONCE


def test_what_if_moves_the_pictures_and_saves_nothing(app: AppTest, example: Vault) -> None:
    unfolded(app, "what-if")
    before, revision = lines(app), example.revision()
    at(app, "what-if-pace-range").set_value((8, 10)).run()
    assert lines(app) != before
    assert "Your own needs are as they were" in texts(app)
    assert example.revision() == revision
    press(app, "Back to my needs")
    assert lines(app) == before
    assert "What if:" not in texts(app)


def test_what_if_can_be_kept_and_the_version_before_stays(app: AppTest, example: Vault) -> None:
    unfolded(app, "what-if")
    at(app, "what-if-pace-range").set_value((8, 10)).run()
    press(app, "Keep as my needs")
    profiles = example.records().need_profiles
    assert len(profiles) == len(example_records().need_profiles) + 1
    newest = example.records().needs_now()
    assert newest is not None
    assert (newest.need("pace").low, newest.need("pace").high) == (8, 10)  # type: ignore[union-attr]
    assert "Saved as your needs" in texts(app)
    assert "What if:" not in texts(app)


def test_a_need_left_out_counts_for_nothing(app: AppTest, example: Vault) -> None:
    unfolded(app, "what-if")
    assert "Pace:" in lines(app)
    at(app, "what-if-pace").set_value(0).run()
    assert "Pace:" not in lines(app)
    at(app, "what-if-pace").set_value(2).run()
    assert "Pace:" in lines(app)
    assert "What if:" not in texts(app)  # it is again as it was


def test_a_one_sided_need_ends_at_ten_whatever_is_moved(app: AppTest, example: Vault) -> None:
    unfolded(app, "what-if")
    at(app, "what-if-disagreement-range").set_value((2, 5)).run()
    assert at(app, "what-if-disagreement-range").value == (2, 10)


def test_what_was_learned_is_offered_to_be_tried(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    learned = report(example_records()).learned[0]
    assert f"with {learned.low} to {learned.high}, {learned.agree} of your" in texts(app)
    press(app, f"What if it were {learned.low} to {learned.high}?")
    assert "Your own needs are as they were" in texts(app)
    moved = at(app, f"what-if-{learned.dimension.key}-range").value
    assert moved == (learned.low, learned.high)


def test_two_are_put_beside_each_other(app: AppTest, example: Vault) -> None:
    unfolded(app, "pair", one=the_id("Rowan"), other=the_id("Birch"))
    whole_report = report(example_records())
    of = {the_id("Rowan"), the_id("Birch")}
    pair = next(p for p in whole_report.pairs if {str(p.a), str(p.b)} == of)
    ahead = pair.p_a_ahead if str(pair.a) == the_id("Rowan") else 1 - pair.p_a_ahead
    assert f"Rowan fits better than Birch in {round(20 * ahead)} of 20 cases." in texts(app)
    at(app, "other").set_value(the_id("Rowan")).run()
    assert "Choose two different therapists." in texts(app)


def test_all_at_a_glance_says_every_cell_in_words(app: AppTest, example: Vault) -> None:
    unfolded(app, "matrix-fold")
    table = app.dataframe[0].value.rename(
        columns={str(therapist.id): therapist.name for therapist in example_records().therapists}
    )
    whole_report = report(example_records())
    names = [cell.dimension.name for cell in whole_report.standings[0].cells]
    # Trust grows with time, so it stands outside fit.
    assert list(table["need"]) == [*names[:-1], "Trust (not counted)"]
    pace = table[table["need"] == "Pace"].iloc[0]
    assert pace["Birch"] == "○ too pushy"
    assert pace["Maple"] == "● where you want it"
    assert pace["Hazel"] == "· not rated yet"


def test_trust_says_how_often_what_was_foretold_came_true(app: AppTest, example: Vault) -> None:
    unfolded(app, "trust")
    whole_report = report(example_records()).self_check
    assert str(whole_report.inside_80) in texts(app)
    assert str(whole_report.predicted) in texts(app)


def test_what_to_notice_asks_about_those_one_is_with(app: AppTest, example: Vault) -> None:
    unfolded(app, "notice")
    assert "Maple, " in texts(app)
    assert "Birch, " not in "\n".join(
        markdown.value for markdown in app.markdown if "?" in markdown.value
    )


def test_only_some_of_it_is_read_from_the_address(app: AppTest, example: Vault) -> None:
    rowan, birch = the_id("Rowan"), the_id("Birch")
    opened(app, "fit.py", who=f"{rowan},{birch}", dimension="pace")
    told = lines(app)
    assert "Rowan:" in told
    assert "Birch:" in told
    assert "Maple:" not in told
    assert told.count("The one need you rated") == 2
    # Only two who have ended: one of them may be named.
    assert "Rowan" in texts(app)


def test_nobody_left_is_said(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py", who=the_id("Maple"), status="ended")
    assert "Nobody is left with this choice." in texts(app)


def test_an_address_that_says_nonsense_shows_everything(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py", who="nobody,../x", status="<b>", dimension="none", drawn="x")
    assert "Maple:" in lines(app)
    assert "Rowan:" in lines(app)


def test_old_needs_are_seen_again(app: AppTest, example: Vault) -> None:
    first, *_ = example_records().need_profiles
    opened(app, "fit.py", **{"needs-of": str(first.id)})
    whole_report = report(example_records(), first)
    names = [cell.dimension.name for cell in whole_report.standings[0].counted]
    assert all(f"{name}:" in lines(app) for name in names)
    assert f"of {len(names)} needs" in lines(app)


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
    opened(app, "fit.py")
    flips = [label for label in labels(app) if "would be in front" in label]
    assert len(flips) == 1
    press(app, flips[0].replace("\\", ""))
    assert "Your own needs are as they were" in texts(app)
