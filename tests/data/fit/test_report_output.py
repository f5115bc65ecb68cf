"""A report as JSON and as a table: the promised keys, nothing else, the same bytes each time."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.example import example_records
from data.fit.gut_feeling import Gut
from data.fit.phrases import fit_words
from data.fit.report import Report, report
from data.fit.report_output import as_json, as_table
from data.fit.sentences import check_sentence, self_check_sentence, verdict_sentence
from data.model.need import Need
from data.model.note import Right
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

ROOT = Path(__file__).parents[3]


def a_report() -> Report:
    """One therapist who was rated, and one who was not; three needs in fit and one outside."""
    records = a_year(pace=[5, 7, 5, 4, 5], directness=[9, 9])
    both = (*records.therapists, a_therapist("Hölderlin 🌳", status="considering"))
    profile = a_profile(
        needs=(
            *needs(pace=(3, 6), directness=(5, 8)),
            Need(dimension="goals", low=6, high=10, importance=1),
            *needs(trust=(7, 10)),
        ),
        must_haves=("pace", "goals"),
    )
    return report(records.model_copy(update={"therapists": both}), profile)


def parsed(report: Report) -> dict[str, Any]:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    whole: dict[str, Any] = json.loads(as_json(report), parse_constant=refuse)
    return whole


@pytest.mark.parametrize(
    "example_report", [a_report(), report(example_records())], ids=["small", "example"]
)
def test_json_has_the_promised_keys_in_their_order_and_no_other(example_report: Report) -> None:
    whole = parsed(example_report)
    assert list(whole) == [
        "version", "notes", "typical_swing", "therapists", "pairs", "verdict", "checks",
        "self_check", "gut", "learned", "together", "divided",
    ]  # fmt: skip
    for entry in whole["therapists"]:
        assert list(entry) == [
            "id", "name", "notes", "sure", "needs_rated", "needs", "where_wanted", "compared",
            "fit", "p_best", "musts", "dimensions", "notice_next",
        ]  # fmt: skip
        if entry["fit"]:
            assert list(entry["fit"]) == ["mean", "low", "high", "dots"]
            assert len(entry["fit"]["dots"]) == 20
        for must in entry["musts"]:
            assert list(must) == ["dimension", "status", "p_far"]
        for notice in entry["notice_next"]:
            assert list(notice) == ["dimension", "share"]
        for cell in entry["dimensions"]:
            assert list(cell) == [
                "dimension", "ratings", "inside", "level", "low", "high", "swing", "p_below",
                "p_inside", "p_above", "p_far", "side", "utility",
            ]  # fmt: skip


@pytest.mark.parametrize(
    "example_report", [a_report(), report(example_records())], ids=["small", "example"]
)
def test_json_has_the_promised_keys_about_all_together(example_report: Report) -> None:
    whole = parsed(example_report)
    for pair in whole["pairs"]:
        assert list(pair) == ["a", "b", "p_a_ahead"]
    assert list(whole["verdict"]) == [
        "leader", "p_best", "equal_weights_leader", "without_newest_note_leader", "flips", "front",
    ]  # fmt: skip
    for flip in whole["verdict"]["flips"]:
        assert list(flip) == ["dimension", "from", "to", "leader"]
    for check in whole["checks"]:
        assert list(check) == ["check", "therapist", "says"]
    assert list(whole["self_check"]) == ["predicted", "inside_80", "promised"]


def test_json_says_the_verdict_of_the_report() -> None:
    report = two_alike()
    whole = parsed(report)
    maple, birch = report.standings
    assert whole["pairs"] == [
        {"a": str(maple.therapist.id), "b": str(birch.therapist.id), "p_a_ahead": close(0.5)}
    ]
    assert whole["verdict"] == {
        "leader": None,
        "p_best": close(0.5),
        "equal_weights_leader": str(maple.therapist.id),
        "without_newest_note_leader": str(maple.therapist.id),
        "flips": [],
        "front": str(maple.therapist.id),
    }
    assert [entry["p_best"] for entry in whole["therapists"]] == [close(0.5), close(0.5)]
    assert whole["self_check"] == asdict(report.self_check)


def two_alike() -> Report:
    """Two therapists rated alike, and a newest note that rates nothing."""
    records = a_year(pace=[5] * 4)
    birch = a_therapist("Birch")
    same = tuple(
        a_note(birch, note.date, ratings=note.ratings, written_at=note.written_at)
        for note in records.notes
    )
    notes = (*records.notes, *same, a_note(birch, date(2026, 5, 1)))
    both = (*records.therapists, birch)
    return report(records.model_copy(update={"notes": notes, "therapists": both}))


def close(value: float) -> Any:
    return pytest.approx(value, abs=1e-9)


def test_json_names_what_would_turn_the_order() -> None:
    records = a_year(pace=[5] * 5, talk=[9] * 5)
    birch = a_therapist("Birch")
    other = tuple(
        a_note(birch, note.date, ratings=ratings(pace=8, talk=5)) for note in records.notes
    )
    profile = a_profile(
        needs=(
            Need(dimension="pace", low=4, high=6, importance=2),
            Need(dimension="talk", low=4, high=6, importance=1),
        )
    )
    both = (*records.therapists, birch)
    everything = {"notes": (*records.notes, *other), "therapists": both}
    whole_report = report(records.model_copy(update=everything), profile)
    assert parsed(whole_report)["verdict"]["flips"] == [
        {"dimension": "pace", "from": 2, "to": 1, "leader": str(birch.id)},
        {"dimension": "talk", "from": 1, "to": 2, "leader": str(birch.id)},
    ]


def test_json_says_the_checks_gut_and_what_was_learned() -> None:
    now = report(example_records(), include_ended=True)
    rowan = now.standings[2]
    assert rowan.fit
    felt = Gut(rowan.therapist.id, ("unsure", "no", "no"), (), "no", rowan.fit)
    whole_report = replace(now)
    vars(whole_report)["gut"] = (felt,)
    whole = parsed(whole_report)
    assert [check["check"] for check in whole["checks"]] == [
        check.kind for check in whole_report.checks
    ]
    assert whole["checks"][0]["says"] == check_sentence(whole_report.checks[0], whole_report)
    assert whole["gut"] == [
        {
            "therapist": str(rowan.therapist.id),
            "feels": "no",
            "answers": ["unsure", "no", "no"],
        }
    ]
    (learned,) = whole["learned"]
    assert learned == {
        "dimension": "directness", "low": 7, "high": 9, "answers": 13, "agree_now": 7, "agree": 13,
    }  # fmt: skip


def keys(value: object) -> set[str]:
    """Every key in it, at whatever depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_key_of_the_json_is_explained() -> None:
    page = (ROOT / "docs/fit-model.md").read_text("utf-8")
    explained = page[page.index("## Without the app") :] + page[page.index("| figure |") :]
    found = keys(parsed(report(example_records()))) | keys(parsed(a_report()))
    assert [key for key in sorted(found) if f"`{key}`" not in explained] == []


