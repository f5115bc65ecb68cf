"""My needs: the cards, exact ranges, must-haves."""

from streamlit.testing.v1 import AppTest

from data.model.need import Need
from data.model.record import now
from data.vault.vault import Vault
from tests.pages.conftest import at, labels, press, texts
from tests.pages.needs.needs_window import (
    FIRST,
    SAVE,
    SILENCES,
    card,
    cards,
    choose,
    field,
    keep,
    newest,
    options,
    page,
    profiles,
)
from tests.rig.people import a_jot, a_note, a_profile, a_therapist, needs


def keep_notes(vault: Vault, count: int) -> None:
    maple = a_therapist()
    keep(vault, maple, *(a_note(maple, written_at=now()) for _ in range(count)))


def test_a_newcomer_sees_four_cards_and_nothing_to_save(app: AppTest, vault: Vault) -> None:
    page(app)
    assert cards(app) == FIRST
    assert SAVE not in labels(app)
    assert "Without which of these would you leave?" not in texts(app)
    assert "What changed" not in texts(app)
    assert profiles(vault) == ()


def test_a_card_shows_its_name_its_question_both_ends_and_the_worded_ranges(app: AppTest) -> None:
    sentences = texts(card(page(app), "need-pace"))
    assert "Pace" in sentences
    assert "How much push is right for you?" in sentences
    assert "waits for me … pushes me on" in sentences
    assert options(app, "need-pace") == [
        *("mostly waits", "gentle push", "keeps me moving", "pushes hard"),
        *("I don't mind", "don't know yet"),
    ]


def test_importance_and_exact_come_with_a_range_only(app: AppTest) -> None:
    page(app)
    assert not app.slider
    choose(app, "need-pace", "do not mind")
    assert not app.slider
    choose(app, "need-pace", "3-6")
    assert field(app, "need-pace/importance").value == 2
    assert field(app, "need-pace/exact").value == (3, 6)


def test_unanswered_i_do_not_mind_and_do_not_know_yet_are_three_things(
    app: AppTest, vault: Vault
) -> None:
    page(app)
    choose(app, "need-pace", "do not mind")
    choose(app, "need-directness", "do not know")
    press(app, SAVE)
    assert newest(vault).do_not_mind == ("pace",)
    assert newest(vault).do_not_know == ("directness",)
    assert newest(vault).needs == ()
    assert field(app, "need-disagreement").value is None
    choose(app, "need-pace", None)
    assert "Pace: no answer any more" in texts(app)
    press(app, SAVE)
    assert newest(vault).do_not_mind == ()


def test_an_exact_range_that_is_none_of_the_worded_ones_is_said_plainly(
    app: AppTest, vault: Vault
) -> None:
    page(app)
    choose(app, "need-pace", "3-6")
    choose(app, "need-pace/exact", (4, 7))
    assert field(app, "need-pace").value == "4-7"
    assert "exact: 4 to 7" in options(app, "need-pace")
    choose(app, "need-pace/exact", (5, 8))
    assert field(app, "need-pace").value == "5-8"
    assert not any("exact" in option for option in options(app, "need-pace"))
    press(app, SAVE)
    assert newest(vault).needs == (Need(dimension="pace", low=5, high=8),)


def test_on_a_one_sided_dimension_only_the_low_end_is_chosen(app: AppTest, vault: Vault) -> None:
    page(app)
    choose(app, "need-attunement", "6-10")
    assert field(app, "need-attunement/exact").value == 6
    choose(app, "need-attunement/exact", 5)
    choose(app, "need-attunement/importance", 1)
    press(app, SAVE)
    assert newest(vault).needs == (Need(dimension="attunement", low=5, high=10, importance=1),)


def test_a_range_the_browser_made_up_is_refused_and_nothing_is_lost(app: AppTest) -> None:
    choose(page(app), "need-pace", "3-6")
    field(app, "need-pace/exact").set_value((8, 2)).run()
    assert "The low end of the range lies above its high end" in texts(app)
    assert field(app, "need-pace").value == "3-6"


def test_all_others_are_one_click_away_and_can_be_folded_again(app: AppTest) -> None:
    press(page(app), "Show all, 13 more")
    assert len(cards(app)) == 17
    press(app, "Show fewer")
    assert cards(app) == FIRST


