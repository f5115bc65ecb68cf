"""The page that explains fit: the same text as in the documents, with the example drawn in it."""

import re

from streamlit.testing.v1 import AppTest

from components.how_fit_works.page import DOTS, NAMES, PROFILE, TEXT, excerpt
from data.example import example_records
from data.vault.vault import Vault
from tests.pages.conftest import at, opened, texts
from tests.rig.people import a_note, a_profile, a_therapist, ratings
from tests.rig.pictures import BESIDE, captions, pictures


def drawn(app: AppTest) -> list[str]:
    """Return the pictures on the page, in words."""
    return [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]


def links(app: AppTest) -> list[str]:
    return [str(link.proto.page) for link in app.get("page_link")]


def test_the_text_has_its_two_pictures_each_told_in_words() -> None:
    text = TEXT.read_text("utf-8")
    assert re.findall(r"!\[.+\]\((.+)\)", text) == [PROFILE, DOTS]
    assert captions(text, excerpt().says()) == text, "Run “make screenshots”."


def test_both_pictures_are_made_for_the_documents_and_lie_there() -> None:
    assert list(pictures(excerpt())) == [PROFILE, DOTS]
    for name in (PROFILE, DOTS):
        assert (BESIDE / name).read_bytes().startswith(b"\x89PNG")


def test_the_page_is_the_text_with_the_example_drawn_in_it(app: AppTest, vault: Vault) -> None:
    page = texts(opened(app, "how_fit_works.py"))
    assert drawn(app) == list(excerpt().says().values())
    words = re.sub(r"!\[.*\]\(.*\)", "", TEXT.read_text("utf-8")).split()
    assert " ".join(page.split()) == " ".join(words)


def test_it_explains_with_the_example_whatever_is_in_my_vault(app: AppTest, vault: Vault) -> None:
    mine = a_therapist("Somebody of mine")
    for record in (mine, a_profile(), a_note(mine, ratings=ratings(pace=9))):
        vault.save(record)
    assert drawn(opened(app, "how_fit_works.py")) == list(excerpt().says().values())


def test_explaining_leaves_my_own_pictures_as_they_are(app: AppTest, vault: Vault) -> None:
    """Somebody took the example as their own, added a note, and looks at the same three."""
    vault.take(example_records())
    same = {
        therapist.name: therapist
        for therapist in example_records().therapists
        if therapist.name in NAMES
    }
    newest = a_note(same["Maple"], example_records().notes[-1].date, ratings=ratings(pace=0))
    vault.save(newest)
    opened(app, "how_fit_works.py")
    opened(app, "fit.py")
    at(app, "fit-who").set_value(str(same["Maple"].id)).run()
    at(app, "fit-need").set_value("pace").run()
    assert "Maple: where you want it, inside in 17 of 23 notes" in "".join(drawn(app))


def test_the_way_here_stands_where_figures_are(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    assert "worked-out" in links(opened(app, "fit.py", view="how-sure"))


def test_from_here_one_goes_on_to_fit(app: AppTest, vault: Vault) -> None:
    assert "fit" in links(opened(app, "how_fit_works.py"))
