"""Everything as Markdown: all of it readable, and nothing in it that is more than text."""

import zipfile
from io import BytesIO

import pytest

from data.example import example_records
from data.exports.markdown import markdown_files, markdown_zip
from data.model.records import Records
from tests.rig.people import a_jot, a_note, a_therapist


def test_every_text_of_the_example_is_in_it() -> None:
    records = example_records()
    files = dict(markdown_files(records))
    assert len(files) >= len(records.therapists) + 1
    whole = "\n".join(files.values()).replace("\\", "")
    for note in records.notes:
        said = (note.text, note.worked_on, note.helped, note.did_not_help)
        for text in (*said, note.agreed, note.take_along):
            assert text in whole
    assert whole.count("\n## ") >= len(records.notes)


def test_the_search_and_the_next_session_are_in_it() -> None:
    files = dict(markdown_files(example_records()))
    assert (
        "- 2026-09-29: written to, the number Maple gave me wants a text first"
        in (files["hazel.md"])
    )
    assert "- to do next: Ask him if he'd come <!--" in files["hazel.md"]
    assert "-->\n- fee: £ 110\n" in files["hazel.md"]
    assert "- next session: 2026-11-12 18:10, then every 2 weeks" in files["maple.md"]


def test_the_same_records_give_the_same_bytes() -> None:
    assert markdown_zip(example_records()) == markdown_zip(example_records())
    with zipfile.ZipFile(BytesIO(markdown_zip(example_records()))) as packed:
        assert packed.testzip() is None
        assert all(name.startswith("notes/") for name in packed.namelist())


@pytest.mark.parametrize("name", ["../../etc", "a/b", "C:\\x", "…", "jots", "my needs", "Ünïcode"])
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    twins = (a_therapist(name), a_therapist(f"{name}."))
    names = [file for file, _ in markdown_files(Records(therapists=twins, notes=(a_jot(),)))]
    assert len(set(names)) == 3
    assert all("/" not in file and "\\" not in file and file[0] != "." for file in names)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("![](https://e.invalid/x.png)", "\\!\\[\\](https://e.invalid/x.png)"),
        ("# Not a heading", "\\# Not a heading"),
        ("## 2026-01-01: session", "#\\# 2026-01-01: session"),
        ("a\r# b\x1b", "a&#13;# b&#27;"),
        ("1. first", "1\\. first"),
        ("- a dash", "\\- a dash"),
        ("<script>", "\\<script\\>"),
        ("under\n---", "under\n\\---"),
        ("plain - and fine.", "plain - and fine."),
    ],
)
def test_what_was_typed_stays_text(typed: str, written: str) -> None:
    maple = a_therapist()
    (file,) = markdown_files(Records(therapists=(maple,), notes=(a_note(maple, text=typed),)))
    assert f"\n{written}\n" in file[1]
