"""A page to print: chosen line by line, and one's own words left out until one chooses them."""

from datetime import date

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from components.charts import path as path_chart
from components.charts.palette import Theme
from components.charts.path import Path
from components.charts.path import rows as path_rows
from data.example import example_records
from data.model.dimension import OwnDimension, built_in
from data.model.record import new_id
from data.model.records import Records
from data.model.therapist import WarningSign
from data.model.to_say import ToSay
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, labels, opened, press, texts
from tests.rig.people import THEN, TODAY, a_goal, a_note, a_profile, a_therapist, needs, ratings

ASK = ToSay(id=new_id(), written_at=THEN, words="Could we slow down?\nI would like that.")
MAPLE = a_therapist("Maple", to_say=(ASK,))
SILENCES = OwnDimension(
    key="own-silences", name="My silences", kind="two-sided", low_end="filled", high_end="left"
)
PROFILE = a_profile(
    needs=needs(pace=(3, 6), heard=(7, 10), **{"own-silences": (2, 4)}),
    must_haves=("heard",),
)
NOTES = (
    a_note(MAPLE, date(2026, 10, 1), ratings=ratings(pace=5), helped="Walking while we talked."),
    a_note(MAPLE, date(2026, 10, 8), helped="Silence."),
)
RECORDS = Records(
    therapists=(MAPLE,), need_profiles=(PROFILE,), dimensions=(SILENCES,), notes=NOTES
)


def printed(app: AppTest) -> str:
    """Return what stands in the part of the page that is printed; "" where there is none."""
    found = [
        flex_container
        for flex_container in app.get("flex_container")
        if "to-print" in str(flex_container.proto.id)
    ]
    assert len(found) < 2
    texts = [header for box in found for header in [*box.header, *box.text]]
    return "\n".join(str(text.value) for text in texts)


def test_an_empty_vault_says_the_next_step(app: AppTest) -> None:
    assert "Nobody is here yet" in texts(opened(app, "to_print.py"))
    at(app, "for").set_value("needs").run()
    assert "There are no needs yet." in texts(app)
    assert printed(app) == ""


def test_what_i_want_to_say_is_printed_when_i_choose_it(app: AppTest, vault: Vault) -> None:
    vault.take(RECORDS)
    opened(app, "to_print.py")
    assert "slow down" not in printed(app)
    at(app, f"paper/{MAPLE.id}/say {ASK.id}").check().run()
    assert ASK.words in printed(app)


def test_what_to_notice_is_there_and_can_be_left_out(app: AppTest, vault: Vault) -> None:
    vault.take(RECORDS)
    opened(app, "to_print.py")
    asked = built_in()["heard"].ask_rating
    assert asked in printed(app)
    at(app, f"paper/{MAPLE.id}/notice heard").uncheck().run()
    assert asked not in printed(app)


def test_needs_are_handed_on_and_nothing_private(app: AppTest, vault: Vault) -> None:
    vault.take(RECORDS)
    opened(app, "to_print.py", **{"for": "needs"})
    assert printed(app).splitlines()[1:] == [
        "Feeling heard: 7 to 10, where 0 is “judged” and 10 “heard and respected”. A must-have.",
        "Pace: gentle push, 3 to 6, where 0 is “waits for me” and 10 “pushes me on”.",
    ]
    assert {"My silences: 2 to 4, where 0 is “filled” and 10 “left”.", "Silence."} <= {
        checkbox.label.replace("\\", "") for checkbox in app.checkbox
    }
    at(app, f"paper/needs/helped {NOTES[0].id}").check().run()
    at(app, "paper/needs/need pace").uncheck().run()
    assert "Walking while we talked." in printed(app)
    assert "Pace" not in printed(app)
    assert "Maple" not in printed(app)


def test_with_nothing_chosen_nothing_is_printed(app: AppTest, vault: Vault) -> None:
    vault.take(Records(need_profiles=(a_profile(),)))
    opened(app, "to_print.py", **{"for": "needs"})
    at(app, "paper/needs/need pace").uncheck().run()
    assert "Nothing is chosen yet." in texts(app)
    assert printed(app) == ""


def test_to_somebody_unsafe_nothing_is_to_be_said(app: AppTest, vault: Vault) -> None:
    sign = WarningSign(sign="threatens or punishes me", noticed=TODAY)
    vault.save(MAPLE.model_copy(update={"warning_signs": (sign,)}))
    assert "You owe nobody an explanation" in texts(opened(app, "to_print.py"))
    assert not app.checkbox


def test_in_the_example_own_words_are_offered_by_tens(vault: Vault) -> None:
    records = example_records()
    vault.take(records)
    profile = records.needs_now()
    assert profile
    app = opened(another_window(), "to_print.py", **{"for": "needs"})
    before = len(app.checkbox)
    taught = [checkbox for checkbox in app.checkbox if "sessions felt right at" in checkbox.label]
    assert taught
    assert not any(entry.value for entry in taught)
    press(app, next(label for label in labels(app) if label.startswith("Show ")))
    assert len(app.checkbox) > before
    ours = [need for need in profile.needs if need.dimension in built_in()]
    assert len(printed(app).splitlines()) == 1 + len(ours)


def test_a_stretch_of_time_is_printed_with_its_pictures(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def rows(path: Path, theme: Theme) -> pa.Table:
        drawn.append(path.dimension.name)
        return path_rows(path, theme)

    monkeypatch.setattr(path_chart, "rows", rows)
    notes = [
        a_note(
            MAPLE,
            date(2026, 10, day),
            ratings=ratings(**{"pace": day, "own-silences": day, "own-sleep": day}),
            helped=f"helped on {day}",
        )
        for day in (1, 8, 9)
    ]
    profile = a_profile(needs=needs(pace=(3, 6)))
    vault.take(
        Records(
            therapists=(MAPLE,),
            notes=tuple(notes),
            need_profiles=(profile,),
            dimensions=(SILENCES, a_goal()),
        )
    )
    opened(app, "to_print.py")
    at(app, "for").set_value("stretch").run()
    assert not app.exception
    assert "3 sessions" in printed(app)
    assert "Pace: rated 3 times, 1 to 9, 9 last. Needed: 3 to 6." in printed(app)
    assert "helped on" not in printed(app), "own words are left out until they are chosen"
    (figures,) = [html.proto.body for html in app.get("html") if "<figure>" in html.proto.body]
    assert figures.count("<figure>") == 1
    own = at(app, f"paper/stretch/{MAPLE.id}/own-silences")
    assert "My silences" in own.label
    assert not own.value, "a dimension of one's own is in one's own words too"
    assert "silences" not in printed(app)
    at(app, f"paper/stretch/{MAPLE.id}/counts").uncheck().run()
    assert drawn == ["Pace"], "a tap draws no picture anew"
    at(app, f"paper/stretch/{MAPLE.id}/own-silences").check().run()
    assert drawn == ["Pace", "My silences"]
    assert "Sleep" not in printed(app), "a goal is in one's own words"
    at(app, f"paper/stretch/{MAPLE.id}/own-sleep").check().run()
    assert drawn == ["Pace", "My silences", "Sleep"]
    assert "Sleep: 1 on 1 October 2026, 9 on 9 October 2026, 3 ratings" in printed(app)
    at(app, f"paper/stretch/{MAPLE.id}/counts").check().run()
    at(app, f"paper/days/{MAPLE.id}").set_value("Days you choose").run()
    at(app, f"paper/From/{MAPLE.id}").set_value(date(2026, 10, 9)).run()
    assert "9 October 2026 to" in printed(app)
    assert "1 session." in printed(app)
