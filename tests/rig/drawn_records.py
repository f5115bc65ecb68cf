"""Records drawn by hypothesis: every field of every record, in any order.

A field that is new in a record has to be drawn here too, or importing this fails: the laws on
archives and Markdown files then hold for it as well.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, TypeVar, get_args
from uuid import UUID

from hypothesis import strategies as some

from data.model.agreed import AgreedAnswer, DidHelp
from data.model.dimension import OwnDimension, Renamed, built_in
from data.model.fee import Fee
from data.model.moment import AndMe, Moment, MomentKind, OwnPart, Settled, TheyDid
from data.model.need import Need, NeedProfile
from data.model.next_session import NextSession
from data.model.note import Note, Rating, Right
from data.model.record import Record
from data.model.records import Records
from data.model.search_step import NextStep, SearchStep, SearchStepKind
from data.model.therapist import (
    Expectation,
    LookAgain,
    Practicality,
    Setting,
    Status,
    Therapist,
    WarningSign,
)
from data.model.to_say import Said, ToSay
from tests.rig.people import TODAY

_R = TypeVar("_R", bound=Record)
Strategy = some.SearchStrategy

TEXTS = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
"""Of any signs, and (`MARKED`) of such as mean something in Markdown or at the edge of a text."""
MARKED = some.text("\n\r\t\x1c -#*=>`_<&;:,.!\\1()[]|~ä“", max_size=12)
ON_ONE_LINE = some.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])
VISIBLE = some.characters(codec="utf-8", exclude_categories=["C", "Z"])
LINES = some.text(ON_ONE_LINE, max_size=9) | some.text(" -#*:,.()<>&", max_size=8)
NAMES = some.builds("{}{}{}".format, LINES, VISIBLE, LINES)
DAYS = some.dates(date(1900, 1, 1), TODAY)
HERE = timezone(timedelta(hours=5, minutes=45))
INSTANTS = some.datetimes(datetime(1900, 1, 1), timezones=some.sampled_from([UTC, HERE]))  # noqa: DTZ001 - the timezone is drawn
STEPS = some.integers(0, 10)
NOTHING = some.none()
KEYS = some.sampled_from([*built_in(), "own-rain"])
FREE = TEXTS | MARKED


def _whole(record: type[_R], /, **fields: Any) -> Strategy[_R]:
    """Return a strategy for a record that is given each of its fields."""
    assert fields.keys() == record.model_fields.keys(), record
    return some.builds(record, **fields)


def _one_of(literal: object) -> Strategy[Any]:
    return some.sampled_from(get_args(literal))


def _some_of(strategy: Strategy[_R], most: int, key: Any = None) -> Strategy[tuple[_R, ...]]:
    return some.lists(strategy, max_size=most, unique_by=key).map(tuple)


WRITTEN = {"id": some.uuids(), "written_at": INSTANTS}
OWN = _whole(
    OwnDimension, key=some.just("own-rain"), name=NAMES, kind=some.just("one-sided"),
    low_end=NAMES, high_end=NAMES, hidden=some.booleans(), goal=some.booleans(),
) | _whole(
    OwnDimension, key=some.just("own-rain"), name=NAMES, kind=some.just("two-sided"),
    low_end=NAMES, high_end=NAMES, hidden=some.booleans(), goal=some.just(value=False),
)  # fmt: skip
RENAMED = _whole(
    Renamed, key=some.sampled_from([*built_in()]), name=NOTHING | NAMES, hidden=some.booleans()
)
NEED = _whole(
    Need, dimension=some.sampled_from([*built_in()]), low=STEPS, high=some.just(10),
    importance=some.sampled_from([1, 2]),
)  # fmt: skip
STEP = _whole(SearchStep, **WRITTEN, kind=_one_of(SearchStepKind), on=DAYS, words=LINES)
RATING = some.builds(Rating, dimension=KEYS, value=some.just("did not come up")) | _whole(
    Rating, dimension=KEYS, value=STEPS, right=NOTHING | _one_of(Right)
)
MOMENT = _whole(
    Moment, kind=_one_of(MomentKind), they=NOTHING | _one_of(TheyDid),
    settled=NOTHING | _one_of(Settled), words=FREE, me=NOTHING | _one_of(AndMe),
    me_later=NOTHING | _one_of(AndMe), asked_again=NOTHING | DAYS,
)  # fmt: skip
TO_SAY = _whole(
    ToSay, **WRITTEN, words=FREE.filter(str.strip), dimension=NOTHING | KEYS,
    note=NOTHING | some.uuids(), moment=NOTHING | _one_of(MomentKind), said_on=NOTHING | DAYS,
    let_go_on=NOTHING | DAYS,
)  # fmt: skip
SAID = some.builds(Said, what=some.uuids(), how=some.just("not yet")) | _whole(
    Said, what=some.uuids(), how=some.just("said it"), they=NOTHING | _one_of(TheyDid)
)
ANSWER = some.builds(AgreedAnswer, note=some.uuids(), did=some.just("did not")) | _whole(
    AgreedAnswer, note=some.uuids(), did=some.sampled_from(["did it", "some of it"]),
    helped=NOTHING | _one_of(DidHelp),
)  # fmt: skip


def _profile(needs: tuple[Need, ...]) -> Strategy[NeedProfile]:
    needed = [need.dimension for need in needs]
    among = some.lists(some.sampled_from(needed), unique=True, max_size=3) if needed else None
    others = [key for key in built_in() if key not in needed]
    chosen = some.just(()) if among is None else among.map(tuple)
    return _whole(
        NeedProfile, **WRITTEN, since=DAYS, needs=some.just(needs), must_haves=chosen,
        going_in=chosen, do_not_mind=some.sampled_from([(), tuple(others[:1])]),
        do_not_know=some.sampled_from([(), tuple(others[1:3])]),
    )  # fmt: skip


PROFILE = _some_of(NEED, 3, lambda need: need.dimension).flatmap(_profile)
THERAPIST = _whole(
    Therapist, **WRITTEN, name=NAMES, status=_one_of(Status), details=FREE,
    what_for=_some_of(NAMES, 2), setting=_one_of(Setting), began=NOTHING | DAYS,
    ended=some.just(TODAY) | NOTHING, end_reason=FREE,
    practicalities=_some_of(
        _whole(Practicality, name=NAMES, suits=NOTHING | some.booleans(), words=LINES), 1
    ),
    expectation=NOTHING
    | _whole(Expectation, written_at=INSTANTS, expects=FREE, fears=FREE, mood=NOTHING | STEPS),
    warning_signs=_some_of(_whole(WarningSign, sign=NAMES, noticed=DAYS, words=FREE), 1),
    look_again=NOTHING
    | _whole(
        LookAgain, after_sessions=NOTHING | some.integers(1, 500), on=NOTHING | DAYS,
        would_stay_if=FREE,
    ),
    to_say=_some_of(TO_SAY, 2, lambda to_say: to_say.id),
    search_steps=_some_of(STEP, 2, lambda step: step.id),
    next_step=NOTHING | _whole(NextStep, what=NAMES, on=NOTHING | DAYS, written_at=INSTANTS),
    fee=NOTHING
    | _whole(
        Fee, amount=some.decimals(0, 10**6, places=2), currency=some.sampled_from(["€", "CHF", ""])
    ),
    next_session=NOTHING
    | _whole(
        NextSession, on=DAYS, at=NOTHING | some.just(time(17, 30)),
        weeks=NOTHING | some.integers(1, 8),
    ),
)  # fmt: skip


def _jot(therapist: UUID) -> Strategy[Note]:
    about = NOTHING | some.just(therapist)
    return some.builds(
        Note, **WRITTEN, kind=some.just("jot"), date=DAYS, text=FREE.filter(str.strip),
        therapist=about,
    )  # fmt: skip


def _note(therapist: UUID) -> Strategy[Note]:
    fields: dict[str, Any] = {
        **WRITTEN, "therapist": some.just(therapist), "text": FREE, "worked_on": FREE,
        "helped": FREE, "did_not_help": FREE,
        "ratings": _some_of(RATING, 3, lambda rating: rating.dimension),
        "moments": _some_of(MOMENT, 2),
        "own_part": NOTHING | _whole(OwnPart, open=NOTHING | STEPS, unsaid=FREE, tried=FREE),
        "said": _some_of(SAID, 2), "go_back": NOTHING | some.sampled_from(["yes", "unsure", "no"]),
        "agreed": FREE, "take_along": FREE, "agreed_before": NOTHING | ANSWER,
    }  # fmt: skip
    session = some.builds(Note, kind=some.sampled_from(["session", "first call"]), date=DAYS,
                          **fields)  # fmt: skip
    return session | _whole(
        Note, kind=some.just("from memory"), date=DAYS, until=some.just(TODAY) | NOTHING,
        sessions=NOTHING | some.integers(1, 5000), **fields,
    )  # fmt: skip


@some.composite
def any_records(draw: some.DrawFn) -> Records:
    """Records with a bit of everything, in any order."""
    therapist = draw(THERAPIST)
    notes = some.lists(
        _note(therapist.id) | _jot(therapist.id), unique_by=lambda note: note.id, max_size=4
    )
    return Records(
        dimensions=(draw(OWN),),
        renamed=(draw(RENAMED),),
        need_profiles=draw(_some_of(PROFILE, 2, lambda profile: profile.id)),
        therapists=(therapist,),
        notes=tuple(draw(notes)),
    )