def test_json_says_its_version_and_how_far_needs_go_together() -> None:
    now = report(example_records())
    whole = parsed(now)
    assert whole["version"] == 4
    assert whole["together"] == now.together
    assert 0.4 < now.together < 0.5
    assert whole["divided"] == []


def test_json_says_where_answers_point_different_ways() -> None:
    records = a_year(pace=[5, 5, 5, 5, 5, 5])
    rights: list[Right] = ["right", "too much", "too little"] * 2
    notes = tuple(
        note.model_copy(update={"ratings": (note.ratings[0].model_copy(update={"right": right}),)})
        for note, right in zip(records.notes, rights, strict=True)
    )
    whole = parsed(report(records.model_copy(update={"notes": notes})))
    assert whole["divided"] == [{"dimension": "pace", "answers": 6, "agree_now": 2}]
    assert whole["learned"] == []


def test_json_says_what_the_report_says() -> None:
    report = a_report()
    whole = parsed(report)
    assert whole["notes"] == 5
    assert whole["typical_swing"] == report.swing.mean
    maple, standing = whole["therapists"][0], report.standings[0]
    assert maple["id"] == str(standing.therapist.id)
    assert (maple["name"], maple["notes"], maple["sure"]) == ("Maple", 5, "early")
    assert (maple["needs_rated"], maple["needs"], maple["where_wanted"]) == (2, 3, 1)
    assert standing.fit
    assert maple["compared"] is True
    assert maple["fit"] == {
        "mean": standing.fit.mean,
        "low": standing.fit.low,
        "high": standing.fit.high,
        "dots": list(standing.fit.dots),
    }
    outlook = standing.cells[0].outlook
    assert outlook
    assert maple["dimensions"][0] == {
        "dimension": "pace",
        "ratings": 5,
        "inside": 4,
        "level": outlook.level,
        "low": outlook.low,
        "high": outlook.high,
        "swing": outlook.swing,
        "p_below": outlook.p_below,
        "p_inside": outlook.p_inside,
        "p_above": outlook.p_above,
        "p_far": outlook.p_far,
        "side": "where you want it",
        "utility": outlook.utility,
    }
    assert maple["musts"] == [
        {"dimension": "pace", "status": "met", "p_far": outlook.p_far},
        {"dimension": "goals", "status": "not known", "p_far": None},
    ]


