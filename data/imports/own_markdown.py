"""Markdown files that Rapport saved, read back: therapists with their notes, needs, dimensions.

Each file comes back whole by itself. What cannot be read in one is named by its line with the
reason, and then nothing of that file is taken: half a note must not take the place of a whole one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, get_args
from uuid import UUID

from pydantic import ValidationError

from data.errors import ArchiveInvalid
from data.imports.markdown_sections import Block, LineError, MarkedLine, Section, read_sections
from data.imports.table_reader import Refused
from data.markdown_form import (
    EXPECTATION_TEXTS,
    NOTE_TEXTS,
    OWN_PART_TEXTS,
    THERAPIST_TEXTS,
    unescaped,
)
from data.model.archive import check_days
from data.model.dimension import OwnDimension, Renamed, built_in
from data.model.need import IMPORTANCE, NeedProfile
from data.model.note import Note
from data.model.record import name_key, problem
from data.model.records import Records
from data.model.search_step import SearchStepKind
from data.model.therapist import Therapist

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\nrapport: (therapist|needs|dimensions|jots)[ \t]*\r?\n"
    r"format: ([0-9]{1,3})[ \t]*\r?\n---[ \t]*\r?\n"
)
_DAY: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_NOTE = re.compile(rf"{_DAY}(?: to {_DAY})?: ([a-z ]+?)(?:, about ([0-9]{{1,4}}) sessions)?")
_RATING = re.compile(r"(.+): (?:([0-9]{1,2})|(did not come up))(?: \(([a-z ]+)\))?")
_NEED = re.compile(r"(.+): ([0-9]{1,2}) to ([0-9]{1,2}), ([a-z ]+)")
_STEP = re.compile(rf"{_DAY}: ({'|'.join(get_args(SearchStepKind))})(?:, (.*))?")
_NEXT_STEP = re.compile(rf"to do next(?:, {_DAY})?: (.+)")
_SESSION = re.compile(rf"{_DAY}(?: ([0-9:]{{5}}))?(?:, then every (?:(week)|([0-9]) weeks))?")
_SIGN = re.compile(rf"Warning sign, {_DAY}: (.+)")
_OWN = re.compile(r"My dimension (own-[a-z0-9-]+): (.+)")
_KEY = re.compile(r"(?:.* \()?([a-z0-9-]+)\)?")
_LISTS: Final = {
    "Must-haves": "must_haves",
    "Put into fit": "going_in",
    "Does not matter to me": "do_not_mind",
    "I do not know": "do_not_know",
}
_MOMENT: Final = {
    "they": "they", "settled": "settled", "me": "me", "me, later": "me_later",
    "asked again": "asked_again",
}  # fmt: skip
_TO_SAY: Final = {
    "would show in": "dimension", "from a moment": "moment", "said on": "said_on",
    "let go on": "let_go_on",
}  # fmt: skip


@dataclass
class _Found:
    """Records that were read so far; those of a file on its own are ``add``-ed when it is whole."""

    dimensions: dict[str, OwnDimension] = field(default_factory=dict)
    renamed: dict[str, Renamed] = field(default_factory=dict)
    profiles: dict[UUID, NeedProfile] = field(default_factory=dict)
    therapists: dict[UUID, Therapist] = field(default_factory=dict)
    notes: dict[UUID, Note] = field(default_factory=dict)

    def put(self, into: dict[Any, Any], key: Any, record: Any, at: MarkedLine) -> None:
        """Add a record. Raises `LineError` where another one says it is the same."""
        if into.setdefault(key, record) != record:
            raise LineError(at.number, "the same stands in it twice, with other words")

    def add(self, other: "_Found") -> None:
        """Add what one file holds. Raises `LineError` where it speaks against another file."""
        at = MarkedLine(1, "", None, None)
        for name in ("dimensions", "renamed", "profiles", "therapists", "notes"):
            mine = getattr(self, name)
            for key, record in getattr(other, name).items():
                if mine.get(key, record) != record:
                    raise LineError(at.number, "another file says something else about the same")
        for name in ("dimensions", "renamed", "profiles", "therapists", "notes"):
            getattr(self, name).update(getattr(other, name))

    def key(self, at: MarkedLine, title: str) -> str:
        """Return the dimension that a file calls by this name."""
        names = {dimension.name: key for key, dimension in built_in().items()}
        names |= {change.name: change.key for change in self.renamed.values() if change.name}
        names |= {own.name: own.key for own in self.dimensions.values()}
        if title in names:
            return names[title]
        found = _KEY.fullmatch(title)
        if found and (found[1].startswith("own-") or found[1] in built_in()):
            return found[1]
        raise LineError(at.number, f"no dimension is called “{title[:60]}”")


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
    whole = _Found()
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
            dimensions=tuple(whole.dimensions.values()),
            renamed=tuple(whole.renamed.values()),
            need_profiles=tuple(whole.profiles.values()),
            therapists=tuple(whole.therapists.values()),
            notes=tuple(whole.notes.values()),
        )
    except ValidationError as error:
        raise ArchiveInvalid(*problem(error)) from None
    check_days(records, today)
    return records.in_order(), tuple(refused)


def _read(text: str, people: dict[UUID, Therapist]) -> _Found:
    front = _FRONT.match(text)
    if front is None or front[2] != "1":
        raise LineError(1, "a later Rapport saved it, which writes such files otherwise")
    sections = read_sections(text[front.end() :], text[: front.end()].count("\n") + 1)
    found = _Found()
    for section in sections:
        for block in section.blocks[1:]:
            _dimension(block, found)
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


def _dimension(block: Block, found: _Found) -> None:
    """Read an own dimension, or a name for a built-in one."""
    head = block.head
    if own := _OWN.fullmatch(head.text):
        raw = block.values({"kind": "kind", "0 is": "low_end", "10 is": "high_end", "hidden": "h"})
        hidden, goal = raw.pop("h", "") == "yes", raw.get("kind") == "goal"
        kind = {"kind": "one-sided"} if goal else {}
        raw |= {"key": own[1], "name": unescaped(own[2]), "hidden": hidden, "goal": goal, **kind}
        dimension = head.record(OwnDimension, raw)
        found.put(found.dimensions, dimension.key, dimension, head)
    elif head.text.startswith("Renamed: "):
        raw = block.values({"name": "name", "hidden": "hidden"})
        raw |= {"key": head.text.removeprefix("Renamed: "), "hidden": raw.get("hidden") == "yes"}
        change = head.record(Renamed, raw)
        found.put(found.renamed, change.key, change, head)
    else:
        return
    block.refuse_more(items=True)


def _is_dimension(block: Block) -> bool:
    return block.head.text.startswith(("My dimension ", "Renamed: "))


def _therapist_file(sections: list[Section], found: _Found) -> None:
    if not sections:
        raise LineError(1, "no therapist stands in it")
    therapist = _therapist(sections[0], found)
    found.put(found.therapists, therapist.id, therapist, sections[0].head)
    for section in sections[1:]:
        note = _note(section, therapist.id, found)
        found.put(found.notes, note.id, note, section.head)


def _therapist(section: Section, found: _Found) -> Therapist:
    head, name = section.head, unescaped(section.head.text)
    raw: dict[str, Any] = {"name": name, "what_for": []}
    fields = {"status": "status", "with": "setting", "from": "began", "until": "ended"}
    for _, key, value in section.blocks[0].pairs(fields | {"what for": "what_for"}):
        if key == "what_for":
            raw["what_for"].append(value)
        else:
            raw[key] = value
    section.blocks[0].refuse_more(items=True)
    texts = {label: key for key, label in THERAPIST_TEXTS.items()}
    for block in section.blocks[1:]:
        label = block.head.text
        if label in texts:
            raw[texts[label]] = block.text
        elif not _is_dimension(block):
            _part_of_therapist(block, raw, found)
    first = next(iter(re.findall(_DAY, head.written_at or "")), "2000-01-01")
    return head.record(Therapist, head.identified(raw, first))


def _part_of_therapist(block: Block, raw: dict[str, Any], found: _Found) -> None:
    """Read one labelled part of what is said about a therapist."""
    head, label = block.head, block.head.text
    expectation = {label: key for key, label in EXPECTATION_TEXTS.items()}
    if label == "The search":
        _search(block, raw)
    elif label.startswith("Practicality: "):
        said = block.values({"suits": "suits", "words": "words"})
        said["suits"] = {"yes": True, "no": False}.get(said.get("suits", ""))
        said["name"] = unescaped(label.removeprefix("Practicality: "))
        raw.setdefault("practicalities", []).append(said)
        block.refuse_more(items=True)
    elif label == "Before the first session":
        said = block.values({"how I felt about it": "mood"})
        at = head.written_at or "2000-01-01T12:00:00Z"
        raw["expectation"] = {"written_at": at, **_numbers(block, said, "mood")}
        block.refuse_more(items=True)
    elif label in expectation and "expectation" in raw:
        raw["expectation"][expectation[label]] = block.text
    elif sign := _SIGN.fullmatch(label):
        said = {"noticed": sign[1], "sign": unescaped(sign[2]), "words": block.text}
        raw.setdefault("warning_signs", []).append(said)
    elif label == "Look again, and stay if":
        said = block.values({"after sessions": "after_sessions", "on": "on"})
        said = _numbers(block, said, "after_sessions")
        raw["look_again"] = {**said, "would_stay_if": block.text}
    elif label == "To say":
        raw.setdefault("to_say", []).append(_to_say(block, found))
    else:
        raise LineError(head.number, f"nothing is called “{unescaped(label)[:40]}” here")


def _numbers(block: Block, raw: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the fields with a number in place of the digits of one of them."""
    if name not in raw:
        return raw
    if not (raw[name].isascii() and raw[name].isdecimal()):
        raise LineError(block.head.number, "a whole number was expected below it")
    return raw | {name: int(raw[name])}


