"""Everything as a folder of Markdown files that can be read without any program, in a zip.

Each file comes back whole by itself (`data/imports/own_markdown.py`): what a reader does not see,
which record it is and when it was written, stands in comments.
"""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from data.markdown_form import (
    EXPECTATION_TEXTS,
    FRONT,
    NOTE_TEXTS,
    OWN_PART_TEXTS,
    THERAPIST_TEXTS,
    comment,
    escaped,
)
from data.model.agreed import answer_words
from data.model.archive import ARCHIVE_IN_ZIP, write_archive
from data.model.dimension import OwnDimension
from data.model.fee import fee_words
from data.model.moment import Moment
from data.model.need import IMPORTANCE, NeedProfile
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist
from data.model.to_say import ToSay

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The time on each file in the zip: equal records give equal bytes."""
_OWN_FILES = ("jots.md", "my-needs.md", "my-dimensions.md")


def markdown_zip(records: Records) -> bytes:
    """Return a zip: one file a therapist with their notes by day, one of needs, one of jots.

    The archive lies beside them, so that all of it comes back as it was.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in markdown_files(records):
            packed.writestr(zipfile.ZipInfo(f"notes/{name}", _FIXED), text.encode("utf-8"))
        packed.writestr(zipfile.ZipInfo(ARCHIVE_IN_ZIP, _FIXED), write_archive(records))
    return content.getvalue()


def markdown_files(records: Records) -> Iterator[tuple[str, str]]:
    """Return the files: their names and what stands in them."""
    scales = _Scales(records, _titles(records))
    taken: set[str] = set()
    for therapist in records.therapists:
        notes = records.notes_of(therapist.id)
        parts = _therapist(therapist, notes, scales)
        yield _file_name(therapist.name, taken), _file("therapist", parts)
    if records.need_profiles:
        yield "my-needs.md", _file("needs", _needs(records.need_profiles, scales))
    if records.dimensions or records.renamed:
        keys = {own.key for own in records.dimensions} | {change.key for change in records.renamed}
        yield "my-dimensions.md", _file("dimensions", ["# My dimensions\n", *scales.blocks(keys)])
    jots = [note for note in records.notes if note.kind == "jot"]
    if jots:
        names = {therapist.id: therapist.name for therapist in records.therapists}
        parts = [_jot(note, names.get(note.therapist, "") if note.therapist else "")
                 for note in jots]  # fmt: skip
        yield "jots.md", _file("jots", ["# Jots\n", *parts])


def _file(kind: str, parts: Iterable[str]) -> str:
    return FRONT.format(kind=kind) + "\n".join(parts)