def test_json_says_null_where_nothing_is_known() -> None:
    other = parsed(a_report())["therapists"][1]
    assert (other["compared"], other["fit"], other["sure"]) == (False, None, "nothing yet")
    for cell in other["dimensions"]:
        assert (cell["ratings"], cell["inside"], cell["side"]) == (0, 0, "not rated yet")
        unknown = {key for key, value in cell.items() if value is None}
        assert unknown == {
            "level", "low", "high", "swing", "p_below", "p_inside", "p_above", "p_far", "utility",
        }  # fmt: skip


def test_names_are_written_as_they_are() -> None:
    assert "Hölderlin 🌳" in as_json(a_report())
    assert "Hölderlin 🌳" in as_table(a_report())


def test_the_table_says_must_haves_before_counts_and_one_block_for_each_therapist() -> None:
    report = a_report()
    this = report.standings[0].fit
    assert this
    answer, maple, other, careful = as_table(report).split("\n\n")
    assert answer == verdict_sentence(report)
    assert careful.split("\n") == [
        *(check_sentence(check, report) for check in report.checks),
        self_check_sentence(report.self_check),
    ]
    lines = maple.split("\n")
    assert lines[:5] == [
        "Maple (trying, 5 notes, early)",
        "  must-have Pace: met",
        "  must-have Shared goals: not known",
        "  1 of 3 needs where you want them. 1 is not rated yet",
        f"  {fit_words(report.standings[0])}",
    ]
    assert [line.split()[0] for line in lines[5:]] == ["Pace", "Directness", "Shared", "Trust"]
    assert "inside 4 of 5" in lines[5]
    assert lines[5].endswith("  where you want it")
    assert lines[7].endswith("need  6-10  not rated yet")
    assert other.startswith("Hölderlin 🌳 (considering, 0 notes, nothing yet)\n")
    assert "likely" not in other


def test_the_table_counts_one_note_as_one_note() -> None:
    maple = a_therapist()
    note = a_note(maple, ratings=ratings(pace=5))
    whole_report = report(Records(therapists=(maple,), notes=(note,), need_profiles=(a_profile(),)))
    assert "\n\nMaple (trying, 1 note, first impression)\n" in as_table(whole_report)


def test_every_process_prints_the_same_bytes() -> None:
    first, second = (_printed(PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first == second
    assert json.loads(first)["notes"] == report(example_records()).notes


def test_the_number_of_threads_changes_nothing() -> None:
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    this, four = (_printed(**dict.fromkeys(names, count)) for count in ("1", "4"))
    _alike(json.loads(this), json.loads(four))


def _alike(this: Any, other: Any) -> None:
    """Equal, and numbers to 1e-9."""
    if isinstance(this, dict):
        assert list(this) == list(other)
        this, other = list(this.values()), list(other.values())
    if isinstance(this, list):
        assert len(this) == len(other)
        for a, b in zip(this, other, strict=True):
            _alike(a, b)
    else:
        assert this == (close(other) if isinstance(other, float) else other)


def _printed(**settings: str) -> bytes:
    command = [sys.executable, "-m", "data.fit", "data/example/example.json", "--json", "--ended"]
    environment = os.environ | settings
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout
