"""The rows of one therapist: which needs, in which order, with which words."""

from uuid import UUID

import pytest

from components.charts import canvas, cell, strips
from components.fit.strips import strips_of
from data.example import example_records
from data.fit.order import needs_in_order
from data.fit.report import report
from tests.components.charts.cases import CASES, THEMES, private_in, records_in
from tests.components.charts.marks import lies_inside, marks_of, of_part, texts


def called(name: str) -> UUID:
    return next(
        therapist.id for therapist in example_records().therapists if therapist.name == name
    )


def of(name: str, most: int | None = None) -> strips.Strips:
    records = example_records()
    return strips_of(report(records), records.therapists, called(name), most)


def test_each_need_has_a_row_in_the_order_of_the_grid() -> None:
    maple = of("Maple")
    standing = report(example_records()).standing(called("Maple"))
    wanted = [standing.cells[at].dimension.name for at in needs_in_order(standing)]
    assert [other.dimension.name for other in maple.cells] == wanted
    drawn = of_part(marks_of(strips.rows(maple, "light")), "room")
    assert [mark.dimension for mark in drawn] == [other.dimension.key for other in maple.cells]
    assert {mark.who for mark in drawn} == {str(called("Maple"))}


def test_a_few_rows_are_the_must_haves_and_what_is_most_off() -> None:
    few = [other.dimension.key for other in of("Maple", 4).cells]
    assert few[:2] == ["disagreement", "heard"]
    assert "practice" in few
    assert len(few) == 4


def test_must_haves_have_a_star() -> None:
    drawn = marks_of(strips.rows(of("Maple"), "light"))
    assert texts(of_part(drawn, "starred")) == ["Respect for", "disagreement", "Feeling heard"]
    assert len(of_part(drawn, "star")) == 2


def test_what_is_off_is_said_in_words_with_the_number_of_notes() -> None:
    said = texts(of_part(marks_of(strips.rows(of("Birch"), "light")), "off", "words"))
    assert "too pushy · 4" in said
    assert "not rated" in said


def test_what_one_note_says_is_pale_and_what_none_says_is_not_drawn() -> None:
    birch = of("Birch")
    levels = of_part(marks_of(strips.rows(birch, "light")), "level")
    rated = [other for other in birch.cells if other.evidence]
    assert len(levels) == len(rated)
    pale = [mark.opacity == cell.PALE for mark in levels]
    assert pale == [len(entry.evidence) == 1 for entry in rated]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("case", CASES)
def test_whatever_is_in_the_vault_lies_inside_the_picture(case: str, theme: str) -> None:
    records = records_in(case)
    whole_report = report(records)
    for therapist in records.therapists:
        rows = strips_of(whole_report, records.therapists, therapist.id)
        drawn = marks_of(strips.rows(rows, "light" if theme == "light" else "dark"))
        assert lies_inside(drawn, (0, 1), strips.height(rows))
        assert all(mark.y2 - mark.y >= 44 for mark in of_part(drawn, "room") if mark.y2)
        spec = str(canvas.prepared(strips.draw, "light", tall=strips.height(rows)))
        assert not any(text in spec for text in private_in(case))
