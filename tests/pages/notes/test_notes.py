"""Notes: found, read, deleted, brought back."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.model.note import Note, Rating
from data.model.records import Records
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, press, said
from tests.pages.conftest import opened as opened_at
from tests.pages.window import unfold
from tests.rig.people import a_goal, a_jot, a_note, a_therapist, ratings

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")
HOSTILE = "![](https://e.invalid/x.png) **bold** <script>alert(1)</script> :red[x]"


def opened() -> AppTest:
    return opened_at(another_window(), "notes.py")


def filled(vault: Vault, *notes: Note) -> AppTest:
    vault.take(Records(therapists=(MAPLE, BIRCH), notes=notes))
    return opened()


def row_labels(app: AppTest) -> list[str]:
    """Return what can be read of the note beside the list."""
    return [text.value for text in app.text]


def rows(app: AppTest) -> list[tuple[str, str]]:
    """Return the list: of each note its headline and its first words."""
    labels = [button.label for button in app.button if (button.key or "").startswith("note-row/")]
    split = [label.partition("  \n:small[") for label in labels]
    return [(head, words.removesuffix("]").replace("\\", "")) for head, _, words in split]


def headlines(app: AppTest) -> list[str]:
    return [head for head, _ in rows(app)]


def listed(app: AppTest) -> list[str]:
    return [words for _, words in rows(app)]


def read(app: AppTest, which: int) -> AppTest:
    """Tap a note in the list."""
    found = [button for button in app.button if (button.key or "").startswith("note-row/")]
    found[which].click().run()
    assert not app.exception
    return app


def many(number: int) -> list[Note]:
    first = date(2024, 1, 1)
    return [a_note(MAPLE, first + timedelta(at), text=f"note {at}") for at in range(number)]


def links(app: AppTest) -> dict[str, tuple[str, str]]:
    return {link.proto.label: (link.proto.page, link.proto.query_string) for link in app.page_link}


def test_an_empty_vault_says_the_next_step() -> None:
    app = opened()
    assert said(app) == ["There are no notes yet. Write a first one; a line is enough."]
    assert not app.text_input
    assert links(app)["Write a note"] == ("write", "")
    assert links(app)["Jot something down"] == ("write", "kind=jot")
    assert links(app)["Paste several notes"] == ("paste", "")


def test_the_example_is_listed_newest_first_twenty_at_a_time(vault: Vault) -> None:
    vault.take(example_records())
    app = opened()
    assert len(headlines(app)) == 20
    newest = max(note.date for note in example_records().notes)
    assert headlines(app)[0].startswith(f"**{newest.day} {newest:%B %Y}**")


def test_a_card_says_when_what_with_whom_and_how_it_was(vault: Vault) -> None:
    note = a_note(
        MAPLE,
        date(2026, 10, 5),
        text="She was late.",
        worked_on="My week.",
        helped="The silence.",
        did_not_help="The clock.",
        ratings=(
            *ratings(pace=6, directness=8),
            Rating(dimension="attunement", value="did not come up"),
        ),
    )
    app = filled(vault, note)
    assert headlines(app) == ["**5 October 2026** Session with Maple"]
    assert row_labels(app) == [
        "She was late.",
        "Worked on: My week.",
        "Helped: The silence.",
        "Did not help: The clock.",
    ]
    assert "Pace 6, Directness 8, Attunement did not come up" in [c.value for c in app.caption]
    assert links(app)["Change"] == ("write", f"note={note.id}")


def test_each_kind_has_its_own_words(vault: Vault) -> None:
    app = filled(
        vault,
        a_note(BIRCH, date(2026, 1, 4), kind="first call"),
        a_note(
            BIRCH, date(2024, 1, 3), kind="from memory", until=date(2025, 2, 1), sessions=12
        ),
        a_jot(date=date(2026, 1, 2)),
        a_jot(date=date(2026, 1, 1), therapist=MAPLE.id),
    )  # fmt: skip
    assert headlines(app) == [
        "**4 January 2026** First call with Birch",
        "**2 January 2026** Jot",
        "**1 January 2026** Jot about Maple",
        "**3 January 2024 to 1 February 2025** From memory, Birch, about 12 sessions",
    ]


def test_what_was_typed_is_shown_as_typed(vault: Vault) -> None:
    hostile = a_therapist("<b>**x**</b> [a](b)")
    vault.take(
        Records(
            therapists=(hostile,),
            notes=(a_note(hostile, text=HOSTILE, helped=HOSTILE), a_jot(f"{HOSTILE}\n\n  1. a")),
        )
    )
    app = opened()
    found = {*row_labels(read(app, 0)), *row_labels(read(app, 1))}
    assert {HOSTILE, f"Helped: {HOSTILE}", f"{HOSTILE}\n\n  1. a"} <= found
    headline = next(head for head in headlines(app) if "Session with" in head)
    assert r"\<b\>\*\*x\*\*\<\/b\> \[a\]\(b\)" in headline


def test_a_long_text_is_folded_until_it_is_asked_for(vault: Vault) -> None:
    long = "\n".join(f"line {at}" for at in range(100))
    app = filled(vault, a_note(MAPLE, text=long))
    assert row_labels(app)[0].endswith("line 7 …")
    assert row_labels(press(app, "Show all")) == [long]
    assert row_labels(press(app, "Show less"))[0].endswith("line 7 …")


def test_a_few_notes_are_found_by_looking(vault: Vault) -> None:
    assert not filled(vault, *many(5)).text_input


def test_words_find_notes(vault: Vault) -> None:
    app = filled(vault, *many(8), a_note(MAPLE, text="The Bus again", helped="walking"))
    app.text_input(key="notes-words").set_value("walk BUS").run()
    assert row_labels(app) == ["The Bus again", "Helped: walking"]
    assert "1 of 9 notes" in [caption.value for caption in app.caption]


def test_a_row_says_where_the_words_were_found(vault: Vault) -> None:
    app = filled(vault, *many(8), a_note(MAPLE, text="The Bus again", helped="walking"))
    app.text_input(key="notes-words").set_value("walk").run()
    assert listed(app) == ["The Bus again · in what helped"]


def test_what_was_written_about_a_therapist_and_own_goals_are_found_too(vault: Vault) -> None:
    birch = BIRCH.model_copy(update={"details": "Up the stairs, by the Harbour"})
    goal = a_goal(high_end="down at the harbour again")
    vault.take(Records(therapists=(MAPLE, birch), notes=tuple(many(8)), dimensions=(goal,)))
    app = opened()
    app.text_input(key="notes-words").set_value("harbour").run()
    links = [link.proto.label for link in app.get("page_link")]
    assert "Birch: in details" in links
    assert "Sleep: in the words for its ends" in links


def test_days_narrow_the_list(vault: Vault) -> None:
    app = filled(vault, *many(8))
    days = sorted({note.date for note in vault.records().notes})
    at(app, "notes-since").set_value(days[-2]).run()
    at(app, "notes-until").set_value(days[-2]).run()
    assert [note.text for note in vault.records().notes if note.date == days[-2]] == listed(app)


def test_therapist_and_kind_narrow_the_list(vault: Vault) -> None:
    app = filled(vault, *many(5), a_note(BIRCH, text="with Birch"), a_jot("a jot"))
    app.selectbox(key="notes-therapist").select("Birch").run()
    assert listed(app) == ["with Birch"]
    app.selectbox(key="notes-therapist").set_value(None).run()
    app.selectbox(key="notes-kind").select("Jots to sort").run()
    assert listed(app) == ["a jot"]


def test_one_therapist_and_one_kind_need_no_choice(vault: Vault) -> None:
    vault.take(Records(therapists=(MAPLE,), notes=tuple(many(8))))
    assert not opened().selectbox


def test_finding_nothing_offers_the_way_back(vault: Vault) -> None:
    app = filled(vault, *many(8))
    app.text_input(key="notes-words").set_value("nowhere").run()
    assert said(app) == ["No note fits all of this. Try fewer words, or look at all notes."]
    assert len(listed(press(app, "Show all notes"))) == 8
    assert not app.text_input(key="notes-words").value


def test_what_is_looked_for_never_gets_into_the_address(vault: Vault) -> None:
    app = filled(vault, *many(30), a_note(BIRCH), a_jot())
    app.text_input(key="notes-words").set_value("note 1").run()
    app.selectbox(key="notes-therapist").select("Maple").run()
    app.selectbox(key="notes-kind").select("Sessions").run()
    assert not app.query_params
    widgets = [*app.text_input, *app.selectbox, *app.pagination]
    assert not any(getattr(widget.proto, "query_param_key", "") for widget in widgets)


def test_the_search_is_still_there_after_a_visit_to_another_page(vault: Vault) -> None:
    app = filled(vault, *many(8))
    app.text_input(key="notes-words").set_value("note 3").run()
    app.switch_page("fit.py").run()
    app.switch_page("notes.py").run()
    assert listed(app) == ["note 3"]


def test_pages_show_every_note_once_and_another_search_begins_at_the_first(vault: Vault) -> None:
    app = filled(vault, *many(45))
    found = listed(app)
    for page in (2, 3):
        app.pagination[0].select(page).run()
        found += listed(app)
    assert found == [f"note {at}" for at in reversed(range(45))]
    app.text_input(key="notes-words").set_value("note").run()
    assert listed(app)[0] == "note 44"


def test_of_500_notes_only_the_shown_page_is_drawn(vault: Vault) -> None:
    app = filled(vault, *many(500))
    assert len(listed(app)) == 20
    assert len(list(app.main)) < 20 * 8 + 40


def test_a_deleted_note_comes_back_by_undo(vault: Vault) -> None:
    app = press(read(filled(vault, *many(3)), 1), "Delete")
    assert said(app) == ["Deleted."]
    assert listed(app) == ["note 2", "note 0"]
    assert "Deleted: 2 January 2024" in [markdown.value for markdown in app.markdown]
    press(app, "Undo")
    assert said(app) == ["It is back."]
    assert listed(app) == ["note 2", "note 1", "note 0"]
    assert not vault.removed.notes()


def test_a_note_changed_meanwhile_is_deleted_as_it_is_and_brought_back_so(vault: Vault) -> None:
    app = filled(vault, *many(1))
    saved = vault.get(Note, vault.records().notes[0].id)
    vault.save(saved.record.model_copy(update={"text": "changed"}), saved.revision)
    press(press(app, "Delete"), "Undo")
    assert listed(app) == ["changed"]


def test_deleting_the_only_note_still_offers_to_undo(vault: Vault) -> None:
    app = press(filled(vault, *many(1)), "Delete")
    assert "Write a first one" in said(app)[-1]
    assert listed(press(app, "Undo")) == ["note 0"]


@pytest.mark.parametrize(("label", "left"), [("Delete", 2), ("Undo", 3)])
def test_a_second_click_does_no_harm(vault: Vault, label: str, left: int) -> None:
    app = filled(vault, *many(3))
    if label == "Undo":
        press(app, "Delete")
    before = app._tree
    press(app, label)
    app._tree = before  # the browser had not drawn the answer yet
    press(app, label)
    assert len(listed(app)) == left
    assert not app.error


def test_a_note_deleted_in_another_window_is_simply_deleted(vault: Vault) -> None:
    app = filled(vault, *many(2))
    saved = vault.get(Note, vault.records().notes[1].id)
    vault.remove(saved.record, saved.revision)
    press(app, "Delete")
    assert said(app) == ["Deleted."]
    assert listed(app) == ["note 0"]


def test_the_deleted_are_listed_and_each_can_be_brought_back(vault: Vault) -> None:
    unwritten = a_note(MAPLE, date(2023, 1, 1))
    app = press(read(press(filled(vault, *many(4), unwritten), "Delete"), -1), "Delete")
    press(app, "Delete")
    assert "note 3" not in listed(app)
    unfold(app, "Deleted in the last 30 days: 3 notes")
    assert {"note 2", "note 3"} <= set(row_labels(app))
    press(app, "Bring back", which=2)
    assert listed(app)[:3] == ["note 3", "note 1", "note 0"]
    assert said(app) == ["It is back."]


def test_a_note_whose_therapist_is_gone_stays_deleted_and_that_is_said(vault: Vault) -> None:
    app = press(filled(vault, a_note(MAPLE)), "Delete")
    vault.remove(MAPLE, 1)
    press(app, "Undo")
    assert "there is no such therapist any more" in app.error[0].value
    assert len(vault.removed.notes()) == 1


def test_the_example_and_the_own_notes_never_mix(vault: Vault) -> None:
    press(filled(vault, *many(3)), "Delete")
    app = opened_at(another_window(), "notes.py", example="1")
    assert not app.expander
    assert "note 2" not in listed(app)


def test_a_note_is_read_without_being_a_form_and_the_address_names_it(vault: Vault) -> None:
    app = read(filled(vault, *many(30)), 5)
    assert row_labels(app) == ["note 24"]
    assert app.query_params["note"] == str(vault.records().notes[24].id)
    press(app, "Close")
    assert "note" not in app.query_params
    assert row_labels(app) == ["note 29"]


def test_going_back_from_a_note_returns_to_its_place_in_the_list(vault: Vault) -> None:
    app = filled(vault, *many(45))
    app.pagination[0].select(2).run()
    read(app, 3)
    opened_at(app, "write.py", note=str(vault.records().notes[21].id))
    opened_at(app, "notes.py")
    assert listed(app)[0] == "note 24"
    assert row_labels(app) == ["note 21"]
