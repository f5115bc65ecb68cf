"""Files that people really have, as a person brings them: asked, said, taken back."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.errors import Changed
from data.exports.markdown import markdown_files, markdown_zip
from data.exports.spreadsheet import notes_csv, workbook
from data.model.archive import read_archive, write_archive
from data.model.records import Records
from data.vault.imports import Imports
from data.vault.vault import Vault
from tests.pages.conftest import at, labels, opened, press, texts
from tests.rig.people import a_goal, a_jot, a_note, a_profile, a_step, a_therapist, ratings

DAY = date(2026, 3, 5)
CASES = Path(__file__).parents[2] / "data" / "imports" / "cases"


def choose(app: AppTest, name: str, which: int = 0) -> AppTest:
    content = (CASES / name).read_bytes()
    app.file_uploader[which].set_value((name, content, "text/csv")).run()
    assert not app.exception
    return app


def test_nothing_that_held_for_one_file_holds_for_the_next(app: AppTest, vault: Vault) -> None:
    opened(app, "bring.py")
    choose(app, "two_files_wren.csv")
    at(app, "table-scale-Pace").set_value("0 to 10").run()
    assert "Wren one" in texts(app)
    choose(app, "two_files_birch.csv")
    assert at(app, "table-scale-Pace~1").value is None, "asked anew"
    at(app, "table-scale-Pace~1").set_value("1 to 5").run()
    assert "Birch one" in texts(app)
    assert "Wren one" not in texts(app)
    press(app, "Bring in 2 notes")
    assert [(note.text, note.ratings[0].value) for note in vault.records().notes] == [
        ("Birch one", 3),
        ("Birch two", 10),
    ]


def test_a_mended_file_has_no_row_left_out(app: AppTest, vault: Vault) -> None:
    opened(app, "bring.py")
    choose(app, "two_files_first.csv")
    at(app, "table-scale-Pace").set_value("0 to 10").run()
    assert "Row 3: no day can be read in its date" in texts(app)
    choose(app, "two_files_mended.csv")
    at(app, "table-scale-Pace~1").set_value("0 to 10").run()
    assert "Row 3" not in texts(app)
    press(app, "Bring in 2 notes")
    assert len(vault.records().notes) == 2


def test_an_unreadable_file_leaves_no_preview_of_the_one_before(app: AppTest, vault: Vault) -> None:
    opened(app, "bring.py")
    choose(app, "two_files_wren.csv")
    at(app, "table-scale-Pace").set_value("0 to 10").run()
    app.file_uploader[0].set_value(("b.csv", b"\x00\x01", "text/csv")).run()
    assert "Wren one" not in texts(app)
    assert "Your vault is unchanged." in texts(app)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("polish_cp1250.csv", "Łucja"),
        ("open_quote.csv", "Row 2: a quotation mark in it is not closed"),
        ("appointment_to_come.csv", "Its dates can be read in more than one way."),
        ("small_beside_ten.csv", "None is above 5: is it really out of 5"),
        ("decimal_comma.csv", "Row 2: it has 5 cells, the first line 4"),
        ("no_therapist.csv", "it has ratings, which a note without a therapist cannot hold"),
        ("excel_serial.csv", "46067 is read as 14 February 2026"),
        ("compact_days.csv", "its date is too early"),
        ("moments_in_utc.csv", "1771111800000 is read as"),
    ],
)
def test_what_a_file_does_not_say_is_asked_or_named(
    app: AppTest, vault: Vault, name: str, sentence: str
) -> None:
    opened(app, "bring.py")
    choose(app, name)
    selects = "\n".join(box.label for box in app.selectbox)
    assert sentence in f"{texts(app)}\n{selects}"
    assert vault.revision() == 0


def test_no_way_to_read_a_day_is_another_sentence_than_two(app: AppTest, vault: Vault) -> None:
    opened(app, "bring.py")
    app.file_uploader[0].set_value(("a.csv", b"Date,Text\nsoon,a b\n", "text/csv")).run()
    at(app, "table-date").set_value("Date").run()
    assert "No day can be read in this column." in texts(app)
    assert "more than one way" not in texts(app)


def test_the_year_is_asked_once(app: AppTest, vault: Vault) -> None:
    opened(app, "bring.py")
    choose(app, "no_year.csv")
    at(app, "table-scale-Pace").set_value("0 to 10").run()
    assert "Bring in 1 note" not in labels(app)
    at(app, "table-year-Date").set_value(2026).run()
    press(app, "Bring in 1 note")
    assert [note.date.isoformat() for note in vault.records().notes] == ["2026-02-14"]


def test_a_table_without_a_therapist_can_be_about_somebody_new(app: AppTest, vault: Vault) -> None:
    opened(app, "bring.py")
    choose(app, "no_therapist.csv")
    at(app, "table-whom").set_value("Somebody new").run()
    at(app, "table-new").set_value("Wren").run()
    press(app, "Bring in 1 note")
    (note,) = vault.records().notes
    assert (note.kind, note.ratings[0].value) == ("session", 8)


def test_a_bringing_in_is_taken_back_as_one_and_what_was_changed_since_stays(
    app: AppTest, vault: Vault
) -> None:
    opened(app, "bring.py")
    choose(app, "two_files_wren.csv")
    at(app, "table-scale-Pace").set_value("0 to 10").run()
    press(app, "Bring in 2 notes")
    first = vault.records().notes[0]
    vault.save(first.model_copy(update={"text": "changed"}), revision=1)
    opened(app, "my_data.py")
    press(app, "Take it back")
    assert "Taken back: 1 record. 2 records changed since, and stayed." in texts(app)
    assert [note.text for note in vault.records().notes] == ["changed"]
    assert vault.imports.recent() == ()


def test_a_replaced_note_is_as_before_once_taken_back(vault: Vault) -> None:
    wren = a_therapist("Wren")
    note = a_note(wren, text="mine")
    vault.take(Records(therapists=(wren,), notes=(note,)))
    vault.imports.bring(
        [a_jot("new")], [note.model_copy(update={"text": "theirs"})], vault.revision()
    )
    (way_back,) = vault.imports.recent()
    assert vault.imports.take_back(way_back) == (2, 0)
    assert vault.records() == Records(therapists=(wren,), notes=(note,))


def test_changed_notes_are_decided_one_by_one(app: AppTest, vault: Vault) -> None:
    wren = a_therapist("Wren")
    mine = [
        a_note(wren, date(2026, 4, day), text=f"A long visit number {day}") for day in (1, 2, 3)
    ]
    vault.take(Records(therapists=(wren,), notes=tuple(mine)))
    rows = "".join(f"2026-04-0{day},Wren,A longer visit number {day}\n" for day in (1, 2, 3))
    opened(app, "bring.py")
    content = f"Date,Therapist,Text\n{rows}".encode()
    app.file_uploader[0].set_value(("mine.csv", content, "text/csv")).run()
    each = [control for control in app.segmented_control if control.label.startswith("Which one")]
    assert len(each) == 3
    for number, choice in enumerate(("theirs", "mine", "both")):
        at(app, str(each[number].key)).set_value(choice).run()
    press(app, "Bring in 2 notes")
    assert [note.text for note in vault.records().notes] == [
        "A longer visit number 1", "A long visit number 2", "A long visit number 3",
        "A longer visit number 3",
    ]  # fmt: skip


def test_two_windows_that_bring_in_at_once_are_told_to_look_again(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app, "bring.py")
    choose(app, "two_files_wren.csv")
    at(app, "table-scale-Pace").set_value("0 to 10").run()

    def faster(*_args: object) -> None:
        raise Changed

    with monkeypatch.context() as patch:
        patch.setattr(Imports, "bring", faster)
        press(app, "Bring in 2 notes")
    assert "press once more" in texts(app)
    assert "both versions" not in texts(app)


def test_a_table_that_rapport_saved_is_one_tap(app: AppTest, vault: Vault) -> None:
    wren = a_therapist("Wren")
    note = a_note(wren, text="'=quoted by me", helped="- this", ratings=ratings(pace=3))
    content = notes_csv(Records(therapists=(wren,), notes=(note,)))
    opened(app, "bring.py")
    app.file_uploader[0].set_value(("notes.csv", content, "text/csv")).run()
    press(app, "Bring in 1 note")
    (saved,) = vault.records().notes
    assert (saved.text, saved.helped, saved.ratings) == (note.text, note.helped, note.ratings)


def test_a_spreadsheet_that_rapport_saved_brings_the_search_too(app: AppTest, vault: Vault) -> None:
    """Notes, therapists with their search; what differs here is asked; then nothing is new."""
    wren = a_therapist("Wren", details="third floor", search_steps=(a_step("called", DAY),))
    elm = a_therapist("Elm", status="considering")
    content = workbook(Records(therapists=(wren, elm), notes=(a_note(wren, DAY, text="fine"),)))
    vault.take(Records(therapists=(a_therapist("wren", details="mine"),)))
    opened(app, "bring.py")
    app.file_uploader[0].set_value(("mine.xlsx", content, "application/xlsx")).run()
    assert not app.exception
    assert at(app, "table-shape").label == "This is taken for a spreadsheet that Rapport saved"
    assert "1 new note, 1 new therapist, 1 therapist of whom it says something else" in texts(app)
    assert "Details: mine. In the file: third floor." in texts(app)
    assert "Tables hold no needs" in texts(app)
    assert next(button for button in app.button if button.label == "Bring in 1 note").disabled
    at(app, "table-therapists").set_value("theirs").run()
    press(app, "Bring in 1 note")
    found = {who.name: who for who in vault.records().therapists}
    assert (found["wren"].details, len(found["wren"].search_steps)) == ("third floor", 1)
    assert found["Elm"].status == "considering"
    app.file_uploader[0].set_value(("mine.xlsx", content, "application/xlsx")).run()
    assert "1 already here" in texts(app)
    at(app, "table-shape~1").set_value(False).run()
    assert not app.exception
    assert [box.label for box in app.selectbox][:2] == ["The sheet", "The date"]


def test_a_folder_that_rapport_saved_comes_back_whole(app: AppTest, vault: Vault) -> None:
    wren = a_therapist("Wren")
    whole = Records(
        therapists=(wren,), notes=(a_note(wren, text="# not a head"),),
        need_profiles=(a_profile(),),
    )  # fmt: skip
    opened(app, "my_data.py")
    content = markdown_zip(whole)
    app.file_uploader[-1].set_value(("notes.zip", content, "application/zip")).run()
    press(app, "Bring it in")
    assert vault.records() == whole


def test_markdown_files_that_rapport_saved_come_back_whole_beside_others(
    app: AppTest, vault: Vault
) -> None:
    wren = a_therapist("Wren")
    whole = Records(
        therapists=(wren,), notes=(a_note(wren, agreed="Sleep."), a_jot()), dimensions=(a_goal(),)
    )
    files = [(name, text.encode(), "text/markdown") for name, text in markdown_files(whole)]
    broken = ("broken.md", files[0][1].replace(b"status: trying", b"status: x"), "text/markdown")
    opened(app, "bring.py")
    app.file_uploader[1].set_value([*files, broken, ("2026-03-01.md", b"Mine.", "")]).run()
    assert "Rapport saved these files" in texts(app)
    assert "Mine." in texts(app)
    opened(app, "my_data.py")
    assert "broken.md: line 6: status: it is none of the possible words" in texts(app)
    press(app, "Bring it in")
    assert vault.records() == whole.in_order()
    (_, content, _) = files[0]
    app.file_uploader[-1].set_value(("wren.md", content, "text/markdown")).run()
    assert "In this archive: 2 already here." in texts(app)


def test_somebody_elses_archive_asks_whose_needs_count_and_who_is_who(
    app: AppTest, vault: Vault
) -> None:
    maple, profile = a_therapist("Maple"), a_profile(since=date(2026, 1, 1))
    mine = a_goal("Sleep", goal=False)
    vault.take(Records(dimensions=(mine,), therapists=(maple,), need_profiles=(profile,)))
    theirs = read_archive((CASES / "archive_of_somebody_else.json").read_bytes(), date.today())
    other = mine.model_copy(update={"low_end": "rested", "high_end": "awake"})
    content = write_archive(theirs.model_copy(update={"dimensions": (other,)}))
    opened(app, "my_data.py")
    app.file_uploader[-1].set_value(("theirs.json", content, "application/json")).run()
    bring = next(button for button in app.button if button.label == "Bring it in")
    assert bring.disabled
    person = next(
        control for control in app.segmented_control if control.label.startswith("Is “maple”")
    )
    person.set_value("both").run()

    at(app, "archive-needs").set_value("Mine").run()
    assert next(button for button in app.button if button.label == "Bring it in").disabled
    scale = next(
        control
        for control in app.segmented_control
        if control.label.startswith("Is “Sleep: 0 rest")
    )
    scale.set_value("both").run()
    press(app, "Bring it in")
    records = vault.records()
    assert [own.name for own in records.dimensions] == ["Sleep", "Sleep 2"]
    assert {therapist.name for therapist in records.therapists} == {"Maple", "maple 2"}
    assert records.needs_now() == profile
