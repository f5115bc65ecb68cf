"""The Fit page: the pictures are the report, and every mark leads to its notes."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from components.charts import dots, profile
from components.charts import lines as line_chart
from components.charts.lines import Line
from components.charts.palette import sign
from components.fit.order import block_of, lines_of
from components.fit.profile import AT_ONCE
from components.fit.table import table
from data.example import example_records
from data.fit.gap import costliest_first
from data.fit.report import report
from data.model.note import Note
from data.model.records import Records
from data.vault.vault import Vault
from data.words import day_words
from tests.components.fit.conftest import day_and_rating
from tests.pages.conftest import at, labels, opened, press, texts
from tests.pages.therapist.therapist_window import HOSTILE
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

EXAMPLE = example_records()
BIRCH, MAPLE = (
    next(therapist for therapist in EXAMPLE.therapists if therapist.name == name)
    for name in ("Birch", "Maple")
)


@pytest.fixture
def example(vault: Vault) -> Vault:
    vault.take(EXAMPLE)
    return vault


def lines_in(records: Records) -> list[Line]:
    return lines_of(report(records), records.therapists)


def pictures(app: AppTest) -> dict[str, Any]:
    """Return the pictures on the page by their keys; those not to be clicked on have none."""
    shown = [chart.proto for chart in app.get("vega_lite_chart")]
    return {str(entry.id).split("-", 2)[-1]: entry for entry in shown}


def drawn_in(picture: Any) -> pd.DataFrame:
    """Return what the browser is given to draw."""
    found = picture.data.data or picture.datasets[0].data.data
    return convert_arrow_bytes_to_pandas_df(found)


def tap(app: AppTest, picture: str, **mark: str) -> AppTest:
    """Click on a mark, as the browser tells of it; on none: beside all of them."""
    states = app._tree.get_widget_states()
    chosen = json.dumps({"selection": {"picked": [mark] if mark else []}})
    states.widgets.add(id=pictures(app)[picture].id, string_value=chosen)
    app._run(states)
    assert not app.exception
    return app


def notes_on(records: Records, who: object, dimension: str) -> list[tuple[Note, int]]:
    """Return the notes about somebody that rate this, newest first, with the rating."""
    return [
        (note, rating.value)
        for note in sorted(records.notes, key=lambda note: note.order, reverse=True)
        for rating in note.ratings
        if (note.therapist, rating.dimension) == (who, dimension) and isinstance(rating.value, int)
    ]


def listed(app: AppTest) -> list[str]:
    """Return the notes that can be opened on the page, by day, kind and rating."""
    found = [day_and_rating(expander.label) for expander in app.expander]
    return [entry for entry in found if re.search(r": \d+$", entry)]


def said_of(note: Note, value: int) -> str:
    return f"{day_words(note.date)}, {note.kind}: {value}"


def test_an_empty_vault_says_what_comes_first(app: AppTest) -> None:
    opened(app, "fit.py")
    assert "There are no needs yet" in texts(app)
    assert {"My needs", "Therapists"} <= {link.proto.label for link in app.get("page_link")}
    assert not app.get("vega_lite_chart")


def test_needs_without_notes_say_what_is_missing(app: AppTest, vault: Vault) -> None:
    vault.take(Records(therapists=(a_therapist(),), need_profiles=(a_profile(),)))
    opened(app, "fit.py")
    assert "There are no notes yet. Your needs are safe" in texts(app)
    assert not app.get("vega_lite_chart")


def test_pictures_are_the_report(app: AppTest, example: Vault) -> None:
    shown = pictures(opened(app, "fit.py"))
    lines = lines_in(EXAMPLE)
    order = costliest_first([line.standing for line in lines])[:AT_ONCE]
    blocks = [block_of(lines, place) for place in order]
    keys = [f"profile-{block[0].cell.dimension.key}" for block in blocks]
    assert list(shown) == ["lines", *keys]
    assert shown["lines"].alt == line_chart.says(lines)
    squares = drawn_in(shown["lines"]).query("part == 'square' and who.notna()")
    assert len(squares) == sum(len(line.standing.counted) for line in lines)
    for key, block in zip(keys, blocks, strict=True):
        assert shown[key].alt == profile.says(block)
        levels = drawn_in(shown[key]).query("part == 'level'")
        outlooks = [row.cell.outlook for row in block if row.cell.outlook]
        assert levels.x.tolist() == [outlook.level for outlook in outlooks]


def test_all_needs_are_one_click_away(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    needed = len(lines_in(EXAMPLE)[0].standing.cells)
    press(app, f"Show {needed - AT_ONCE} more")
    assert len(pictures(app)) == 1 + needed
    assert not [label for label in labels(app) if label.startswith("Show")]


def test_a_click_on_a_square_opens_the_notes_behind_it(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    tap(app, "lines", who=str(BIRCH.id), dimension="pace")
    assert (at(app, "lines-who").value, at(app, "lines-need").value) == (str(BIRCH.id), "pace")
    assert "Birch, Pace: too pushy; 4 notes" in texts(app).replace("*", "")
    found = notes_on(EXAMPLE, BIRCH.id, "pace")
    assert len(found) == 4
    assert listed(app)[:4] == [said_of(*entry) for entry in found]


def test_the_lists_beside_lead_to_the_same_notes(app: AppTest, example: Vault) -> None:
    app.session_state["lines-fold is open"] = True
    opened(app, "fit.py")
    assert at(app, "lines-who").value == str(MAPLE.id)
    at(app, "lines-who").set_value(str(BIRCH.id))
    at(app, "lines-need").set_value("talk").run()
    assert "Birch, Talking and listening: not rated yet" in texts(app).replace("*", "")


def test_who_is_chosen_below_a_dimension_has_their_notes_listed(
    app: AppTest, example: Vault
) -> None:
    opened(app, "fit.py")
    assert at(app, "profile-pace-who").value is None
    at(app, "profile-pace-who").set_value(str(MAPLE.id)).run()
    found = notes_on(EXAMPLE, MAPLE.id, "pace")
    expected = [said_of(*entry) for entry in found]
    assert "\n".join(expected[:6]) in "\n".join(listed(app))
    assert expected[6] not in listed(app)
    press(app, f"Show 6 more of {len(found)} notes")
    assert "\n".join(expected[:12]) in "\n".join(listed(app))


def test_a_click_on_a_rating_opens_its_note_first(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    oldest, value = notes_on(EXAMPLE, MAPLE.id, "pace")[-1]
    tap(app, "profile-pace", who=str(MAPLE.id), note=str(oldest.id))
    (unfolded,) = [expander for expander in app.expander if expander.proto.expanded]
    assert day_and_rating(unfolded.label) == said_of(oldest, value)
    tap(app, "profile-pace")
    assert at(app, "profile-pace-who").value is None


def test_the_dots_are_drawn_when_their_fold_is_open(app: AppTest, example: Vault) -> None:
    before = len(pictures(opened(app, "fit.py")))
    app.session_state["dots-fold"] = True
    shown = pictures(app.run())[""]
    assert len(pictures(app)) == before + 1
    assert shown.alt == dots.says(lines_in(EXAMPLE))
    compared = [line for line in lines_in(EXAMPLE) if line.standing.fit]
    assert len(drawn_in(shown).query("part == 'dot'")) == 20 * len(compared)
    assert "all equally likely" in texts(app)


def test_the_table_holds_the_same_figures_and_three_ways_to_keep(
    app: AppTest, example: Vault
) -> None:
    app.session_state["table is open"] = True
    opened(app, "fit.py")
    shown, same = app.dataframe[0].value, table(lines_in(EXAMPLE))
    pd.testing.assert_frame_equal(shown.astype(object), same.astype(object), check_dtype=False)
    assert [button.label for button in app.download_button] == [
        "Picture (PNG)", "Picture (SVG)", "Figures (CSV)",
    ]  # fmt: skip


def test_the_costliest_gaps_quote_one_dated_line_each(app: AppTest, vault: Vault) -> None:
    who = a_therapist("Maple")
    far = {"pace": 9, "directness": 10, "depth": 8, "lead": 10}
    notes = tuple(
        a_note(who, date(2026, 5, day), text=f"On day {day}. More.", ratings=ratings(**far))
        for day in range(1, 6)
    )
    profile = a_profile(needs=needs(**dict.fromkeys(far, (2, 5))))
    vault.take(Records(therapists=(who,), notes=notes, need_profiles=(profile,)))
    opened(app, "fit.py")
    assert "What is furthest from what you need" in texts(app)
    assert [text.value for text in app.text if text.value.endswith("”")] == ["“On day 5.”"] * 3
    assert listed(app) == [f"5 May 2026, session: {value}" for value in (10, 10, 9)]


def test_hostile_names_and_texts_are_shown_as_typed(app: AppTest, vault: Vault) -> None:
    name = HOSTILE[:60]
    records = a_year(name, pace=[9] * 5, heard=[2] * 5)
    birch = a_therapist("<b>Birch</b> $x$", status="considering")
    notes = tuple(note.model_copy(update={"text": HOSTILE}) for note in records.notes)
    profile = a_profile(needs=needs(pace=(3, 6), heard=(6, 10)), must_haves=("heard",))
    vault.take(
        Records(therapists=(*records.therapists, birch), notes=notes, need_profiles=(profile,))
    )
    app.session_state["lines-fold is open"] = True
    opened(app, "fit.py")
    at(app, "profile-pace-who").set_value(str(records.therapists[0].id)).run()
    assert not app.exception
    markdown = [caption.value for caption in (*app.markdown, *app.caption, *app.header, *app.info)]
    for live in ("![](", "**b**", ":red[x]", "<script>"):
        assert not [entry for entry in markdown if live in entry]
    assert {HOSTILE, f"“{HOSTILE}”"} <= {text.value for text in app.text}
    assert name in at(app, "lines-who").options
    assert drawn_in(pictures(app)["lines"]).text.str.contains("script").any()
    (option,) = at(app, "profile-pace-who").options
    assert option.replace("\\", "").replace("\u2060", "").startswith(name)
    assert not option.startswith(name)


def test_500_notes_are_no_more_to_draw_than_five(app: AppTest, vault: Vault) -> None:
    def elements(records: Records) -> int:
        vault.take(records)
        opened(app, "fit.py")
        at(app, "profile-pace-who").set_value(str(records.therapists[0].id)).run()
        return sum(1 for _ in app.main)

    few = a_year("Maple", pace=[5] * 6, heard=[8] * 6)
    of_few = elements(few)
    who = few.therapists[0]
    many = tuple(
        a_note(who, date(2024, 1, 1) + timedelta(days=day), ratings=ratings(pace=day % 11, heard=8))
        for day in range(494)
    )
    assert elements(few.model_copy(update={"notes": (*few.notes, *many)})) <= of_few + 12


def test_a_note_saved_meanwhile_is_in_the_next_picture(app: AppTest, vault: Vault) -> None:
    vault.take(a_year(pace=[5]))
    opened(app, "fit.py")
    assert "from 1 note." in pictures(app)["lines"].alt
    vault.save(a_note(vault.records().therapists[0], ratings=ratings(pace=5)))
    app.run()
    assert "from 2 notes." in pictures(app)["lines"].alt


def test_needs_on_how_it_is_going_alone_still_have_their_picture(
    app: AppTest, vault: Vault
) -> None:
    profile = a_profile(needs=needs(trust=(5, 10)))
    vault.take(a_year(trust=[5, 6]).model_copy(update={"need_profiles": (profile,)}))
    app.session_state["lines-fold is open"] = True
    assert list(pictures(opened(app, "fit.py"))) == ["lines", "profile-trust"]


def a_page_of(app: AppTest, who: object) -> AppTest:
    """Go on to a therapist's page in the same window."""
    app.switch_page("more.py").run()
    app.switch_page("therapist.py")
    app.query_params["who"] = str(who)
    app.run()
    assert not app.exception
    return app