def test_two_more_are_offered_after_the_third_note(app: AppTest, vault: Vault) -> None:
    keep_notes(vault, 2)
    keep(vault, a_jot(), a_jot())
    assert cards(page(app)) == FIRST
    keep(vault, a_note(vault.records().therapists[0], written_at=now()))
    assert cards(app.run()) == [*FIRST, "heard", "challenge"]


def test_what_is_answered_is_shown_to_the_end(app: AppTest, vault: Vault) -> None:
    keep(vault, a_profile(needs=needs(talk=(3, 6)), do_not_know=("lead",)))
    assert cards(page(app)) == [*FIRST, "lead", "talk"]
    choose(app, "need-talk", None)
    assert "talk" in cards(app), "it must not vanish under the thumb"


def test_a_going_dimension_stays_outside_fit_unless_put_in(app: AppTest, vault: Vault) -> None:
    page(app)
    press(app, "Show all, 13 more")
    assert not app.toggle
    choose(app, "need-trust", "6-10")
    assert field(app, "need-trust/in_fit").value is False
    assert "stays outside fit unless you put it in" in texts(app)
    press(app, SAVE)
    assert newest(vault).going_in == ()
    choose(app, "need-trust/in_fit", value=True)
    assert "Trust: counts in fit now" in texts(app)
    press(app, SAVE)
    assert newest(vault).going_in == ("trust",)
    choose(app, "need-trust/in_fit", value=False)
    assert "Trust: outside fit again" in texts(app)


def four_ranges(app: AppTest) -> AppTest:
    page(app)
    for key, option in zip(FIRST, ("3-6", "5-8", "6-10", "8-10"), strict=True):
        choose(app, f"need-{key}", option)
    return app


def test_must_haves_are_asked_among_what_has_a_range(app: AppTest, vault: Vault) -> None:
    four_ranges(app)
    choose(app, "need-pace", "do not mind")
    assert options(app, "needs-must-haves") == [
        *("Directness", "Respect for disagreement", "Attunement"),
    ]
    choose(app, "needs-must-haves", ["attunement"])
    press(app, SAVE)
    assert newest(vault).must_haves == ("attunement",)
    choose(app, "needs-must-haves", [])
    assert "No longer a must-have: Attunement" in texts(app)
    press(app, SAVE)
    assert newest(vault).must_haves == ()


def test_a_fourth_must_have_is_not_taken(app: AppTest, vault: Vault) -> None:
    four_ranges(app)
    choose(app, "needs-must-haves", FIRST[:3])
    choose(app, "needs-must-haves", FIRST)
    assert "Three at most, so that each one counts." in texts(app)
    assert at(app, "needs-must-haves").value == FIRST[:3]
    assert "Three at most, so that each one counts." not in texts(app.run())
    press(app, SAVE)
    assert newest(vault).must_haves == tuple(FIRST[:3])


def test_a_slip_of_the_thumb_keeps_the_must_have_and_the_importance(
    app: AppTest, vault: Vault
) -> None:
    need = Need(dimension="pace", low=3, high=6, importance=1)
    keep(vault, a_profile(needs=(need,), must_haves=("pace",)))
    page(app)
    choose(app, "need-pace", None)
    assert "Pace: left out" in texts(app)
    choose(app, "need-pace", "3-6")
    assert SAVE not in labels(app)


def test_a_must_have_left_out_comes_back_only_where_there_is_room(app: AppTest) -> None:
    four_ranges(app)
    choose(app, "needs-must-haves", FIRST[:3])
    choose(app, "need-pace", "do not know")
    choose(app, "needs-must-haves", FIRST[1:])
    choose(app, "need-pace", "3-6")
    assert at(app, "needs-must-haves").value == FIRST[1:]


def test_must_haves_of_one_name_are_told_apart(app: AppTest, vault: Vault) -> None:
    keep(vault, SILENCES, SILENCES.model_copy(update={"key": "own-x", "low_end": "rushes"}))
    keep(vault, a_profile(needs=needs(**{"own-silences": (3, 7), "own-x": (3, 7)})))
    page(app)
    choose(app, "needs-must-haves", ["own-x"])
    press(app, SAVE)
    assert newest(vault).must_haves == ("own-x",)
