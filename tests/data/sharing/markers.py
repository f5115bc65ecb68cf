"""Records in which every text of every field is a marker of its own: what leaks can be named."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from data.model.agreed import AgreedAnswer
from data.model.dimension import OwnDimension, Renamed
from data.model.fee import Fee
from data.model.moment import Moment, OwnPart
from data.model.need import Need, NeedProfile
from data.model.next_session import NextSession
from data.model.note import Note, Rating
from data.model.record import new_id
from data.model.records import Records
from data.model.search_step import NextStep, SearchStep
from data.model.therapist import (
    Expectation,
    LookAgain,
    Practicality,
    Therapist,
    WarningSign,
)
from data.model.to_say import Said, ToSay

AT = datetime(2026, 3, 1, tzinfo=UTC)


def everything() -> Records:
    """Two therapists, each with a note, and everything that can be said of them."""
    people = tuple(_therapist(who) for who in ("one", "two"))
    return Records(
        dimensions=(
            OwnDimension(
                key="own-zq-shown",
                name="zq own shown",
                kind="two-sided",
                low_end="zq own low",
                high_end="zq own high",
            ),
            OwnDimension(
                key="own-zq-hidden",
                name="zq own hidden",
                kind="two-sided",
                low_end="zq hidden low",
                high_end="zq hidden high",
            ),
            OwnDimension(
                key="own-zq-goal",
                name="zq goal",
                kind="one-sided",
                low_end="zq goal low",
                high_end="zq goal high",
                goal=True,
            ),
        ),
        renamed=(
            Renamed(key="pace", name="zq pace renamed"),
            Renamed(key="talk", name="zq talk renamed"),
        ),
        need_profiles=(
            NeedProfile(
                id=new_id(),
                since=date(2026, 2, 3),
                written_at=AT,
                needs=tuple(
                    Need(dimension=key, low=3, high=6)
                    for key in ("pace", "talk", "own-zq-shown", "own-zq-hidden")
                ),
            ),
        ),
        therapists=people,
        notes=tuple(_note(person, at) for at, person in enumerate(people)),
    )


def _therapist(who: str) -> Therapist:
    return Therapist(
        id=new_id(),
        name=f"zq name {who}",
        status="ended",
        written_at=AT,
        details=f"zq details {who}",
        what_for=(f"zq what for {who}",),
        setting="couple",
        began=date(2026, 2, 4),
        ended=date(2026, 9, 5),
        end_reason=f"zq end reason {who}",
        practicalities=(
            Practicality(name=f"zq practicality {who}", suits=False, words=f"zq fee {who}"),
        ),
        expectation=Expectation(
            written_at=AT, expects=f"zq expects {who}", fears=f"zq fears {who}", mood=3
        ),
        warning_signs=(
            WarningSign(sign=f"zq sign {who}", noticed=date(2026, 8, 8), words=f"zq unsafe {who}"),
        ),
        look_again=LookAgain(on=date(2027, 1, 1), would_stay_if=f"zq stay {who}"),
        search_steps=(
            SearchStep(
                id=new_id(),
                kind="waiting list",
                on=date(2026, 2, 1),
                written_at=AT,
                words=f"zq waiting {who}",
            ),
        ),
        next_step=NextStep(what=f"zq next step {who}", on=date(2026, 3, 9), written_at=AT),
        fee=Fee(amount=Decimal("73.19"), currency="zqfee"),
        next_session=NextSession(on=date(2026, 12, 9), at=time(7, 43), weeks=3),
        to_say=(ToSay(id=new_id(), written_at=AT, words=f"zq to say {who}", dimension="talk"),),
    )


def _note(therapist: Therapist, at: int) -> Note:
    return Note(
        id=new_id(),
        kind="session",
        therapist=therapist.id,
        date=date(2026, 7, 17 + at),
        written_at=AT,
        text=f"zq text {at} begins. zq passage {at} chosen. zq text {at} ends.",
        worked_on=f"zq worked on {at}",
        helped=f"zq helped {at}",
        did_not_help=f"zq did not help {at}",
        ratings=(
            *(
                Rating(dimension=key, value=5, right="right")
                for key in ("pace", "talk", "own-zq-shown", "own-zq-hidden")
            ),
            Rating(dimension="own-zq-goal", value=7),
        ),
        moments=(
            Moment(
                kind="let down",
                they="nothing",
                settled="no",
                words=f"zq moment {at}",
                me="closed up",
                me_later="closed up",
                asked_again=date(2026, 7, 30),
            ),
        ),
        own_part=OwnPart(open=2, unsaid=f"zq unsaid {at}", tried=f"zq tried {at}"),
        said=(Said(what=new_id(), how="said it", they="listened"),),
        go_back="no",
        agreed=f"zq agreed {at}",
        take_along=f"zq take along {at}",
        agreed_before=AgreedAnswer(note=new_id(), did="did it", helped="a little"),
    )


def texts(record: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every free text in a record, with the path to it."""
    if isinstance(record, BaseModel):
        for name, value in record:
            yield from texts(value, f"{path}.{name}")
    elif isinstance(record, tuple):
        for value in record:
            yield from texts(value, path)
    elif isinstance(record, str) and record.startswith(("zq", "own-zq")):
        yield path, record
