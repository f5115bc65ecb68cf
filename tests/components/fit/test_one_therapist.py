"""Fit of one therapist, and where one stands on Home."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.fit.gap import costliest_first
from data.fit.report import report
from data.model.records import Records
from data.vault.vault import Vault
from tests.components.fit.conftest import drawn, marked
from tests.rig.people import a_note, a_profile, a_therapist, a_year, ratings


def home() -> None:
    """Where one stands."""
    from components.fit.one_therapist import where_i_stand

    where_i_stand()


def page_of(name: str) -> None:
    """The fit of one of them."""
    from components.fit.one_therapist import fit_of
    from components.session import records

    fit_of(next(therapist for therapist in records().therapists if therapist.name == name))


def pictures(app: AppTest) -> list[str]:
    """Return what the pictures say."""
    return [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]


@pytest.mark.parametrize(
    "records",
    [
        Records(),
        Records(need_profiles=(a_profile(),), therapists=(a_therapist(),)),
        a_year(pace=[5]).model_copy(update={"need_profiles": ()}),
    ],
    ids=["nothing", "no notes", "no needs"],
)
def test_home_says_nothing_about_fit_before_there_is_any(vault: Vault, records: Records) -> None:
    vault.take(records)
    app = drawn(home)
    assert pictures(app) == []
    assert marked(app) == ""


def test_home_shows_whom_one_is_with_or_thinks_about(vault: Vault) -> None:
    vault.take(example_records())
    (told,) = pictures(drawn(home))
    assert "Maple: 9 of 11 needs where you want them" in told
    assert "Hazel: " in told
    assert not [name for name in ("Aspen", "Birch", "Rowan") if name in told]


def test_home_passes_over_whom_no_note_is_about(vault: Vault) -> None:
    maple, hazel = a_therapist("Maple"), a_therapist("Hazel", status="considering")
    note = a_note(maple, ratings=ratings(pace=5))
    vault.take(Records(therapists=(maple, hazel), notes=(note,), need_profiles=(a_profile(),)))
    (told,) = pictures(drawn(home))
    assert "Hazel" not in told


def test_home_with_everybody_ended_shows_no_lines(vault: Vault) -> None:
    birch = a_therapist("Birch", status="ended", ended=date(2026, 6, 1))
    note = a_note(birch, ratings=ratings(pace=5))
    vault.take(Records(therapists=(birch,), notes=(note,), need_profiles=(a_profile(),)))
    assert pictures(drawn(home)) == []


def test_a_therapist_s_fit_is_theirs_alone(vault: Vault) -> None:
    vault.take(example_records())
    lines, *blocks = pictures(drawn(page_of, name="Birch"))
    assert lines.startswith("Birch: None of the 7 needs you rated is where you want it. 4 are")
    assert len(blocks) == 3
    for told in (lines, *blocks):
        assert not [name for name in ("Aspen", "Maple", "Rowan", "Hazel") if name in told]


def test_what_costs_most_with_them_comes_first_must_haves_before_all(vault: Vault) -> None:
    vault.take(example_records())
    app = drawn(page_of, name="Rowan")
    headings = [header.value.replace("\\", "") for header in app.header]
    standing = next(
        standing
        for standing in report(example_records()).standings
        if standing.therapist.name == "Rowan"
    )
    order = [standing.cells[at].dimension for at in costliest_first([standing])[:3]]
    musts = [must.dimension for must in standing.musts]
    assert headings == [
        "Where exactly",
        *(f"{entry.name}, must-have" if entry in musts else entry.name for entry in order),
    ]
    assert order[0] in musts


def test_who_has_no_note_yet_has_no_fit(vault: Vault) -> None:
    maple, hazel = a_therapist("Maple"), a_therapist("Hazel", status="considering")
    note = a_note(maple, ratings=ratings(pace=5))
    vault.take(Records(therapists=(maple, hazel), notes=(note,), need_profiles=(a_profile(),)))
    assert pictures(drawn(page_of, name="Hazel")) == []


def test_without_needs_there_is_a_sentence(vault: Vault) -> None:
    vault.take(a_year(pace=[5]).model_copy(update={"need_profiles": ()}))
    assert "Choose a few needs first" in marked(drawn(page_of, name="Maple"))
