"""Lines a page to print may hold: for the next session, or for the next therapist."""

from collections.abc import Iterator, Sequence

from components.report_cache import report
from components.session import records, today
from components.widgets.print_sheet import PrintLine
from data.advice.agreed import until_next_time
from data.advice.follow_up import still_to_say
from data.advice.next_session import appointment_words
from data.advice.stay_or_go import what_has_helped
from data.errors import NothingToShow
from data.model.dimension import Dimension, built_in, choice_words
from data.model.need import Need
from data.model.next_session import coming_day
from data.model.note import Note
from data.model.therapist import Therapist

MOST_TO_NOTICE = 3


def for_next_session(therapist: Therapist) -> list[PrintLine]:
    """Return what was agreed, what is on the list to say, what to notice, most telling first."""
    notes = records().notes_of(therapist.id)
    to_say = [*_when(therapist), *_agreed(notes)] + [
        PrintLine(f"say {sentence.id}", "To say", sentence.words, own=True)
        for sentence in still_to_say(therapist, notes)
    ]
    try:
        noticed = report().standing(therapist.id).notice_next
    except NothingToShow:
        return to_say
    dimensions = [notice.dimension for notice in noticed if notice.share > 0][:MOST_TO_NOTICE]
    return to_say + [
        PrintLine(
            f"notice {dimension.key}", "To notice", dimension.ask_rating, own=is_own(dimension)
        )
        for dimension in dimensions
    ]


def _agreed(notes: Sequence[Note]) -> Iterator[PrintLine]:
    last = until_next_time(notes, today())
    if last:
        said = {"What we agreed": last.agreed, "To take along": last.take_along}
        for head, text in said.items():
            if text.strip():
                yield PrintLine(f"{head} {last.id}", head, text, own=True)


def _when(therapist: Therapist) -> list[PrintLine]:
    """The line with day and time of the next session, where one is planned."""
    session = therapist.next_session
    coming = coming_day(session, today()) if session else None
    if session is None or coming is None:
        return []
    return [PrintLine("when", "When", appointment_words(coming, session.at))]


def what_i_need() -> list[PrintLine]:
    """Return the needs as they are now, what answers say of them, and what has helped."""
    all_records = records()
    profile, dimensions = all_records.needs_now(), all_records.known_dimensions()
    if profile is None:
        return []
    musts = profile.must_haves
    order = sorted(profile.needs, key=lambda need: need.dimension not in musts)
    needs = [
        _need(dimensions[need.dimension], need, must=need.dimension in musts) for need in order
    ]
    helped = [
        PrintLine(
            f"{'agreed' if note.agreed else 'helped'} {note.note}",
            "What has helped",
            note.text,
            own=True,
        )
        for note in what_has_helped(all_records)
    ]
    return [*needs, *_learned(), *helped]


def _need(dimension: Dimension, need: Need, *, must: bool) -> PrintLine:
    exact = f"{need.low} to {need.high}"
    words = choice_words(dimension).get((need.low, need.high))
    sentence = (
        f"{dimension.name}: {f'{words}, {exact}' if words else exact}, where 0 is "
        f"“{dimension.low_end}” and 10 “{dimension.high_end}”.{' A must-have.' if must else ''}"
    )
    return PrintLine(f"need {dimension.key}", "What I need", sentence, own=is_own(dimension))


def _learned() -> list[PrintLine]:
    """Lines of ranges said to be right that differ from the need."""
    try:
        learned = report().learned
    except NothingToShow:
        return []
    return [
        PrintLine(
            f"learned {learned_need.dimension.key}",
            "What sessions taught me",
            f"{learned_need.dimension.name}: sessions felt right at "
            f"{learned_need.low} to {learned_need.high}.",
            own=True,
        )
        for learned_need in learned
    ]


def is_own(dimension: Dimension) -> bool:
    """Return True for a dimension the person worded, by making it or by another name."""
    return built_in().get(dimension.key) != dimension
