"""Nothing about the search or the next session is part of any figure."""

from data.example import example_records
from data.fit.report import report
from data.fit.report_output import as_json
from data.model.records import Records


def test_the_search_and_the_next_session_change_no_figure() -> None:
    records = example_records()
    nothing = {"search_steps": (), "next_step": None, "fee": None, "next_session": None}
    without = Records(
        **dict(records)
        | {"therapists": tuple(who.model_copy(update=nothing) for who in records.therapists)}
    )
    assert without.therapists != records.therapists
    assert as_json(report(without)) == as_json(report(records))
