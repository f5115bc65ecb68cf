"""Presets of a share: for each kind of reader what suits them, and nobody besides."""

from data.example import example_records
from data.sharing.presets import usual_choice


def test_the_current_therapist_sees_no_rival_and_the_next_nobody() -> None:
    records = example_records()
    assert len(usual_choice("current therapist", records).therapists) == 1
    assert usual_choice("next therapist", records).therapists == ()
    assert len(usual_choice("partner or friend", records).therapists) > 1
