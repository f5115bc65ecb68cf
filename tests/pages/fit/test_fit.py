"""Fit: the grid is the report, and every cell leads to its evidence."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from components.charts import dots
from components.charts import grid as grid_chart
from components.charts.grid import Grid
from components.fit.order import grid_of
from components.fit.save_pictures import table
from components.shared_page.render import render
from data.example import example_records
from data.fit.answer import answer
from data.fit.order import needs_in_order
from data.fit.report import report
from data.model.note import Note
from data.model.records import Records
from data.sharing.presets import usual_choice
from data.sharing.shared_view import shared_view
from data.vault.vault import Vault
from data.words import day_words
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


def grid_in(records: Records) -> Grid:
    return grid_of(report(records), records.therapists)


def pictures(app: AppTest) -> dict[str, Any]:
    """Return the pictures on the page by their keys; those not to be clicked on have none."""
    charts = [chart.proto for chart in app.get("vega_lite_chart")]
    return {str(entry.id).split("-", 2)[-1]: entry for entry in charts}


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
    """Return the notes behind the chosen cell, by day, kind and rating."""
    found = [entry.value.replace("*", "").removesuffix(" of 10") for entry in app.markdown]
    return [entry for entry in found if re.search(r"\d{4}, [a-z ]+: \d+$", entry)]


def html(app: AppTest) -> str:
    """Return what stands there as HTML, the styles left out."""
    return "\n".join(
        str(part.proto.body) for part in app.get("html") if "<style" not in part.proto.body
    )


def choose(app: AppTest, who: object, dimension: str) -> AppTest:
    """Choose a cell in the two lists above the evidence."""
    at(app, "fit-who").set_value(str(who)).run()
    at(app, "fit-need").set_value(dimension).run()
    return app


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
    assert "There are no notes yet. Write a first one" in texts(app)
    assert not app.get("vega_lite_chart")


def test_the_answer_is_the_heading_and_nobody_is_left_out_silently(
    app: AppTest, example: Vault
) -> None:
    said = html(opened(app, "fit.py"))
    found = answer(report(EXAMPLE))
    assert f'<h1 class="fit-answer">{found.headline}</h1>' in said
    assert found.left_out in said


def test_the_grid_is_the_report(app: AppTest, example: Vault) -> None:
    charts = pictures(opened(app, "fit.py"))
    grid = grid_in(EXAMPLE)
    assert charts["fit-grid-0"].alt == grid_chart.says(grid)
    levels = drawn_in(charts["fit-grid-0"]).query("part == 'level'")
    outlooks = [cell.outlook for c in grid.columns for cell in c.standing.cells if cell.outlook]
    assert len(levels) == len(outlooks)


def test_fit_draws_three_pictures_however_many_needs_and_people_there_are(
    app: AppTest, example: Vault
) -> None:
    """The grid, the rows for a phone, and the ratings of one cell; once it was one a need."""
    assert len(pictures(opened(app, "fit.py"))) == 3


def test_each_column_says_who_how_much_how_sure_and_from_how_many_notes(
    app: AppTest, example: Vault
) -> None:
    said = html(opened(app, "fit.py"))
    assert (
        said.index("Maple</strong>") < said.index("Hazel</strong>") < said.index("Birch</strong>")
    )
    assert "<div>10 of 11 fit</div>" in said
    assert "more settled" in said
    assert "staying, 23 notes" in said
    assert "<div>2 of 3 rated fit</div>" in said


def test_before_anything_is_chosen_the_costliest_gap_of_those_one_is_with_is_shown(
    app: AppTest, example: Vault
) -> None:
    opened(app, "fit.py")
    assert "Furthest from what you need" in texts(app)
    assert "Maple, Practice between sessions: a bit too much to do" in texts(app)
    assert "Close" not in labels(app)


def test_a_tap_on_a_cell_shows_its_evidence_in_place(app: AppTest, example: Vault) -> None:
    """Once it opened below the screen, where nobody saw it."""
    opened(app, "fit.py")
    tap(app, "fit-grid-0", who=str(BIRCH.id), dimension="pace")
    assert (at(app, "fit-who").value, at(app, "fit-need").value) == (str(BIRCH.id), "pace")
    assert "Birch, Pace: too pushy" in texts(app)
    assert "inside in 1 of 4 notes" in texts(app)
    found = notes_on(EXAMPLE, BIRCH.id, "pace")
    assert listed(app) == [said_of(*entry) for entry in found]
    framed = drawn_in(pictures(app)["fit-grid-0"]).query("part == 'chosen'")
    assert len(framed) == 1


def test_a_cell_can_be_tapped_again_after_it_was_closed(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    tap(app, "fit-grid-0", who=str(BIRCH.id), dimension="pace")
    press(app, "Close")
    assert "Furthest from what you need" in texts(app)
    tap(app, "fit-grid-1", who=str(BIRCH.id), dimension="pace")
    assert "Birch, Pace: too pushy" in texts(app)


def test_ordinary_lists_reach_every_cell(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py")
    standing = grid_in(EXAMPLE).columns[0].standing
    order = [standing.cells[number].dimension for number in needs_in_order(standing)]
    assert len(at(app, "fit-who").options) == len(EXAMPLE.therapists)
    assert list(at(app, "fit-need").options) == [dimension.name for dimension in order]
    choose(app, BIRCH.id, "talk")
    assert "Birch, Talking and listening: not rated yet" in texts(app)


def test_more_of_many_notes_come_with_a_click(app: AppTest, example: Vault) -> None:
    choose(opened(app, "fit.py"), MAPLE.id, "pace")
    expected = [said_of(*entry) for entry in notes_on(EXAMPLE, MAPLE.id, "pace")]
    assert listed(app) == expected[:4]
    press(app, "Show 4 more")
    assert listed(app) == expected[:8]


def test_on_a_phone_one_person_comes_first_and_then_everybody(app: AppTest, example: Vault) -> None:
    charts = pictures(opened(app, "fit.py"))
    assert charts["fit-phone-0"].alt.startswith("Maple. ")
    at(app, "fit-person").set_value(str(BIRCH.id)).run()
    assert pictures(app)["fit-phone-0"].alt.startswith("Birch. ")
    at(app, "fit-person").set_value("all").run()
    assert pictures(app)["fit-phone-0"].alt == grid_chart.says(grid_in(EXAMPLE))
    tap(app, "fit-phone-0", who=str(BIRCH.id), dimension="pace")
    assert "Birch, Pace: too pushy" in texts(app)


def test_a_phone_reaches_the_lists_without_a_tap_on_a_picture(app: AppTest, example: Vault) -> None:
    press(opened(app, "fit.py"), "The notes behind a need")
    assert "Close" in labels(app)
    assert at(app, "fit-who").value == str(MAPLE.id)


def test_needs_and_people_have_one_order_everywhere(app: AppTest, example: Vault) -> None:
    """Needs stood in two orders, and the share had people in a third."""
    opened(app, "fit.py")
    columns = grid_in(EXAMPLE).columns
    needs = [columns[0].standing.cells[number] for number in needs_in_order(columns[0].standing)]
    names = [cell.dimension.name for cell in needs]
    people = [column.standing.therapist.name for column in columns]
    shared = render(shared_view(EXAMPLE, usual_choice("other", EXAMPLE), date(2026, 11, 28)))
    rows = re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', shared.decode())
    assert rows == [(person, name) for person in people for name in names]
    assert list(at(app, "fit-need").options) == names
    assert list(table(columns)["Need"])[: len(names)] == names
    in_html = [
        html(app).index(f"</span>{name}<") if i < 2 else html(app).index(f">{name}<")
        for i, name in enumerate(names)
    ]
    assert in_html == sorted(in_html)


def test_how_sure_draws_twenty_cases_for_each_who_is_compared(app: AppTest, example: Vault) -> None:
    (charts,) = pictures(opened(app, "fit.py", view="how-sure")).values()
    columns = grid_in(EXAMPLE).columns
    assert charts.alt == dots.says(columns)
    compared = [column for column in columns if column.standing.fit]
    assert len(drawn_in(charts).query("part == 'dot'")) == 20 * len(compared)
    assert "all equally likely" in texts(app)


def test_save_holds_the_same_figures_and_three_ways_to_keep(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py", view="save")
    charts, same = app.dataframe[0].value, table(grid_in(EXAMPLE).columns)
    pd.testing.assert_frame_equal(charts.astype(object), same.astype(object), check_dtype=False)
    assert [button.label for button in app.download_button] == [
        "Picture (PNG)", "Picture (SVG)", "Figures (CSV)",
    ]  # fmt: skip


def test_the_table_says_what_it_is_to_a_screen_reader(app: AppTest, example: Vault) -> None:
    opened(app, "fit.py", view="save")
    assert app.dataframe[0].proto.alt == "The figures of the grid as a table."


def test_hostile_names_and_texts_are_shown_as_typed(app: AppTest, vault: Vault) -> None:
    name = HOSTILE[:60]
    records = a_year(name, pace=[9] * 5, heard=[2] * 5)
    birch = a_therapist("<b>Birch</b> $x$", status="considering")
    notes = tuple(note.model_copy(update={"text": HOSTILE}) for note in records.notes)
    profile = a_profile(needs=needs(pace=(3, 6), heard=(6, 10)), must_haves=("heard",))
    vault.take(
        Records(therapists=(*records.therapists, birch), notes=notes, need_profiles=(profile,))
    )
    opened(app, "fit.py")
    markdown = [caption.value for caption in (*app.markdown, *app.caption, *app.header, *app.info)]
    for live in ("![](", "**b**", ":red[x]", "<script>"):
        assert not [entry for entry in markdown if live in entry]
    assert f"“{HOSTILE}”" in {text.value for text in app.text}
    assert name in at(app, "fit-who").options
    said = html(app)
    assert "<script" not in said
    assert "<b>" not in said
    assert "&lt;b&gt;Birch&lt;/b&gt; $x$" in said


def test_500_notes_are_no_more_to_draw_than_five(app: AppTest, vault: Vault) -> None:
    def elements(records: Records) -> int:
        vault.take(records)
        choose(opened(app, "fit.py"), records.therapists[0].id, "pace")
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
    assert "1 note<" in html(opened(app, "fit.py"))
    vault.save(a_note(vault.records().therapists[0], ratings=ratings(pace=5)))
    app.run()
    assert "2 notes<" in html(app)
    counts = drawn_in(pictures(app)["fit-grid-0"]).query("part == 'count'").text
    assert counts.tolist() == ["2"]


def test_needs_on_how_it_is_going_alone_still_have_their_picture(
    app: AppTest, vault: Vault
) -> None:
    profile = a_profile(needs=needs(trust=(5, 10)))
    vault.take(a_year(trust=[5, 6]).model_copy(update={"need_profiles": (profile,)}))
    assert "Trust" in pictures(opened(app, "fit.py"))["fit-grid-0"].alt


def a_page_of(app: AppTest, who: object) -> AppTest:
    """Go on to a therapist's page in the same window."""
    app.switch_page("more.py").run()
    app.switch_page("therapist.py")
    app.query_params["who"] = str(who)
    app.run()
    assert not app.exception
    return app


def test_a_therapist_s_page_shows_the_same_for_one(app: AppTest, example: Vault) -> None:
    charts = list(pictures(a_page_of(app, BIRCH.id)).values())
    assert charts[0].alt.startswith("Birch. Respect for disagreement: too hard to disagree")
    tap(app, f"needs-{BIRCH.id}", who=str(BIRCH.id), dimension="pace")
    assert "Birch, Pace: too pushy" in texts(app)