def _search(block: Block, raw: dict[str, Any]) -> None:
    block.refuse_more(items=True)
    for item in block.items:
        if item.text.startswith("fee: "):
            currency, _, amount = item.pair()[1].rpartition(" ")
            raw["fee"] = {"currency": currency, "amount": amount}
        elif item.text.startswith("next session: "):
            session = MarkedLine(item.number, item.pair()[1], None, None)
            on, at, weekly, weeks = session.parts(_SESSION, "next session")
            often = 1 if weekly else int(weeks) if weeks else None
            raw["next_session"] = {"on": on, "at": at and f"{at}:00", "weeks": often}
        elif item.text.startswith("to do next"):
            on, what = item.parts(_NEXT_STEP, "next step")
            at = item.written_at or "2000-01-01T12:00:00Z"
            raw["next_step"] = {"what": unescaped(what), "on": on, "written_at": at}
        else:
            on, kind, words = item.parts(_STEP, "search step")
            step = {"kind": kind, "on": on, "words": unescaped(words or "")}
            raw.setdefault("search_steps", []).append(item.identified(step, on))


def _to_say(block: Block, found: _Found) -> dict[str, Any]:
    raw: dict[str, Any] = {"words": block.text}
    for item in block.items:
        if item.text == "from a note":
            raw["note"] = item.identity
            continue
        ((_, name, value),) = Block(block.head, [item]).pairs(_TO_SAY)
        raw[name] = found.key(item, value) if name == "dimension" else value
    return block.head.identified(raw, "2000-01-01")


