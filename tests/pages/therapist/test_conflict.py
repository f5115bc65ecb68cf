"""A therapist changed or deleted in another window: nothing is overwritten, nothing lost."""

from datetime import date

from data.model.therapist import WarningSign
from tests.pages.conftest import mine, texts
from tests.pages.therapist.therapist_window import (
    calm,
    click,
    field,
    now_saved,
    page_of,
    saved,
    type_in,
)
from tests.pages.window import as_it_stands


def test_a_change_in_another_window_is_never_overwritten() -> None:
    who = saved(details="As it was.")
    here, there = page_of(who), page_of(who)
    type_in(here, details="Mine.", own_what_for="sleep")
    click(type_in(there, details="Theirs.", setting="group"), "Save")
    here = click(here, "Save")
    assert "changed in another window" in texts(here)
    assert "Anything else: Theirs." in texts(here)
    assert "Setting: group" in texts(here)
    assert "Anything else: Mine.\n" in texts(here)
    assert "What for: sleep" in texts(here)
    assert field(here, "details").value == "Mine."
    assert now_saved(who).details == "Theirs."


def test_what_a_session_without_its_connection_kept_goes_with_what_is_saved() -> None:
    who = saved()
    lost = type_in(page_of(who), details="Ki")
    here = type_in(page_of(who), details="Kind, and")
    type_in(lost, details="Kind")
    assert len(mine().drafts.of(f"therapist:{who.id}")) == 2
    click(type_in(here, details="Kind, and slow."), "Save")
    assert mine().drafts.of(f"therapist:{who.id}") == ()


def test_mine_over_it_keeps_what_only_the_other_window_changed() -> None:
    who = saved()
    here, there = page_of(who), page_of(who)
    type_in(here, details="Mine.")
    click(type_in(there, details="Theirs.", setting="group"), "Save")
    click(click(here, "Save"), "Save mine over it")
    assert (now_saved(who).details, now_saved(who).setting) == ("Mine.", "group")
    assert "Changed in another window" not in texts(here)


def test_both_versions_stand_there_in_words() -> None:
    who = saved()
    here, there = page_of(who), page_of(who)
    type_in(here, status="staying", began=date(2026, 3, 19), details="")
    click(type_in(there, suits__0="yes", words__0="62", details="Theirs."), "Save")
    here = click(here, "Save")
    assert "How is it now: staying" in texts(here)
    assert "Began on: 19 March 2026" in texts(here)
    practical = "Cost: yes 62; Distance: not known; Online: not known; "
    assert f"Practicalities: {practical}" in texts(here)


def test_the_other_may_be_kept() -> None:
    who = saved()
    here, there = page_of(who), page_of(who)
    type_in(here, details="Mine.")
    click(type_in(there, details="Theirs."), "Save")
    here = click(click(here, "Save"), "Keep the other")
    assert field(here, "details").value == "Theirs."
    assert now_saved(who).details == "Theirs."


def test_mine_over_it_does_not_cover_a_third_version() -> None:
    who = saved()
    here, there = page_of(who), page_of(who)
    type_in(here, details="Mine.")
    click(type_in(there, details="Theirs."), "Save")
    here = click(here, "Save")
    click(type_in(there, details="Theirs again."), "Save")
    here = click(here, "Save mine over it")
    assert "changed in another window" in texts(here)
    assert now_saved(who).details == "Theirs again."
    assert "Anything else: Theirs again." in texts(here)


def test_a_warning_sign_written_meanwhile_is_no_conflict_and_stays() -> None:
    who = saved()
    here = type_in(page_of(who), details="Mine.")
    sign = WarningSign(sign="Asked me to keep it secret", noticed=date(2026, 5, 1))
    mine().save(who.model_copy(update={"warning_signs": (sign,)}), revision=1)
    here = click(here, "Save")
    assert "Saved." in texts(here)
    assert (now_saved(who).details, now_saved(who).warning_signs) == ("Mine.", (sign,))


def test_without_anything_typed_the_newest_is_shown() -> None:
    who = saved()
    here, there = page_of(who), page_of(who)
    click(type_in(there, details="Theirs."), "Save")
    assert field(calm(here.run()), "details").value == "Theirs."


def test_what_was_typed_about_somebody_deleted_can_be_saved_as_new() -> None:
    who = saved()
    here = type_in(page_of(who), details="Mine.", began=date(2026, 1, 2))
    mine().remove(who, revision=1)
    here = click(here, "Save")
    assert "deleted in another window" in texts(here)
    assert "Anything else: Mine." in texts(here)
    here = click(here, "Save as new")
    assert field(here, "details").value == "Mine."
    assert [therapist.details for therapist in mine().records().therapists] == ["Mine."]


def test_a_late_second_click_on_save_as_new_does_nothing() -> None:
    who = saved()
    here = type_in(page_of(who), details="Mine.")
    mine().remove(who, revision=1)
    before = as_it_stands(calm(here.run()))
    click(here, "Save as new")
    here._tree = before
    click(here, "Save as new")
    assert not here.error
    assert len(mine().records().therapists) == 1


def test_what_was_typed_about_somebody_deleted_can_be_let_go() -> None:
    who = saved()
    here = type_in(page_of(who), details="Mine.")
    mine().remove(who, revision=1)
    here = click(calm(here.run()), "Let it go")
    assert "Mine." not in texts(here)
    assert mine().drafts.text(f"therapist:{who.id}") == ""
