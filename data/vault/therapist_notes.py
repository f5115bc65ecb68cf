"""Notes of one therapist in a vault: whether there are any, and all of them deleted for good."""

from typing import cast
from uuid import UUID

from sqlalchemy import Connection, delete, select

from data.model.note import Note
from data.vault import tables
from data.vault.drafts import draft_at
from data.vault.record_tables import shelf_of


def has_notes(at: Connection, owner: str, therapist: str) -> bool:
    """Return whether a note is about this therapist."""
    notes = tables.notes.c
    mine = select(notes.id).where(notes.owner == owner, notes.therapist == therapist)
    return at.execute(mine.limit(1)).first() is not None


def has_notes_or_removed(at: Connection, owner: str, therapist: str) -> bool:
    """Return whether a note, also a deleted one, is about this therapist."""
    bin_ = tables.removed.c
    deleted = at.execute(select(bin_.body).where(bin_.owner == owner)).scalars()
    return has_notes(at, owner, therapist) or any(therapist in body for body in deleted)


def forget_notes_of(at: Connection, owner: str, therapist: UUID) -> int:
    """Delete all notes about a therapist, deleted ones and drafts too; return how many notes."""
    notes, bin_, drafts = tables.notes.c, tables.removed.c, tables.drafts.c
    hanging = (notes.owner == owner, notes.therapist == str(therapist))
    ids = at.execute(select(notes.id).where(*hanging)).scalars().all()
    at.execute(delete(tables.notes).where(*hanging))
    for row in at.execute(select(bin_.id, bin_.body).where(bin_.owner == owner)).all():
        if cast(Note, shelf_of(Note).read(row.body)).therapist == therapist:
            at.execute(delete(tables.removed).where(bin_.owner == owner, bin_.id == row.id))
    about = (str(therapist), *ids)
    mine = select(drafts.draft_key, drafts.text).where(drafts.owner == owner)
    for draft in at.execute(mine).all():
        if any(word in draft.draft_key or word in draft.text for word in about):
            at.execute(delete(tables.drafts).where(*draft_at(owner, draft.draft_key)))
    return len(ids)
