"""A therapist and the notes about them, from the sections of a Markdown file that Rapport saved."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args
from uuid import UUID

from data.imports.markdown_scales import MarkdownScales, is_scale
from data.imports.markdown_sections import Block, LineError, MarkedLine, Section
from data.markdown_form import (
    EXPECTATION_TEXTS,
    NOTE_TEXTS,
    OWN_PART_TEXTS,
    THERAPIST_TEXTS,
    unescaped,
)
from data.model.note import Note
from data.model.search_step import SearchStepKind
from data.model.therapist import Therapist

_UNDATED: Final = "2000-01-01"
"""Day on which something was written that does not say it."""
_DAY: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
NOTE_HEADING = re.compile(rf"{_DAY}(?: to {_DAY})?: ([a-z ]+?)(?:, about ([0-9]{{1,4}}) sessions)?")
_RATING = re.compile(r"(.+): (?:([0-9]{1,2})|(did not come up))(?: \(([a-z ]+)\))?")
_STEP = re.compile(rf"{_DAY}: ({'|'.join(get_args(SearchStepKind))})(?:, (.*))?")
_NEXT_STEP = re.compile(rf"to do next(?:, {_DAY})?: (.+)")
_SESSION = re.compile(rf"{_DAY}(?: ([0-9:]{{5}}))?(?:, then every (?:(week)|([0-9]) weeks))?")
_SIGN = re.compile(rf"Warning sign, {_DAY}: (.+)")
_MOMENT: Final = {
    "they": "they", "settled": "settled", "me": "me", "me, later": "me_later",
    "asked again": "asked_again",
}  # fmt: skip
_TO_SAY: Final = {
    "would show in": "dimension", "from a moment": "moment", "said on": "said_on",
    "let go on": "let_go_on",
}  # fmt: skip


def read_therapist(section: Section, scales: MarkdownScales) -> Therapist:
    """Return the therapist of the first section of a file. Raises `LineError`."""
    head, name = section.head, unescaped(section.head.text)
    raw: dict[str, Any] = {"name": name, "what_for": []}
    fields = {"status": "status", "with": "setting", "from": "began", "until": "ended"}
    for _, key, value in section.blocks[0].pairs(fields | {"what for": "what_for"}):
        if key == "what_for":
            raw["what_for"].append(value)
        else:
            raw[key] = value
    section.blocks[0].refuse_more(items=True)
    for block in _parts(section, THERAPIST_TEXTS, raw):
        _part_of_therapist(block, raw, scales)
    return head.record(Therapist, head.identified(raw, _UNDATED))


def _parts(section: Section, texts: Mapping[str, str], raw: dict[str, Any]) -> Iterator[Block]:
    """Read the texts of a section by their labels; yield the parts that hold more than a text."""
    fields = {label: name for name, label in texts.items()}
    for block in section.blocks[1:]:
        if block.head.text in fields:
            raw[fields[block.head.text]] = block.text
        elif not is_scale(block):
            yield block


def _part_of_therapist(block: Block, raw: dict[str, Any], scales: MarkdownScales) -> None:
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
        at = head.written_at or f"{_UNDATED}T12:00:00Z"
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
        raw.setdefault("to_say", []).append(_to_say(block, scales))
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
            at = item.written_at or f"{_UNDATED}T12:00:00Z"
            raw["next_step"] = {"what": unescaped(what), "on": on, "written_at": at}
        else:
            on, kind, words = item.parts(_STEP, "search step")
            step = {"kind": kind, "on": on, "words": unescaped(words or "")}
            raw.setdefault("search_steps", []).append(item.identified(step, on))


def _to_say(block: Block, scales: MarkdownScales) -> dict[str, Any]:
    raw: dict[str, Any] = {"words": block.text}
    for item in block.items:
        if item.text == "from a note":
            raw["note"] = item.identity
            continue
        ((_, name, value),) = Block(block.head, [item]).pairs(_TO_SAY)
        raw[name] = scales.key(item, value) if name == "dimension" else value
    return block.head.identified(raw, _UNDATED)


def read_note(section: Section, therapist: UUID, scales: MarkdownScales) -> Note:
    """Return the note of a section. Raises `LineError`."""
    head = section.head
    day, until, kind, sessions = head.parts(NOTE_HEADING, "heading of a note")
    raw: dict[str, Any] = {
        "kind": kind, "therapist": str(therapist), "date": day, "until": until,
        "sessions": int(sessions) if sessions else None, "text": section.blocks[0].text,
    }  # fmt: skip
    for item in section.blocks[0].items:
        _answer(item, raw)
    for block in _parts(section, NOTE_TEXTS, raw):
        _part_of_note(block, raw, scales)
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


def _part_of_note(block: Block, raw: dict[str, Any], scales: MarkdownScales) -> None:
    """Read one labelled part of a note."""
    head, label = block.head, block.head.text
    mine = {label: key for key, label in OWN_PART_TEXTS.items()}
    if label == "Ratings":
        block.refuse_more(items=True)
        raw["ratings"] = [_rating(item, scales) for item in block.items]
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


def _rating(item: MarkedLine, scales: MarkdownScales) -> dict[str, Any]:
    title, number, absent, right = item.parts(_RATING, "rating")
    key = scales.key(item, unescaped(title))
    return {"dimension": key, "value": absent or int(number), "right": right}
