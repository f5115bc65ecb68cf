"""Bringing a table and text files in, as a person walks it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.exports.spreadsheet import notes_csv
from data.model.dimension import Renamed
from data.model.records import Records
from data.vault.vault import Vault
from tests.data.imports.test_table_shapes import COMPARED_ACROSS, COMPARED_DOWN
from tests.pages.conftest import at, opened, press, texts
from tests.rig.people import a_goal, a_note, a_therapist, ratings

CSV = b"""Date,Therapist,Pace,Said
31.03.2026,Maple,5,It was good
02.04.2026,Maple,4,It was fine
99.99.2026,Maple,4,No such day
"""


def with_table(app: AppTest, content: bytes = CSV) -> AppTest:
    opened(app, "bring.py")
    app.file_uploader[0].upload("mine.csv", content, "text/csv").run()
    assert not app.exception
    return app


def test_a_table_is_guessed_shown_and_brought_in(app: AppTest, vault: Vault) -> None:
    with_table(app)
    assert "31.03.2026 is read as 31 March 2026" in texts(app)
    assert at(app, "table-scale-Pace").value is None
    assert "None is above 5: is it really out of 5, or out of 10?" in texts(app)
    at(app, "table-scale-Pace").set_value("1 to 5").run()
    assert "2 new notes, 1 new therapist" in texts(app)
    assert "Row 4: no day can be read in its date" in texts(app)
    bring = next(button for button in app.button if button.label == "Bring in 2 notes")
    assert bring.disabled
    at(app, "table-leave-out").set_value(True).run()
    press(app, "Bring in 2 notes")
    assert "2 notes saved." in texts(app)
    notes = vault.records().notes
    assert [(note.text, note.ratings[0].value) for note in notes] == [
        ("It was good", 10),
        ("It was fine", 8),
    ]
    with_table(app)
    at(app, "table-scale-Pace~1").set_value("1 to 5").run()
    assert "0 new notes, 2 already here" in texts(app)


def test_dates_that_can_be_read_in_two_ways_are_asked_about(app: AppTest, vault: Vault) -> None:
    with_table(app, b"Date,Said\n01/03/2026,It was good\n")
    assert "Its dates can be read in more than one way." in texts(app)
    at(app, "table-order-Date").set_value("month first").run()
    assert "01/03/2026 is read as 3 January 2026" in texts(app)
    press(app, "Bring in 1 note")
    assert [note.kind for note in vault.records().notes] == ["jot"]


def test_words_are_given_a_value(app: AppTest, vault: Vault) -> None:
    with_table(app, b"Date,Therapist,Pace\n2026-03-31,Maple,too slow\n2026-04-01,Maple,hm\n")
    assert at(app, "table-scale-Pace").value == "words"
    assert at(app, "table-word-Pace-too slow").value == 0
    assert "Row 3: “Pace”: no value was chosen for this word" in texts(app)
    at(app, "table-word-Pace-hm").set_value(6).run()
    press(app, "Bring in 2 notes")
    assert [note.ratings[0].value for note in vault.records().notes] == [0, 6]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"only a line", b"a\x00\nb"])
def test_what_is_no_table_is_said_in_one_sentence(
    app: AppTest, vault: Vault, content: bytes
) -> None:
    with_table(app, content)
    assert "Your vault is unchanged." in texts(app)
    assert vault.revision() == 0


def test_text_files_become_notes(app: AppTest, vault: Vault) -> None:
    vault.save(a_therapist("Maple"))
    opened(app, "bring.py")
    app.file_uploader[1].upload("2026-03-01.md", b"It was good.", "text/markdown").run()
    at(app, "files-whom").set_value("Maple").run()
    press(app, "Bring in 1 note")
    (note,) = vault.records().notes
    assert (note.kind, note.date.isoformat(), note.text) == (
        "session",
        "2026-03-01",
        "It was good.",
    )


def test_what_rapport_saved_comes_back_with_goals_and_what_is_hidden(
    app: AppTest, vault: Vault
) -> None:
    maple, goal = a_therapist("Maple"), a_goal("Sleep", hidden=True)
    note = a_note(maple, text="Calm.", ratings=ratings(**{"pace": 5, goal.key: 7}))
    hidden = Renamed(key="pace", hidden=True)
    here = Records(therapists=(maple,), dimensions=(goal,), renamed=(hidden,), notes=(note,))
    vault.take(here)
    with_table(app, notes_csv(here))
    assert "0 new notes, 1 already here" in texts(app)
    assert "left out" not in texts(app).casefold()
    with_table(app, notes_csv(here).replace(b"Calm.", b"Calm!"))
    assert "looks like a note you have, changed" in texts(app)
    assert "Sleep 7" in texts(app)


@pytest.mark.parametrize("content", [COMPARED_DOWN, COMPARED_ACROSS], ids=["down", "across"])
def test_a_comparison_sheet_becomes_a_note_from_memory_for_each_therapist(
    app: AppTest, vault: Vault, content: bytes
) -> None:
    with_table(app, content)
    taken_for = next(toggle for toggle in app.toggle if "a comparison" in toggle.label)
    assert taken_for.value
    assert at(app, "table-on").value == date.today()
    assert at(app, "table-scale-Pace").value is None
    for column in ("Pace", "Trust"):
        at(app, f"table-scale-{column}").set_value("0 to 10").run()
    press(app, "Bring in 2 notes")
    names = {therapist.id: therapist.name for therapist in vault.records().therapists}
    notes = vault.records().notes
    assert {note.kind for note in notes} == {"from memory"}
    assert {
        names[note.therapist]: {rating.dimension: rating.value for rating in note.ratings}
        for note in notes
        if note.therapist
    } == {"Wren": {"pace": 7, "trust": 9}, "Birch": {"pace": 3, "trust": 8}}
    assert {note.text for note in notes} == {"asks first", "talks a lot"}


def test_leaving_it_leaves_the_vault_as_it_was(app: AppTest, vault: Vault) -> None:
    with_table(app)
    press(app, "Leave it")
    assert "new notes" not in texts(app)
    assert vault.revision() == 0


def test_what_may_be_a_month_is_asked_in_one_question(app: AppTest, vault: Vault) -> None:
    with_table(app, b"Date,Who,Said\nFeb-26,Maple,It was good\nMar-26,Maple,It was fine\n")
    question = at(app, "table-months-Date")
    assert question.label == "What is “Feb-26”, and the others like it?"
    assert not [button for button in app.button if button.label.startswith("Bring in")]
    question.set_value(True).run()
    assert "A month becomes a note from memory of that month." in texts(app)
    assert "Feb-26 is read as February 2026" in texts(app)
    press(app, "Bring in 2 notes")
    assert [(note.kind, note.date, note.until) for note in vault.records().notes] == [
        ("from memory", date(2026, 2, 1), date(2026, 2, 28)),
        ("from memory", date(2026, 3, 1), date(2026, 3, 31)),
    ]