def test_a_therapist_s_page_shows_the_same_for_one(app: AppTest, example: Vault) -> None:
    shown = pictures(a_page_of(app, BIRCH.id))
    (line,) = [line for line in lines_in(EXAMPLE) if line.standing.therapist == BIRCH]
    assert shown["lines"].alt == line_chart.says([line])
    (colour,) = drawn_in(shown["lines"]).query("part == 'sign'").colour
    assert colour == sign(line.place, "light")[0]
    # The line, the first three dimensions, and what happened between the two.
    assert len(shown) == 5
    assert [entry.alt for entry in shown.values()][-1].startswith("2 disagreements: 2 open")


def test_an_open_fold_on_one_page_does_no_harm_on_the_next(app: AppTest, example: Vault) -> None:
    a_page_of(app, MAPLE.id)
    tap(app, "lines", who=str(MAPLE.id), dimension="pace")
    assert "Maple, Pace: where you want it; 22 notes" in texts(app).replace("*", "")
    a_page_of(app, BIRCH.id)
    assert "Birch, Pace: too pushy; 4 notes" in texts(app).replace("*", "")
    app.switch_page("home.py").run()
    assert not app.exception
    assert at(app, "lines-who").value == str(MAPLE.id)


def test_home_shows_the_lines_of_those_one_is_with(app: AppTest, example: Vault) -> None:
    (shown,) = pictures(opened(app, "home.py")).values()
    going_on = [line for line in lines_in(EXAMPLE) if line.standing.therapist.status != "ended"]
    assert shown.alt == line_chart.says(going_on)
