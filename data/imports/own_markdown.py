"""Markdown files that Rapport saved, read back: therapists with their notes, needs, dimensions.

Each file comes back whole by itself. What cannot be read in one is named by its line with the
reason, and then nothing of that file is taken: half a note must not take the place of a whole one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError

from data.errors import ArchiveInvalid
from data.imports.markdown_scales import MarkdownScales, is_scale, put
from data.imports.markdown_sections import LineError, MarkedLine, Section, read_sections
from data.imports.markdown_therapist import NOTE_HEADING, read_note, read_therapist
from data.imports.table_reader import Refused
from data.markdown_form import unescaped
from data.model.archive import check_days
from data.model.need import IMPORTANCE, NeedProfile
from data.model.note import Note
from data.model.record import name_key, problem
from data.model.records import Records
from data.model.therapist import Therapist

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\nrapport: (therapist|needs|dimensions|jots)[ \t]*\r?\n"
    r"format: ([0-9]{1,3})[ \t]*\r?\n---[ \t]*\r?\n"
)
_NEED = re.compile(r"(.+): ([0-9]{1,2}) to ([0-9]{1,2}), ([a-z ]+)")
_LISTS: Final = {
    "Must-haves": "must_haves",
    "Put into fit": "going_in",
    "Does not matter to me": "do_not_mind",
    "I do not know": "do_not_know",
}


@dataclass
class MarkdownRecords:
    """Records of Markdown files by id; those of a file are added to the others when it is whole."""

    scales: MarkdownScales = field(default_factory=MarkdownScales)
    profiles: dict[UUID, NeedProfile] = field(default_factory=dict)
    therapists: dict[UUID, Therapist] = field(default_factory=dict)
    notes: dict[UUID, Note] = field(default_factory=dict)

    def shelves(self) -> tuple[dict[Any, Any], ...]:
        """Return everything in it, a kind each."""
        scales = self.scales
        return scales.dimensions, scales.renamed, self.profiles, self.therapists, self.notes

    def add(self, other: "MarkdownRecords") -> None:
        """Add what one file holds. Raises `LineError` where it speaks against another file."""
        pairs = list(zip(self.shelves(), other.shelves(), strict=True))
        for mine, theirs in pairs:
            if any(mine.get(key, record) != record for key, record in theirs.items()):
                raise LineError(1, "another file says something else about the same")
        for mine, theirs in pairs:
            mine.update(theirs)


def is_own_markdown(text: str) -> bool:
    """Return whether a text is a Markdown file that Rapport saved, by its front matter."""
    return _FRONT.match(text) is not None


def read_own_markdown(
    files: Sequence[tuple[str, str]], here: Iterable[Therapist], today: date
) -> tuple[Records, tuple[Refused, ...]]:
    """Return the records in Markdown files that Rapport saved, and the files that cannot be taken.

    ``files``: their names and texts. ``here``: therapists a jot may be about, beside those in the
    files. Raises `ArchiveInvalid` where the files do not hold together.
    """
    whole = MarkdownRecords()
    refused = []
    ordered = sorted(enumerate(files, 1), key=lambda entry: "rapport: jots" in entry[1][1][:40])
    for number, (name, text) in ordered:
        try:
            people = {**{who.id: who for who in here}, **whole.therapists}
            whole.add(_read(text.replace("\r\n", "\n"), people))
        except LineError as error:
            refused.append(Refused(number, f"line {error.line}: {error.reason}", name))
    try:
        records = Records(
            dimensions=tuple(whole.scales.dimensions.values()),
            renamed=tuple(whole.scales.renamed.values()),
            need_profiles=tuple(whole.profiles.values()),
            therapists=tuple(whole.therapists.values()),
            notes=tuple(whole.notes.values()),
        )
    except ValidationError as error:
        raise ArchiveInvalid(*problem(error)) from None
    check_days(records, today)
    return records.in_order(), tuple(refused)


def _read(text: str, people: dict[UUID, Therapist]) -> MarkdownRecords:
    front = _FRONT.match(text)
    if front is None or front[2] != "1":
        raise LineError(1, "a later Rapport saved it, which writes such files otherwise")
    sections = read_sections(text[front.end() :], text[: front.end()].count("\n") + 1)
    found = MarkdownRecords()
    for section in sections:
        for block in section.blocks[1:]:
            if is_scale(block):
                found.scales.read(block)
    match front[1]:
        case "therapist":
            _therapist_file(sections, found)
        case "needs":
            for section in sections[1:]:
                _profile(section, found)
        case "jots":
            for section in sections[1:]:
                _jot(section, found, people)
    return found


def _therapist_file(sections: list[Section], found: MarkdownRecords) -> None:
    if not sections:
        raise LineError(1, "no therapist stands in it")
    therapist = read_therapist(sections[0], found.scales)
    put(found.therapists, therapist.id, therapist, sections[0].head)
    for section in sections[1:]:
        note = read_note(section, therapist.id, found.scales)
        put(found.notes, note.id, note, section.head)


def _jot(section: Section, found: MarkdownRecords, people: dict[UUID, Therapist]) -> None:
    head, first = section.head, section.blocks[0]
    day, until, kind, sessions = head.parts(NOTE_HEADING, "heading of a jot")
    if kind != "jot" or until or sessions or section.blocks[1:]:
        raise LineError(head.number, "more stands in it than a jot can hold")
    about = None
    for item, _, name in first.pairs({"about": "about"}):
        therapist = _named(item, name, day, people)
        about = str(therapist.id)
        people[therapist.id] = therapist
        found.therapists[therapist.id] = therapist
    raw = {"kind": kind, "date": day, "therapist": about, "text": first.text}
    jot = head.record(Note, head.identified(raw, day))
    put(found.notes, jot.id, jot, head)


def _named(item: MarkedLine, name: str, day: str, people: dict[UUID, Therapist]) -> Therapist:
    """Return whom a jot is about: by its comment, by the name, or somebody new."""
    by_id = people.get(UUID(item.identity)) if item.identity else None
    by_name = (who for who in people.values() if name_key(who.name) == name_key(name))
    therapist = by_id or next(by_name, None)
    return therapist or item.record(
        Therapist, item.identified({"name": name, "status": "trying"}, day)
    )


def _profile(section: Section, found: MarkdownRecords) -> None:
    head, first = section.head, section.blocks[0]
    since = head.text.removeprefix("Since ")
    first.refuse_more(items=True)
    raw: dict[str, Any] = {"since": since, "needs": [_need(item, found) for item in first.items]}
    for block in section.blocks[1:]:
        if block.head.text in _LISTS:
            block.refuse_more(items=True)
            keys = [found.scales.key(item, unescaped(item.text)) for item in block.items]
            raw[_LISTS[block.head.text]] = keys
        elif not is_scale(block):
            label = unescaped(block.head.text)[:40]
            raise LineError(block.head.number, f"nothing is called “{label}” here")
    profile = head.record(NeedProfile, head.identified(raw, since))
    put(found.profiles, profile.id, profile, head)


def _need(item: MarkedLine, found: MarkdownRecords) -> dict[str, Any]:
    title, low, high, words = item.parts(_NEED, "need")
    importance = {said: number for number, said in IMPORTANCE.items()}.get(words)
    key = found.scales.key(item, unescaped(title))
    return {"dimension": key, "low": int(low), "high": int(high), "importance": importance}
