"""A warning sign is marked on a therapist, stands before figures, and is taken off again."""

import pytest
from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.fit.report import report
from data.fit.report_output import as_json
from data.model.therapist import Therapist
from tests.pages.conftest import another_window, labels, mine
from tests.pages.therapist.therapist_window import (
    calm,
    click,
    field,
    now_saved,
    page_of,
    saved,
    type_in,
)

SECRET = "wants to keep something between us secret"


def opened(page: str) -> AppTest:
    app = another_window()
    if page != "home.py":
        app.switch_page(page)
    return calm(app.run())


def words(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_a_sign_is_marked_with_its_day_and_words() -> None:
    who = saved()
    app = click(type_in(page_of(who), sign=SECRET, words="About the gifts."), "Mark it")
    (sign,) = now_saved(who).warning_signs
    assert (sign.sign, sign.words) == (SECRET, "About the gifts.")
    assert words(app)[0].endswith(SECRET)
    assert field(app, "sign").value is None
    assert "reason enough" in app.info[0].value
    assert mine().drafts.text(f"warning:{who.id}") == ""


def test_own_words_make_a_sign() -> None:
    who = saved()
    app = type_in(page_of(who), sign="something else")
    click(type_in(app, own="Reads my mail"), "Mark it")
    assert [warning_sign.sign for warning_sign in now_saved(who).warning_signs] == ["Reads my mail"]


def test_without_a_sign_it_is_said_and_nothing_is_lost() -> None:
    who = saved()
    app = click(type_in(page_of(who), words="It was odd."), "Mark it")
    assert "What was it?" in app.error[0].value
    assert field(app, "words").value == "It was odd."
    assert now_saved(who).warning_signs == ()


def test_what_is_typed_is_there_after_a_reload() -> None:
    who = saved()
    type_in(page_of(who), sign=SECRET, words="Half a sent")
    app = page_of(who)
    assert (field(app, "sign").value, field(app, "words").value) == (SECRET, "Half a sent")


def test_two_impatient_taps_mark_it_once() -> None:
    who = saved()
    app = type_in(page_of(who), sign=SECRET)
    click(app, "Mark it")
    click(type_in(app, sign=SECRET), "Mark it")
    assert len(now_saved(who).warning_signs) == 1


def test_it_saves_nothing_else_and_is_no_conflict_with_it() -> None:
    who = saved(details="As saved.")
    app = type_in(page_of(who), details="Half typed.")
    app = click(type_in(app, sign=SECRET), "Mark it")
    assert now_saved(who).details == "As saved."
    assert field(app, "details").value == "Half typed."
    assert "Save mine over it" not in labels(app)


def test_it_is_taken_off_again() -> None:
    who = saved()
    app = click(type_in(page_of(who), sign=SECRET), "Mark it")
    app = click(app, f"Take off: {SECRET}")
    assert now_saved(who).warning_signs == ()
    assert not [word for word in words(app) if word.startswith("Warning sign")]


@pytest.fixture
def maple() -> Therapist:
    """The example, with a sign marked on the one who fits best."""
    mine().take(example_records())
    found = next(
        therapist for therapist in example_records().therapists if therapist.name == "Maple"
    )
    click(type_in(page_of(found), sign=SECRET), "Mark it")
    return now_saved(found)


@pytest.mark.parametrize("page", ["home.py", "fit.py", "over_time.py", "therapists.py"])
def test_it_stands_before_every_figure(page: str, maple: Therapist) -> None:
    app = opened(page)
    drawn = [
        str(getattr(element, "value", "")) if element.type == "text" else element.type
        for element in app.main
        if element.type in {"text", "vega_lite_chart", "arrow_vega_lite_chart"}
    ]
    at = next(n for n, text in enumerate(drawn) if text.startswith("Warning sign"))
    assert SECRET in drawn[at]
    assert not any("chart" in entry or "needs where you want" in entry for entry in drawn[:at])


def test_it_is_inside_no_figure(maple: Therapist) -> None:
    assert maple.warning_signs
    assert as_json(report(example_records())) == as_json(report(mine().records()))