def _note(section: Section, therapist: UUID, found: _Found) -> Note:
    head = section.head
    day, until, kind, sessions = head.parts(_NOTE, "heading of a note")
    raw: dict[str, Any] = {
        "kind": kind, "therapist": str(therapist), "date": day, "until": until,
        "sessions": int(sessions) if sessions else None, "text": section.blocks[0].text,
    }  # fmt: skip
    for item in section.blocks[0].items:
        _answer(item, raw)
    texts = {label: key for key, label in NOTE_TEXTS.items()}
    for block in section.blocks[1:]:
        label = block.head.text
        if label in texts:
            raw[texts[label]] = block.text
        elif not _is_dimension(block):
            _part_of_note(block, raw, found)
    return head.record(Note, head.identified(raw, day))


def _answer(item: MarkedLine, raw: dict[str, Any]) -> None:
    """Read what a note answers in one word: going back, what was agreed, what was said."""
    name, value = item.pair()
    first, _, second = value.partition(", ")
    if name == "would I go back":
        raw["go_back"] = value
    elif name == "what was agreed before" and item.identity:
        raw["agreed_before"] = {"note": item.identity, "did": first, "helped": second or None}
    elif name == "what I wanted to say" and item.identity:
        said = {"what": item.identity, "how": first, "they": second or None}
        raw.setdefault("said", []).append(said)
    else:
        raise LineError(item.number, f"nothing is called “{unescaped(name)[:40]}” here")


