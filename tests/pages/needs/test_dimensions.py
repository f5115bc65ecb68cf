"""Dimensions of one's own, other names, and hiding."""

from typing import Any

from streamlit.testing.v1 import AppTest

from data.model.dimension import OwnDimension, Renamed
from data.model.need import Need
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, press, texts
from tests.pages.needs.needs_window import (
    FIRST,
    SAVE,
    SILENCES,
    card,
    cards,
    choose,
    keep,
    newest,
    options,
    own_dimensions,
    page,
)
from tests.rig.people import a_goal, a_profile, needs

HOSTILE = "**b** ![](https://e.invalid/x.png) <b> :red[x] $y$"


def add(app: AppTest, name: str, low: str, high: str) -> AppTest:
    for field, text in (("name", name), ("low_end", low), ("high_end", high)):
        choose(app, f"own-dimension-{field}-new", text)
    return press(app, "Add it")


def test_one_s_own_dimension_gets_a_card_at_once(app: AppTest, vault: Vault) -> None:
    page(app)
    choose(app, "own-dimension-kind-new", "one-sided")
    add(app, "Sense of humour", "dead serious", "laughs with me")
    assert own_dimensions(vault) == (
        OwnDimension(
            key="own-sense-of-humour",
            name="Sense of humour",
            kind="one-sided",
            low_end="dead serious",
            high_end="laughs with me",
        ),
    )
    assert "Added. It has a card of its own now." in texts(app)
    assert at(app, "own-dimension-name-new").value == ""
    choose(app, "need-own-sense-of-humour", "8-10")
    press(app, SAVE)
    assert newest(vault).needs == (Need(dimension="own-sense-of-humour", low=8, high=10),)


def test_its_worded_ranges_speak_of_its_own_ends(app: AppTest, vault: Vault) -> None:
    keep(vault, SILENCES)
    assert options(page(app), "need-own-silences")[0] == "towards “fills them”"
    choose(app, "need-own-silences", "7-10")
    assert "Silences: new, towards “waits” (7 to 10)" in texts(app)


def test_a_name_that_sounds_like_a_part_of_a_card_breaks_nothing(
    app: AppTest, vault: Vault
) -> None:
    for name in ("exact", "importance", "card", "exact fold"):
        own = {"key": f"own-silences-{name.replace(' ', '-')}", "name": name}
        keep(vault, SILENCES.model_copy(update=own))
    keep(vault, SILENCES, a_profile(needs=needs(**{"own-silences": (0, 3)})))
    assert len(cards(page(app))) == len(FIRST) + 5


def test_what_is_missing_is_said_and_what_was_typed_stays(app: AppTest, vault: Vault) -> None:
    add(page(app), "Silences", "fills them", " ")
    assert "“Second end”: it must not be empty" in texts(app)
    assert at(app, "own-dimension-name-new").value == "Silences"
    assert own_dimensions(vault) == ()


def test_tapping_add_twice_adds_it_once(app: AppTest, vault: Vault) -> None:
    page(app)
    for _ in range(2):
        add(app, "Silences", "fills them", "lets them stand")
    press(app, "Add it")
    assert len(own_dimensions(vault)) == 1
    assert not app.error


def test_a_name_that_is_taken_is_refused_in_words(app: AppTest, vault: Vault) -> None:
    add(page(app), " pace", "slow", "fast")
    assert "There is already one with that name" in texts(app)
    assert own_dimensions(vault) == ()


def test_the_name_of_a_goal_is_taken_too(app: AppTest, vault: Vault) -> None:
    keep(vault, a_goal("Sleep"), SILENCES)
    add(page(app), "sleep", "little", "much")
    assert "There is already one with that name" in texts(app)
    rename(app, SILENCES.key, name="Sleep")
    assert own_dimensions(vault) == (SILENCES, a_goal("Sleep"))


def test_a_name_without_latin_letters_works(app: AppTest, vault: Vault) -> None:
    add(page(app), "沈黙", "埋める", "待つ")
    add(app, "مزاح", "a", "b")
    assert [own.key for own in own_dimensions(vault)] == ["own-dimension", "own-dimension-2"]


def test_names_are_shown_as_typed(app: AppTest, vault: Vault) -> None:
    own = SILENCES.model_copy(
        update={"name": HOSTILE, "low_end": "*slow*", "high_end": "[fast](https://e.invalid)"}
    )
    keep(vault, own, a_profile(needs=needs(**{"own-silences": (0, 3)})))
    page(app)
    elements = [*app.header, *app.caption, *app.markdown]
    marked = [str(entry.value) for entry in elements] + [
        str(text) for pills in app.pills for text in (pills.label, *pills.options)
    ]
    for text in marked:
        assert "![" not in text
        assert "**b**" not in text
        assert "[fast](" not in text
    # A sign nobody sees keeps an address from becoming a link.
    assert HOSTILE in texts(app).replace("\u2060", "")


