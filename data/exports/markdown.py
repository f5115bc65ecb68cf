"""Everything as a folder of Markdown files that can be read without any program, in a zip.

What somebody typed stands in it as typed, except that a line which Markdown would take for more
than text is made plain: an image in a note must not be loaded when the file is opened elsewhere.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator

from data.model.agreed import answer_words
from data.model.archive import ARCHIVE_IN_ZIP, write_archive
from data.model.dimension import Dimension
from data.model.fee import fee_words
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist

_SIGNS = re.compile(
    r"([\\`*_\[\]<>!|~$&])|^([^\S\n]*+)([#+\-=>]|\d+[.)])(?=\s|[-=]|$)", re.MULTILINE
)
_FIXED = (1980, 1, 1, 0, 0, 0)
"""The time on each file in the zip: equal records give equal bytes."""


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
    dimensions = records.scales()
    taken: set[str] = set()
    for therapist in records.therapists:
        notes = records.notes_of(therapist.id)
        yield _file_name(therapist.name, taken), _therapist(therapist, notes, dimensions)
    if records.need_profiles:
        yield "my-needs.md", _needs(records.need_profiles, dimensions)
    if goals := records.goals():
        yield "my-goals.md", _goals(goals)
    jots = [note for note in records.notes if note.kind == "jot"]
    if jots:
        yield "jots.md", "# Jots\n\n" + "\n".join(_jot(note) for note in jots)


def _therapist(
    therapist: Therapist, notes: tuple[Note, ...], dimensions: dict[str, Dimension]
) -> str:
    parts = [f"# {_plain(therapist.name)}\n", f"Status: {therapist.status}. {therapist.setting}.\n"]
    if therapist.began or therapist.ended:
        parts.append(f"From {therapist.began or '?'} to {therapist.ended or 'now'}.\n")
    parts += _field("What for", ", ".join(therapist.what_for))
    parts += _field("Details", therapist.details)
    parts += _field("Why it ended", therapist.end_reason)
    for practicality in therapist.practicalities:
        suits = {True: "suits", False: "does not suit", None: "not known"}[practicality.suits]
        parts.append(f"- {_plain(practicality.name)}: {suits}. {_plain(practicality.words)}\n")
    if therapist.expectation:
        parts += _field("What I expected", therapist.expectation.expects)
        parts += _field("What I was afraid of", therapist.expectation.fears)
    parts += _search(therapist)
    for sign in therapist.warning_signs:
        parts += _field(f"Warning sign, {sign.noticed}: {_plain(sign.sign)}", sign.words or "-")
    if therapist.look_again:
        parts += _field("Would stay if", therapist.look_again.would_stay_if)
    return "\n".join([*parts, *(_note(note, dimensions) for note in notes)])


def _search(therapist: Therapist) -> list[str]:
    """Lines about the search and the next session."""
    lines = [
        f"- {step.on}: {step.kind}{f', {_plain(step.words)}' if step.words else ''}"
        for step in therapist.search_steps
    ]
    if planned := therapist.next_step:
        on = f", {planned.on}" if planned.on else ""
        lines.append(f"- to do next: {_plain(planned.what)}{on}")
    if therapist.fee:
        lines.append(f"- fee: {_plain(fee_words(therapist.fee))}")
    if session := therapist.next_session:
        at = f" {session.at:%H:%M}" if session.at else ""
        often = "week" if session.weeks == 1 else f"{session.weeks} weeks"
        again = f", then every {often}" if session.weeks else ""
        lines.append(f"- next session: {session.on}{at}{again}")
    return ["**The search**\n", *lines, ""] if lines else []


def _note(note: Note, dimensions: dict[str, Dimension]) -> str:
    until = f" to {note.until}" if note.until else ""
    about = f", about {note.sessions} sessions" if note.sessions else ""
    parts = [f"## {note.date}{until}: {note.kind}{about}\n"]
    parts += [f"{_plain(note.text)}\n"] if note.text else []
    parts += _field("Worked on", note.worked_on)
    parts += _field("What helped", note.helped)
    parts += _field("What did not", note.did_not_help)
    parts += _field("What to do until next time", note.agreed)
    parts += _field("What to take along", note.take_along)
    for rating in note.ratings:
        name = (
            dimensions[rating.dimension].name
            if rating.dimension in dimensions
            else rating.dimension
        )
        right = f" ({rating.right})" if rating.right else ""
        parts.append(f"- {_plain(name)}: {rating.value}{right}")
    for moment in note.moments:
        fields = moment.model_dump(mode="json", exclude_defaults=True)
        parts.append("- " + _plain("; ".join(f"{key}: {value}" for key, value in fields.items())))
    if note.own_part:
        mine = note.own_part.model_dump(mode="json", exclude_defaults=True)
        parts += [f"- my part, {key}: {_plain(str(value))}" for key, value in mine.items()]
    if note.agreed_before:
        parts.append(f"- what was agreed before: {answer_words(note.agreed_before)}")
    if note.go_back:
        parts.append(f"- would I go back: {note.go_back}")
    return "\n".join(parts) + "\n"


def _jot(note: Note) -> str:
    return f"## {note.date}\n\n{_plain(note.text)}\n"


def _needs(profiles: tuple[NeedProfile, ...], dimensions: dict[str, Dimension]) -> str:
    parts = ["# My needs\n"]
    for profile in reversed(profiles):
        parts.append(f"## Since {profile.since}\n")
        for need in profile.needs:
            name = (
                dimensions[need.dimension].name if need.dimension in dimensions else need.dimension
            )
            matters = "matters" if need.importance == 2 else "nice to have"
            must = ", a must-have" if need.dimension in profile.must_haves else ""
            parts.append(f"- {_plain(name)}: {need.low} to {need.high}, {matters}{must}")
        parts.append("")
    return "\n".join(parts)


def _goals(goals: dict[str, Dimension]) -> str:
    lines = [
        f"- {_plain(goal.name)}: 0 is {_plain(goal.low_end)}, 10 is {_plain(goal.high_end)}"
        for goal in goals.values()
    ]
    return "\n".join(["# My goals\n", *lines, ""])


def _field(title: str, text: str) -> list[str]:
    return [f"**{title}**\n\n{_plain(text)}\n"] if text.strip() else []


def _plain(text: str) -> str:
    return _SIGNS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\{found[1]}"
    sign = found[3]
    return f"{found[2]}{sign[:-1]}\\{sign[-1]}"


def _file_name(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    begin = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "therapist"
    found, number = f"{begin}.md", 2
    while found in {*taken, "jots.md", "my-needs.md", "my-goals.md"}:
        found, number = f"{begin}-{number}.md", number + 1
    taken.add(found)
    return found
