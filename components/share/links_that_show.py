"""Before something is deleted that others can see: which links show it, and their end with it."""

from uuid import UUID

from components.session import in_example, vault
from components.share.link_list import whom_for
from components.widgets.as_typed import plain
from data.errors import LinkError
from data.keeping.links import end_links, links_of, showing
from data.model.note import Note
from data.model.share import Share
from data.settings import read_settings
from data.words import counted


def shares_showing(*, therapist: UUID | None = None, note: Note | None = None) -> list[Share]:
    """Return the shares whose living links show a therapist or a note. Raises a `LinkError`."""
    if in_example():
        return []
    found = showing(links_of(vault(), read_settings()), therapist=therapist, note=note)
    return [link.share for link in found]


def they_end(*, therapist: UUID | None = None, note: Note | None = None) -> str:
    """Return the sentence about links that end with what is deleted, "" for none."""
    try:
        shares = shares_showing(therapist=therapist, note=note)
    except LinkError as error:
        return plain(error.sentence)
    if not shares:
        return ""
    whom = ", ".join(whom_for(share) for share in shares)
    return f"{counted(len(shares), 'link')} that you gave away ({whom}) will end with it."


def end(shares: list[Share]) -> None:
    """End them. Raises what `end_links` raises; then nothing else should be deleted either."""
    end_links(vault(), read_settings(), shares)
