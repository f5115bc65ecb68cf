"""Notes and therapists of a file that differ from those here: what to do with all, or each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast, get_args

import streamlit as st

from components.notes.list import folded, rating_words
from components.session import records
from components.widgets.opened_file import widget_key
from components.widgets.show_more import show_more
from data.advice.next_session import appointment_words, repeat_words
from data.imports.archive_merge import Differs, MergeChoice
from data.model.fee import fee_words
from data.model.note import Note
from data.model.therapist import Therapist, status_words
from data.words import counted, day_words

_AT_ONCE: Final = 20
_CHOICES: Final[dict[MergeChoice, str]] = {
    "mine": "Keep mine",
    "theirs": "Take the file's",
    "both": "Keep both",
}


@dataclass(frozen=True)
class _ChangeQuestion:
    """Question about all records of a kind that differ: its label, the fold below it, answers."""

    name: str
    label: str
    one_by_one: str
    choices: tuple[MergeChoice, ...]

    def for_all(self, draft_key: str) -> MergeChoice | None:
        """Return what was chosen for all of them, None while that is open."""
        return cast(MergeChoice | None, st.session_state.get(widget_key(draft_key, self.name)))

    def key(self, draft_key: str, differs: Differs) -> str:
        """Return the key of a single choice: with another one for all, each begins with that."""
        begin = widget_key(draft_key, f"{self.name}, each {self.for_all(draft_key)}: ")
        return f"{begin}{differs.key}"

    def chosen(self, draft_key: str, differs: Differs) -> MergeChoice | None:
        """Return what was chosen for one of them, alone or with all."""
        alone = st.session_state.get(self.key(draft_key, differs))
        return cast(MergeChoice | None, alone or self.for_all(draft_key))


_NOTES: Final = _ChangeQuestion(
    "choice", "Those that look like notes you have", "What is changed, one by one",
    get_args(MergeChoice),
)  # fmt: skip
_THERAPISTS: Final = _ChangeQuestion(
    "therapists", "Therapists of whom it says something else", "What it says of each",
    ("mine", "theirs"),
)  # fmt: skip


def changed_records(draft_key: str, differing: tuple[Differs, ...]) -> None:
    """Draw the choice for all of a kind, and below it both versions of each with its own."""
    for question in (_THERAPISTS, _NOTES):
        found = [differs for differs in differing if _question(differs) is question]
        if found:
            _ask(draft_key, question, found)


def choices_for_each(draft_key: str, differing: tuple[Differs, ...]) -> dict[str, MergeChoice]:
    """Return what was chosen for each that differs, by `Differs.key`; nothing where it is open."""
    chosen = {differs.key: _question(differs).chosen(draft_key, differs) for differs in differing}
    return {key: choice for key, choice in chosen.items() if choice is not None}


def _question(differs: Differs) -> _ChangeQuestion:
    return _THERAPISTS if isinstance(differs.theirs, Therapist) else _NOTES


def _ask(draft_key: str, question: _ChangeQuestion, differing: list[Differs]) -> None:
    st.segmented_control(
        question.label,
        question.choices,
        format_func=_CHOICES.__getitem__,
        key=widget_key(draft_key, question.name),
    )
    fold = widget_key(draft_key, f"{question.name}-differs")
    with st.expander(question.one_by_one, key=fold):
        for differs in show_more(differing, f"{fold}-most", _AT_ONCE):
            _one_by_one(draft_key, question, differs)


def _one_by_one(draft_key: str, question: _ChangeQuestion, differs: Differs) -> None:
    with st.container(border=True, gap="xxsmall"):
        match differs.mine, differs.theirs:
            case Note() as mine, Note() as theirs:
                _note("Mine", mine)
                _note("The file's", theirs)
            case Therapist() as mine, Therapist() as theirs:
                st.text("\n".join([theirs.name, *therapist_changes(mine, theirs)]))
        st.segmented_control(
            f"Which one of {differs.name}?",
            question.choices,
            format_func=_CHOICES.__getitem__,
            default=question.for_all(draft_key),
            label_visibility="collapsed",
            key=question.key(draft_key, differs),
        )


def _note(whose: str, note: Note) -> None:
    rated = f", {rating_words(note, records().scales())}" if note.ratings else ""
    st.text(f"{whose}: {day_words(note.date)}{rated}")
    st.text(folded(note.text) or "(no text)")


def therapist_changes(mine: Therapist, theirs: Therapist) -> Iterator[str]:
    """Yield a line for each thing that a file says otherwise: "Fee: 95. In the file: CHF 120."."""
    here, there = _details(mine), _details(theirs)
    for label, said in there.items():
        if said != here[label]:
            yield f"{label}: {here[label] or 'nothing'}. In the file: {said or 'nothing'}."


def _details(therapist: Therapist) -> dict[str, str]:
    planned, session = therapist.next_step, therapist.next_session
    on = f" on {day_words(planned.on)}" if planned and planned.on else ""
    when = (appointment_words(session.on, session.at), repeat_words(session)) if session else ()
    return {
        "Name": therapist.name,
        "Status": status_words(therapist.status),
        "From": day_words(therapist.began) if therapist.began else "",
        "Until": day_words(therapist.ended) if therapist.ended else "",
        "Fee": fee_words(therapist.fee) if therapist.fee else "",
        "To do next": f"{planned.what}{on}" if planned else "",
        "Next session": ", ".join(filter(None, when)),
        "With": therapist.setting,
        "What for": ", ".join(therapist.what_for),
        "Details": folded(therapist.details),
        "Why it ended": folded(therapist.end_reason),
        "The search": counted(len(therapist.search_steps), "step"),
    }
