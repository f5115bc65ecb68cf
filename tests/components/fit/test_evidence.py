"""What stands behind a cell: its notes newest first, a few at once, each as it was typed."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.model.note import NoteKind
from data.model.records import Records
from data.vault.vault import Vault
from tests.components.fit.conftest import Links, drawn, marked, said
from tests.rig.people import a_note, a_profile, a_therapist, ratings

MAPLE = a_therapist("Maple")
HOSTILE = "![](https://e.invalid/x.png) **b** <script>alert(1)</script> :red[x] $x^2$"


def page() -> None:
    """The notes behind the only cell."""
    from components.charts.cell import Column
    from components.fit.evidence import evidence
    from components.session import records
    from data.fit.report import report

    standing = report(records()).standings[0]
    evidence(Column(0, standing), standing.cells[0], "here")


def labels(app: AppTest) -> list[str]:
    """Return of which day, kind and rating the notes are, from above."""
    found = [entry.value.replace("*", "") for entry in app.markdown]
    return [entry.removesuffix(" of 10") for entry in found]


def a_vault_of(*values: int, kind: NoteKind = "session", **texts: Any) -> Records:
    notes = tuple(
        a_note(
            MAPLE,
            date(2026, 1, 1) + timedelta(days=at),
            kind=kind,
            ratings=ratings(pace=value),
            **texts,
        )
        for at, value in enumerate(values)
    )
    return Records(therapists=(MAPLE,), notes=notes, need_profiles=(a_profile(),))


def test_the_newest_stands_first(vault: Vault) -> None:
    vault.take(a_vault_of(4, 5, 9))
    app = drawn(page)
    assert labels(app) == [
        "3 January 2026, session: 9",
        "2 January 2026, session: 5",
        "1 January 2026, session: 4",
    ]


def test_what_can_be_counted_stands_above(vault: Vault) -> None:
    vault.take(a_vault_of(4, 5, 9))
    marks = marked(drawn(page))
    assert "Maple, Pace: at times too pushy, so far" in marks
    assert "3 to 6: inside in 2 of 3 notes." in marks


def test_each_rating_stands_on_the_scale(vault: Vault) -> None:
    vault.take(a_vault_of(4, 5, 9))
    (picture,) = drawn(page).get("vega_lite_chart")
    assert picture.proto.alt.startswith("Pace, from 0")


@pytest.mark.parametrize("kind", ["first call", "from memory"])
def test_the_kind_of_note_is_said(vault: Vault, kind: NoteKind) -> None:
    vault.take(a_vault_of(4, kind=kind))
    assert labels(drawn(page)) == [f"1 January 2026, {kind}: 4"]


def test_more_come_with_each_click_until_all_are_there(vault: Vault) -> None:
    vault.take(a_vault_of(*(5 for _ in range(14))))
    app = drawn(page)
    counts, offers = [len(labels(app))], []
    while app.button:
        offers.append(app.button[0].label)
        app.button[0].click().run()
        counts.append(len(labels(app)))
    assert counts == [4, 8, 12, 14]
    assert offers == ["Show 4 more", "Show 4 more", "Show 2 more"]


def test_of_500_notes_only_a_few_are_drawn(vault: Vault) -> None:
    vault.take(a_vault_of(*(at % 11 for at in range(500)), text="x" * 100))
    app = drawn(page)
    assert len(labels(app)) == 4
    assert len(app.text) == 4
    assert app.button[0].label == "Show 4 more"


def test_first_words_stand_open_as_typed_what_did_not_help_before_all(vault: Vault) -> None:
    vault.take(a_vault_of(5, text=HOSTILE, helped="Tea."))
    app = drawn(page)
    assert said(app) == [f"“{HOSTILE}”"]
    assert HOSTILE not in marked(app)
    vault.take(a_vault_of(5, text="We sat.", did_not_help=f"n {HOSTILE}"))
    assert f"Did not help: “n {HOSTILE}”" in said(drawn(page))


def test_blanks_alone_are_no_words(vault: Vault) -> None:
    vault.take(a_vault_of(5, text="We sat.", did_not_help=" \n "))
    assert said(drawn(page)) == ["“We sat.”"]


def test_each_leads_to_where_it_is_edited(vault: Vault, links: Links) -> None:
    records = a_vault_of(4, 5)
    vault.take(records)
    drawn(page)
    newest_first = [str(note.id) for note in reversed(records.notes)]
    assert links == [("Open: write.py", {"note": entry}) for entry in newest_first]


def test_a_long_note_is_shown_by_its_beginning(vault: Vault) -> None:
    vault.take(a_vault_of(5, text="long " * 2000))
    (text,) = said(drawn(page))
    assert len(text) < 200
    assert text.endswith("…”")


def test_a_note_without_words_says_so(vault: Vault) -> None:
    vault.take(a_vault_of(5))
    assert said(drawn(page)) == ["No words in it."]


def test_without_a_rating_the_way_to_write_one_is_shown(vault: Vault, links: Links) -> None:
    heard = a_note(MAPLE, ratings=ratings(heard=5))
    vault.take(Records(therapists=(MAPLE,), notes=(heard,), need_profiles=(a_profile(),)))
    app = drawn(page)
    assert "Maple, Pace: not rated yet" in marked(app)
    assert labels(app) == []
    assert links == [("Write a note: write.py", {"who": str(MAPLE.id)})]


def test_a_note_that_another_window_deleted_is_passed_over(vault: Vault) -> None:
    before = a_vault_of(4, 5, 9)
    vault.take(before)

    def after_it_was_deleted() -> None:
        from components.charts.cell import Column
        from components.fit.evidence import evidence
        from components.session import records, vault
        from data.fit.report import report
        from data.model.note import Note

        standing = report(records()).standings[0]
        cell = standing.cells[0]
        gone = vault().get(Note, cell.evidence[1].note)
        vault().remove(gone.record, gone.revision)
        evidence(Column(0, standing), cell, "here")

    assert labels(drawn(after_it_was_deleted)) == [
        "3 January 2026, session: 9",
        "1 January 2026, session: 4",
    ]
