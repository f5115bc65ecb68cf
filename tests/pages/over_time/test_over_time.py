"""Over time: the path of each dimension for one therapist, and several side by side."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.over_time import paths
from data.example import example_records
from data.fit.evidence import CellKey
from data.fit.notes_belief import NotesBelief
from data.fit.path import paths as paths_of_cells
from data.model.moment import OwnPart
from data.model.records import Records
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, opened, rows_of, texts
from tests.pages.window import unfold
from tests.rig.people import a_goal, a_note, a_profile, a_therapist, needs, ratings


def charts(app: AppTest) -> list[Any]:
    return list(app.get("vega_lite_chart"))


def said_of(app: AppTest) -> list[str]:
    return [str(chart.proto.alt) for chart in charts(app)]


def test_an_empty_vault_says_the_next_step(app: AppTest, vault: Vault) -> None:
    opened(app, "over_time.py")
    assert "no notes yet" in texts(app)
    assert not charts(app)


def test_it_begins_with_whoever_the_newest_note_is_about(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    opened(app, "over_time.py")
    records = example_records()
    newest = max((n for n in records.notes if n.kind != "jot"), key=lambda note: note.order)
    assert at(app, "whom").value == str(newest.therapist)
    assert any("Pace over time" in words for words in said_of(app))


def test_the_address_leads_to_one_therapist_and_holds_no_name(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    rowan = next(
        therapist for therapist in example_records().therapists if therapist.name == "Rowan"
    )
    opened(app, "over_time.py", whom=str(rowan.id))
    assert at(app, "whom").value == str(rowan.id)
    assert app.query_params["whom"] == str(rowan.id)


def test_one_note_without_needs_is_drawn(app: AppTest, vault: Vault) -> None:
    who = a_therapist()
    vault.save(who)
    vault.save(a_note(who, ratings=ratings(pace=4)))
    opened(app, "over_time.py")
    assert "One rating, 4, on 1 October 2026." in texts(app)


def test_of_more_than_a_picture_holds_some_are_drawn_and_that_is_said(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = a_therapist()
    vault.save(who)
    for day in range(1, 6):
        vault.save(a_note(who, date(2026, 1, day), ratings=ratings(pace=day)))
    monkeypatch.setattr(paths, "MOST_POINTS", 3)
    opened(app, "over_time.py")
    drawn = rows_of(app, "Pace over time")
    assert [row["y"] for row in drawn if row["part"] == "rating"] == [1, 3, 5]
    assert "3 ratings of each are drawn, spread evenly" in texts(app)


def test_a_path_that_nobody_unfolds_is_not_worked_out(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, asked = a_therapist(), []
    rated = dict.fromkeys(("pace", "depth", "talk", "focus", "lead", "heard", "practice"), 5)
    vault.save(who)
    vault.save(a_note(who, ratings=ratings(**rated, trust=8)))

    def counted(belief: NotesBelief, cells: list[CellKey], *more: Any) -> Any:
        asked.append({dimension for _, dimension in cells})
        return paths_of_cells(belief, cells, *more)

    monkeypatch.setattr(paths, "paths_of_cells", counted)
    opened(app, "over_time.py")
    assert len(asked[-1] & set(rated)) == 6
    at(app, "paths-more").click().run()
    assert asked[-1] > set(rated)


def test_a_note_without_ratings_draws_no_path(app: AppTest, vault: Vault) -> None:
    who = a_therapist()
    vault.save(who)
    vault.save(a_note(who, text="A walk and a talk."))
    opened(app, "over_time.py")
    assert len(charts(app)) == 1  # the notes along time


def test_a_stretch_of_time_lists_its_notes(app: AppTest, vault: Vault) -> None:
    who = a_therapist()
    vault.save(who)
    for month in (1, 2, 3):
        vault.save(a_note(who, date(2026, month, 1), text=f"In month {month}."))
    opened(app, "over_time.py")
    assert "In month 2." not in texts(app)
    at(app, f"stretch-days-{who.id}").set_value((date(2026, 1, 15), date(2026, 3, 1))).run()
    assert "**2 notes**" in texts(app)
    assert "In month 2." in texts(app)
    assert "In month 1." not in texts(app)


def test_how_it_is_going_stands_apart_and_side_by_side(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    unfold(opened(app, "over_time.py"), "Side by side with the others")
    headings = [header.value for header in app.header]
    assert headings.index("How it is going") > headings.index("Pace")
    assert "Trust" in [entry.value for entry in app.subheader]
    assert any(words.startswith("Trust by session number. Rowan") for words in said_of(app))
    assert any(words.startswith("Fit by session number.") for words in said_of(app))


def test_own_openness_is_shown_where_it_was_noted(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    opened(app, "over_time.py")
    assert "My part" in [header.value for header in app.header]
    aspen = next(
        therapist for therapist in example_records().therapists if therapist.name == "Aspen"
    )
    at(app, "whom").set_value(str(aspen.id)).run()
    assert "My part" not in [header.value for header in app.header]


def test_names_and_texts_are_shown_as_typed(app: AppTest, vault: Vault) -> None:
    name, text = "<b>*x*</b>", "![](https://e.invalid/x.png) <script>"
    who = a_therapist(name)
    vault.save(a_profile(needs=needs(pace=(3, 6))))
    vault.save(who)
    for day in (1, 2):
        vault.save(a_note(who, date(2026, 1, day), text=text, ratings=ratings(pace=day)))
    opened(app, "over_time.py")
    at(app, f"stretch-days-{who.id}").set_value((date(2026, 1, 2), date(2026, 1, 2))).run()
    assert text in [text.value for text in app.text]
    assert not [markdown for markdown in app.markdown if "e.invalid" in markdown.value]


def test_each_chart_is_of_the_therapist_who_is_chosen(app: AppTest, vault: Vault) -> None:
    ann, bob, sleep = a_therapist("Ann"), a_therapist("Bob"), a_goal()
    notes = [
        a_note(
            who,
            date(2026, month, day),
            ratings=ratings(**{sleep.key: value}),
            own_part=OwnPart(open=value),
        )
        for who, month, value in ((ann, 2, 1), (bob, 3, 9))
        for day in (1, 2)
    ]
    vault.take(Records(therapists=(ann, bob), dimensions=(sleep,), notes=tuple(notes)))
    opened(another_window(), "goals.py")  # it draws all of them
    for who, value in ((ann, 1), (bob, 9)):
        window = opened(another_window(), "over_time.py", whom=str(who.id))
        path = rows_of(window, "Sleep over time")
        assert [row["y"] for row in path if row["part"] == "path"] == [value] * 2
        part = rows_of(window, "How open I was")
        assert [row["y"] for row in part if row["part"] == "step"] == [value] * 2
        assert len({row["colour"] for row in part if row["part"] == "step"}) == 1
        assert len(rows_of(window, "2 notes")) == 2
