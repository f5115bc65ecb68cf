"""Fit of one therapist: their rows alone, and the notes behind each."""

from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.model.records import Records
from data.vault.vault import Vault
from tests.components.fit.conftest import drawn, marked, said
from tests.rig.people import a_note, a_profile, a_therapist, a_year, ratings


def page_of(name: str) -> None:
    """The fit of one of them."""
    from components.fit.one_therapist import fit_of
    from components.session import records

    fit_of(next(therapist for therapist in records().therapists if therapist.name == name))


def pictures(app: AppTest) -> list[str]:
    """Return what the pictures say."""
    return [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]


def test_a_therapist_s_fit_is_theirs_alone(vault: Vault) -> None:
    vault.take(example_records())
    app = drawn(page_of, name="Birch")
    (picture,) = pictures(app)
    assert picture.startswith("Birch. Respect for disagreement: too hard to disagree")
    assert not [name for name in ("Aspen", "Maple", "Rowan", "Hazel") if name in picture]
    assert "Misses a must-have" in said(app)[0]


def test_the_list_below_the_rows_opens_the_notes_behind_a_need(vault: Vault) -> None:
    vault.take(example_records())
    app = drawn(page_of, name="Birch")
    app.selectbox[0].set_value("pace").run()
    assert "Birch, Pace: too pushy" in marked(app)
    assert "inside in 1 of 4 notes" in marked(app)


def test_who_has_no_note_yet_has_no_fit(vault: Vault) -> None:
    maple, hazel = a_therapist("Maple"), a_therapist("Hazel", status="considering")
    note = a_note(maple, ratings=ratings(pace=5))
    vault.take(Records(therapists=(maple, hazel), notes=(note,), need_profiles=(a_profile(),)))
    assert pictures(drawn(page_of, name="Hazel")) == []


def test_without_needs_there_is_a_sentence(vault: Vault) -> None:
    vault.take(a_year(pace=[5]).model_copy(update={"need_profiles": ()}))
    assert "Choose a few needs first" in marked(drawn(page_of, name="Maple"))
