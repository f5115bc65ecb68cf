"""Ratings of one own goal, taken out of what a vault keeps as text: notes, drafts and ways back.

What is deleted for good must not come back with a deleted note, a draft or what is taken back; and
nothing else in those may be lost.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from sqlalchemy import Connection, delete, select, update

from data.model.dimension import OwnDimension
from data.model.note import Note
from data.vault import tables
from data.vault.drafts import draft_at, key_without_window
from data.vault.record_tables import shelf_of
from data.vault.way_back import WAY_BACK_PLACE, WayBack, digest

_NOTES: Final = shelf_of(Note).table.name
_DIMENSIONS: Final = shelf_of(OwnDimension).table.name


def forget_ratings_of(at: Connection, owner: str, goal: str) -> None:
    """Delete the ratings of a goal in all notes, deleted ones, drafts and ways back too."""
    digests, revisions = dict[str, str](), dict[tuple[str, int], int]()
    for table in (tables.notes, tables.removed):
        columns = select(table.c.id, table.c.revision, table.c.body)
        for row in at.execute(columns.where(table.c.owner == owner)).all():
            if (body := note_without(row.body, goal)) == row.body:
                continue
            digests[digest(row.body)] = digest(body)
            revisions[row.id, row.revision] = row.revision + 1
            this = update(table).where(table.c.owner == owner, table.c.id == row.id)
            at.execute(this.values(body=body, revision=row.revision + 1))
    drafts = tables.drafts.c
    mine = select(drafts.draft_key, drafts.text).where(drafts.owner == owner)
    # The last brought in first: what it replaced may be what one before it added.
    for draft in at.execute(mine.order_by(drafts.kept_at.desc())).all():
        if draft.draft_key.startswith(WAY_BACK_PLACE):
            way_back = WayBack.model_validate_json(draft.text)
            text = way_back_without(way_back, goal, digests).model_dump_json()
        elif key_without_window(draft.draft_key).endswith(f":{goal}"):
            text = ""  # what was typed to change it
        else:
            text = draft_without(draft.text, goal, revisions)
        where = draft_at(owner, draft.draft_key)
        if not text:
            at.execute(delete(tables.drafts).where(*where))
        elif text != draft.text:
            at.execute(update(tables.drafts).where(*where).values(text=text))


def note_without(body: str, goal: str) -> str:
    """Return a note, as it is kept, without its ratings of a goal; the same text for none."""
    shelf = shelf_of(Note)
    note = cast(Note, shelf.read(body))
    left = tuple(rating for rating in note.ratings if rating.dimension != goal)
    return body if left == note.ratings else shelf.body(note.model_copy(update={"ratings": left}))


def draft_without(text: str, goal: str, revisions: Mapping[tuple[str, int], int]) -> str:
    """Return a draft without what is rated of a goal in it; the same text for nothing.

    ``revisions``: by id and revision of a note the one it has now, for a draft that changes it.
    """
    if goal not in text:
        return text
    try:
        typed = json.loads(text)
    except ValueError:
        return text  # a text alone
    left = _without(typed, goal)
    if left == typed:
        return text
    if isinstance(left, dict):
        at = (str(left.get("id")), cast(int, left.get("revision")))
        left |= {"revision": revisions[at]} if at in revisions else {}
    return json.dumps(left, ensure_ascii=False)


def way_back_without(way_back: WayBack, goal: str, digests: dict[str, str]) -> WayBack:
    """Return a way back without a goal and its ratings.

    ``digests``: by the digest of a note with ratings of it that without; what is found here joins.
    """
    replaced = []
    for table, key, body, then in way_back.replaced:
        left = note_without(body, goal) if table == _NOTES else body
        digests[digest(body)] = digest(left)
        replaced.append((table, key, left, then))
    gone = (_DIMENSIONS, goal)
    return way_back.model_copy(
        update={
            "added": [
                (table, key, digests.get(then, then))
                for table, key, then in way_back.added
                if (table, key) != gone
            ],
            "replaced": [
                (table, key, body, digests.get(then, then))
                for table, key, body, then in replaced
                if (table, key) != gone
            ],
        }
    )


def _without(typed: Any, goal: str) -> Any:
    if isinstance(typed, dict):
        return {name: _without(part, goal) for name, part in typed.items() if name != goal}
    if isinstance(typed, list):
        parts = (part for part in typed if not _rates(part, goal))
        return [_without(part, goal) for part in parts]
    return typed


def _rates(part: Any, goal: str) -> bool:
    return isinstance(part, dict) and part.get("dimension") == goal