def test_what_was_typed_about_one_s_own_survives_a_reload(app: AppTest, vault: Vault) -> None:
    choose(page(app), "own-dimension-name-new", "Silences")
    choose(app, "own-dimension-kind-new", "one-sided")
    again = page(another_window())
    assert at(again, "own-dimension-name-new").value == "Silences"
    assert at(again, "own-dimension-kind-new").value == "one-sided"
    add(again, "Silences", "fills them", "waits")
    assert vault.drafts.text("own-dimension") == ""


def rename(app: AppTest, key: str, **fields: Any) -> AppTest:
    choose(app, "rename-which", key)
    for field, value in fields.items():
        choose(app, f"other-name-{field}-{key}", value)
    return press(app, "Save this")


def renamed(vault: Vault) -> tuple[Renamed, ...]:
    return vault.records().renamed


def test_a_built_in_one_gets_another_name_and_its_own_back(app: AppTest, vault: Vault) -> None:
    rename(page(app), "pace", name="Tempo")
    assert renamed(vault) == (Renamed(key="pace", name="Tempo"),)
    assert "Tempo" in [header.value for header in card(app, "need-pace").header]
    rename(app, "pace", name=" ")
    assert renamed(vault) == (Renamed(key="pace"),)
    assert "Pace" in [header.value for header in app.header]


def test_hiding_takes_the_card_away_unless_there_is_a_range(app: AppTest, vault: Vault) -> None:
    keep(vault, a_profile(needs=needs(pace=(3, 6)), do_not_mind=("directness",)))
    page(app)
    rename(app, "pace", hidden=True)
    rename(app, "directness", hidden=True)
    assert cards(app) == ["pace", "disagreement", "attunement"]
    rename(app, "directness", hidden=False)
    assert "directness" in cards(app)


def test_one_s_own_is_edited_with_its_ends(app: AppTest, vault: Vault) -> None:
    keep(vault, SILENCES)
    rename(page(app), "own-silences", name="Quiet", high_end="lets them stand")
    changed = {"name": "Quiet", "high_end": "lets them stand"}
    assert own_dimensions(vault) == (SILENCES.model_copy(update=changed),)
    rename(app, "own-silences", hidden=True)
    assert "own-silences" not in cards(app)


def test_one_s_own_without_a_name_is_refused_in_words(app: AppTest, vault: Vault) -> None:
    keep(vault, SILENCES)
    rename(page(app), "own-silences", name="")
    assert "“Name”: it must not be empty" in texts(app)
    assert own_dimensions(vault) == (SILENCES,)


def test_another_name_that_is_taken_is_refused_in_words(app: AppTest, vault: Vault) -> None:
    rename(page(app), "pace", name="directness")
    assert "There is already one with that name" in texts(app)
    assert at(app, "other-name-name-pace").value == "directness"
    assert renamed(vault) == ()


def test_a_change_in_another_window_is_not_overwritten(app: AppTest, vault: Vault) -> None:
    keep(vault, SILENCES)
    choose(page(app), "rename-which", "own-silences")
    vault.save(SILENCES.model_copy(update={"name": "Pauses"}), revision=1)
    choose(app, "other-name-name-own-silences", "Quiet")
    press(app, "Save this")
    assert "This was changed in another window" in texts(app)
    assert at(app, "other-name-name-own-silences").value == "Quiet"
    assert own_dimensions(vault)[0].name == "Pauses"


def test_renaming_what_was_deleted_meanwhile_is_said(app: AppTest, vault: Vault) -> None:
    keep(vault, SILENCES)
    choose(page(app), "rename-which", "own-silences")
    vault.remove(SILENCES, revision=1)
    press(app, "Save this")
    assert "This was deleted in another window" in texts(app)


def test_another_name_survives_a_reload_and_can_be_put_away(app: AppTest, vault: Vault) -> None:
    choose(page(app), "rename-which", "pace")
    choose(app, "other-name-name-pace", "Tempo")
    again = page(another_window())
    assert at(again, "other-name-name-pace").value == "Tempo"
    choose(again, "rename-which", None)
    assert vault.drafts.text("other-name") == ""
    assert renamed(vault) == ()


def test_a_late_answer_about_one_never_reaches_the_next(app: AppTest, vault: Vault) -> None:
    choose(page(app), "rename-which", "pace")
    at(app, "other-name-name-pace").set_value("Tempo")
    choose(app, "rename-which", "directness")
    assert at(app, "other-name-name-directness").value == "Directness"


def test_hidden_ones_are_marked_where_they_can_be_found_again(app: AppTest, vault: Vault) -> None:
    keep(vault, Renamed(key="talk", hidden=True))
    assert "Talking and listening (hidden)" in options(page(app), "rename-which")
    choose(app, "rename-which", "talk")
    assert at(app, "other-name-hidden-talk").value is True