@dataclass(frozen=True)
class _Scales:
    """Everything a note can rate: the name of each in the files, by key."""

    records: Records
    titles: Mapping[str, str]

    def title(self, key: str) -> str:
        return escaped(self.titles.get(key, key))

    def blocks(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield what these are, as far as they are one's own or have a name of one's own."""
        used = set(keys)
        for own in self.records.dimensions:
            if own.key in used:
                yield _own_dimension(own)
        for change in self.records.renamed:
            if change.key in used:
                items = [_item("name", change.name)] if change.name else []
                items += ["- hidden: yes"] if change.hidden else []
                yield _block(f"**Renamed: {escaped(change.key)}**", items)


def _own_dimension(own: OwnDimension) -> str:
    items = [
        f"- kind: {'goal' if own.goal else own.kind}",
        _item("0 is", own.low_end),
        _item("10 is", own.high_end),
        *(["- hidden: yes"] if own.hidden else []),
    ]
    return _block(f"**My dimension {own.key}: {escaped(own.name)}**", items)


def _titles(records: Records) -> dict[str, str]:
    """Return the name of each dimension, with its key where two are called alike."""
    names = {key: dimension.name for key, dimension in records.scales().items()}
    for note in records.notes:
        for rating in note.ratings:
            names.setdefault(rating.dimension, rating.dimension)
    alike = Counter(name.casefold() for name in names.values())
    return {
        key: f"{name} ({key})" if alike[name.casefold()] > 1 else name
        for key, name in names.items()
    }


def _therapist(therapist: Therapist, notes: tuple[Note, ...], scales: _Scales) -> list[str]:
    head = [
        f"- status: {therapist.status}",
        f"- with: {therapist.setting}",
        *([f"- from: {therapist.began}"] if therapist.began else []),
        *([f"- until: {therapist.ended}"] if therapist.ended else []),
        *(_item("what for", what) for what in therapist.what_for),
    ]
    title = f"# {escaped(therapist.name)}{comment(therapist.id, therapist.written_at)}"
    used = {rating.dimension for note in notes for rating in note.ratings}
    used |= {to_say.dimension for to_say in therapist.to_say if to_say.dimension}
    return [
        _block(title, head),
        *_texts(therapist, THERAPIST_TEXTS),
        *_practicalities(therapist),
        *_expectation(therapist),
        *_search(therapist),
        *(
            _block(f"**Warning sign, {sign.noticed}: {escaped(sign.sign)}**", [], sign.words)
            for sign in therapist.warning_signs
        ),
        *_look_again(therapist),
        *(_to_say(to_say, scales) for to_say in therapist.to_say),
        *scales.blocks(used),
        *(part for note in notes for part in _note(note, scales)),
    ]


def _practicalities(therapist: Therapist) -> Iterator[str]:
    for found in therapist.practicalities:
        suits = {True: "yes", False: "no", None: "not known"}[found.suits]
        words = [_item("words", found.words)] if found.words else []
        yield _block(f"**Practicality: {escaped(found.name)}**", [f"- suits: {suits}", *words])


def _expectation(therapist: Therapist) -> Iterator[str]:
    if expectation := therapist.expectation:
        mood = [] if expectation.mood is None else [f"- how I felt about it: {expectation.mood}"]
        written = comment(written_at=expectation.written_at)
        yield _block(f"**Before the first session**{written}", mood)
        yield from _texts(expectation, EXPECTATION_TEXTS)


def _look_again(therapist: Therapist) -> Iterator[str]:
    if again := therapist.look_again:
        items = [f"- after sessions: {again.after_sessions}"] if again.after_sessions else []
        items += [f"- on: {again.on}"] if again.on else []
        yield _block("**Look again, and stay if**", items, again.would_stay_if)


def _search(therapist: Therapist) -> Iterator[str]:
    """Lines about the search and the next session."""
    lines = [
        f"- {step.on}: {step.kind}{f', {escaped(step.words)}' if step.words else ''}"
        f"{comment(step.id, step.written_at)}"
        for step in therapist.search_steps
    ]
    if planned := therapist.next_step:
        on = f", {planned.on}" if planned.on else ""
        written = comment(written_at=planned.written_at)
        lines.append(f"- to do next{on}: {escaped(planned.what)}{written}")
    if therapist.fee:
        lines.append(_item("fee", fee_words(therapist.fee)))
    if session := therapist.next_session:
        at = f" {session.at:%H:%M}" if session.at else ""
        often = "week" if session.weeks == 1 else f"{session.weeks} weeks"
        again = f", then every {often}" if session.weeks else ""
        lines.append(f"- next session: {session.on}{at}{again}")
    if lines:
        yield _block("**The search**", lines)


def _to_say(to_say: ToSay, scales: _Scales) -> str:
    items = [f"- would show in: {scales.title(to_say.dimension)}"] if to_say.dimension else []
    items += [f"- from a note{comment(to_say.note)}"] if to_say.note else []
    items += [f"- from a moment: {to_say.moment}"] if to_say.moment else []
    items += [f"- said on: {to_say.said_on}"] if to_say.said_on else []
    items += [f"- let go on: {to_say.let_go_on}"] if to_say.let_go_on else []
    return _block(f"**To say**{comment(to_say.id, to_say.written_at)}", items, to_say.words)


def _note(note: Note, scales: _Scales) -> Iterator[str]:
    until = f" to {note.until}" if note.until else ""
    about = f", about {note.sessions} sessions" if note.sessions else ""
    heading = f"## {note.date}{until}: {note.kind}{about}{comment(note.id, note.written_at)}"
    items = [f"- would I go back: {note.go_back}"] if note.go_back else []
    if answer := note.agreed_before:
        items.append(f"- what was agreed before: {answer_words(answer)}{comment(answer.note)}")
    items += [
        f"- what I wanted to say: {said.how}{f', {said.they}' if said.they else ''}"
        f"{comment(said.what)}"
        for said in note.said
    ]
    yield _block(heading, items, note.text)
    yield from _texts(note, NOTE_TEXTS)
    if note.ratings:
        rated = [
            f"- {scales.title(rating.dimension)}: {rating.value}"
            f"{f' ({rating.right})' if rating.right else ''}"
            for rating in note.ratings
        ]
        yield _block("**Ratings**", rated)
    yield from map(_moment, note.moments)
    if mine := note.own_part:
        yield _block("**My part**", [] if mine.open is None else [f"- how open: {mine.open}"])
        yield from _texts(mine, OWN_PART_TEXTS)


def _moment(moment: Moment) -> str:
    items = [f"- they: {moment.they}"] if moment.they else []
    items += [f"- settled: {moment.settled}"] if moment.settled else []
    items += [f"- me: {moment.me}"] if moment.me else []
    items += [f"- me, later: {moment.me_later}"] if moment.me_later else []
    items += [f"- asked again: {moment.asked_again}"] if moment.asked_again else []
    return _block(f"**Moment: {moment.kind}**", items, moment.words)


def _jot(note: Note, name: str) -> str:
    heading = f"## {note.date}: jot{comment(note.id, note.written_at)}"
    about = [f"- about: {escaped(name)}{comment(note.therapist)}"] if note.therapist else []
    return _block(heading, about, note.text)


def _needs(profiles: tuple[NeedProfile, ...], scales: _Scales) -> Iterator[str]:
    yield "# My needs\n"
    yield from scales.blocks(
        key
        for profile in profiles
        for key in (
            *(need.dimension for need in profile.needs),
            *profile.do_not_mind,
            *profile.do_not_know,
        )
    )
    for profile in reversed(profiles):
        needs = [
            f"- {scales.title(need.dimension)}: {need.low} to {need.high}, "
            f"{IMPORTANCE[need.importance]}"
            for need in profile.needs
        ]
        yield _block(f"## Since {profile.since}{comment(profile.id, profile.written_at)}", needs)
        lists = {
            "Must-haves": profile.must_haves,
            "Put into fit": profile.going_in,
            "Does not matter to me": profile.do_not_mind,
            "I do not know": profile.do_not_know,
        }
        for label, keys in lists.items():
            if keys:
                yield _block(f"**{label}**", [f"- {scales.title(key)}" for key in keys])


def _item(key: str, value: str) -> str:
    return f"- {key}: {escaped(value)}"


def _texts(record: BaseModel, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield a block for each text of a record that says something."""
    for name, label in labels.items():
        if text := getattr(record, name):
            yield _block(f"**{label}**", [], text)


def _block(head: str, items: Iterable[str], text: str = "") -> str:
    """Return a line, a list below it, and a text below that; each perhaps missing."""
    parts = [head, "\n".join(items), escaped(text)]
    return "".join(f"{part}\n\n" for part in parts if part).removesuffix("\n")


def _file_name(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    begin = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "therapist"
    found, number = f"{begin}.md", 2
    while found in {*taken, *_OWN_FILES}:
        found, number = f"{begin}-{number}.md", number + 1
    taken.add(found)
    return found
