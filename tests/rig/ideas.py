"""A vault made by hand in which every idea that Rapport is built on has something to show."""

from datetime import date

from data.model.moment import Moment, OwnPart
from data.model.records import Records
from data.model.therapist import Expectation
from tests.rig.people import THEN, a_note, a_profile, a_therapist, needs, ratings

MAPLE = a_therapist(
    "Maple",
    what_for=("grief",),
    setting="family",
    expectation=Expectation(written_at=THEN, expects="Somebody calm.", mood=4),
)

BY_HAND = Records(
    therapists=(MAPLE,),
    need_profiles=(a_profile(needs=needs(pace=(3, 6), attunement=(6, 10))),),
    notes=(
        a_note(
            MAPLE,
            date(2026, 9, 3),
            text="She slowed down when I asked.",
            worked_on="The move.",
            helped="Time.",
            did_not_help="The clock.",
            moments=(
                Moment(kind="disagreed", they="listened", settled="yes"),
                Moment(kind="hard to hear", they="explained", settled="no", me="thought about it"),
            ),
            own_part=OwnPart(open=6, unsaid="How angry I was.", tried="Said it first."),
            go_back="yes",
            ratings=ratings(pace=7, attunement=5, trust=3, progress=4, perspective=5),
        ),
        a_note(
            MAPLE,
            date(2026, 9, 10),
            moments=(Moment(kind="pushed", they="gave way", settled="yes"),),
            ratings=ratings(pace=5, attunement=7, trust=5, progress=6, perspective=6),
        ),
    ),
)