def _part_of_note(block: Block, raw: dict[str, Any], found: _Found) -> None:
    """Read one labelled part of a note."""
    head, label = block.head, block.head.text
    mine = {label: key for key, label in OWN_PART_TEXTS.items()}
    if label == "Ratings":
        block.refuse_more(items=True)
        raw["ratings"] = [_rating(item, found) for item in block.items]
    elif label.startswith("Moment: "):
        said = block.values(_MOMENT) | {"kind": label.removeprefix("Moment: ")}
        raw.setdefault("moments", []).append({**said, "words": block.text})
    elif label == "My part":
        raw["own_part"] = _numbers(block, block.values({"how open": "open"}), "open")
        block.refuse_more(items=True)
    elif label in mine and "own_part" in raw:
        raw["own_part"][mine[label]] = block.text
    else:
        raise LineError(head.number, f"nothing is called “{unescaped(label)[:40]}” here")


def _rating(item: MarkedLine, found: _Found) -> dict[str, Any]:
    title, number, absent, right = item.parts(_RATING, "rating")
    key = found.key(item, unescaped(title))
    return {"dimension": key, "value": absent or int(number), "right": right}


def _jot(section: Section, found: _Found, people: dict[UUID, Therapist]) -> None:
    head, first = section.head, section.blocks[0]
    day, until, kind, sessions = head.parts(_NOTE, "heading of a jot")
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
    found.put(found.notes, jot.id, jot, head)


def _named(item: MarkedLine, name: str, day: str, people: dict[UUID, Therapist]) -> Therapist:
    """Return whom a jot is about: by its comment, by the name, or somebody new."""
    by_id = people.get(UUID(item.identity)) if item.identity else None
    by_name = (who for who in people.values() if name_key(who.name) == name_key(name))
    if known := by_id or next(by_name, None):
        return known
    return item.record(Therapist, item.identified({"name": name, "status": "trying"}, day))


def _profile(section: Section, found: _Found) -> None:
    head, first = section.head, section.blocks[0]
    since = head.text.removeprefix("Since ")
    first.refuse_more(items=True)
    raw: dict[str, Any] = {"since": since, "needs": [_need(item, found) for item in first.items]}
    for block in section.blocks[1:]:
        if block.head.text in _LISTS:
            block.refuse_more(items=True)
            keys = [found.key(item, unescaped(item.text)) for item in block.items]
            raw[_LISTS[block.head.text]] = keys
        elif not _is_dimension(block):
            label = unescaped(block.head.text)[:40]
            raise LineError(block.head.number, f"nothing is called “{label}” here")
    profile = head.record(NeedProfile, head.identified(raw, since))
    found.put(found.profiles, profile.id, profile, head)


def _need(item: MarkedLine, found: _Found) -> dict[str, Any]:
    title, low, high, words = item.parts(_NEED, "need")
    importance = {said: number for number, said in IMPORTANCE.items()}.get(words)
    key = found.key(item, unescaped(title))
    return {"dimension": key, "low": int(low), "high": int(high), "importance": importance}
