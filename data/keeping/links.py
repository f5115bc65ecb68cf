"""Links, for their owner: made, renewed, rested, ended. What readers need goes to its own store.

A link that its owner cannot see must never be handed out. Whether a link is open is asked of the
store alone.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from data.errors import Changed, Gone, LinkError
from data.model.note import Note
from data.model.record import new_id, now
from data.model.share import Choice, Share, Terms
from data.settings import Settings
from data.sharing.link_passphrase import kept_phrase
from data.sharing.link_store import TOMBSTONE, PageState, Readers, SealedPage, has_store
from data.sharing.seal import seal
from data.sharing.token import door_of, new_token, public_key_of
from data.vault.vault import Vault

ENDED: Final = PageState("ended")


@dataclass(frozen=True)
class Link:
    """A share and how it is with its link now."""

    share: Share
    page: PageState

    @property
    def lives(self) -> bool:
        """Return True while there is something behind it, paused or used up perhaps."""
        return self.page.state != "ended"


def links_of(vault: Vault, settings: Settings) -> tuple[Link, ...]:
    """Return the links, the newest first, without those long over."""
    shares = vault.shares()
    if not shares:
        return ()
    readers = Readers(settings) if has_store(settings) else None
    found = []
    for share in shares:
        over = share.ended_at or share.ends_at
        if over + TOMBSTONE > now():
            page = readers.page_state(share.door) if readers else ENDED
            found.append(Link(share, page))
    return tuple(found)


def forget_long_over(vault: Vault) -> None:
    """Drop from the vault what is long over. Another window may have done so."""
    for share in vault.shares():
        if (share.ended_at or share.ends_at) + TOMBSTONE <= now():
            with suppress(Changed, Gone):
                vault.remove(share, vault.get(Share, share.id).revision)


def make_link(
    vault: Vault,
    settings: Settings,
    page: bytes,
    choice: Choice,
    terms: Terms,
    phrase: str = "",
    ends_at: datetime | None = None,
) -> str:
    """Put a page behind a new link; return its token, which nobody else has.

    ``ends_at``: when it ends, as the page says it; without it, by the days of the terms from now.
    Raises what `kept_phrase` raises, `LinksUnreachable`, and what `Vault.save` raises; then no
    link opens.
    """
    encoded, made = _encoded(phrase), now().astimezone(UTC)
    forget_long_over(vault)
    token = new_token()
    door, key = door_of(token), public_key_of(token)
    ends_at = ends_at or made + timedelta(days=terms.days)
    readers = Readers(settings)
    sealed = SealedPage(door, 1, seal(page, key, door, 1), encoded)
    share = Share(
        id=new_id(),
        door=door,
        made_at=made,
        ends_at=ends_at,
        by_phrase=encoded is not None,
        choice=choice,
        terms=terms,
    )
    # The list first: no page may lie behind a link that its owner does not see, whatever happens.
    vault.save(share)
    try:
        readers.put(sealed, key, ends_at=ends_at, most=terms.openings)
    except BaseException:
        with suppress(LinkError):  # where it cannot be known, the list says too much
            readers.forget([door])
            vault.remove(share, 1)
        raise
    return token


def renew_link(  # noqa: PLR0913, PLR0917 - as `make_link`, and which
    vault: Vault,
    settings: Settings,
    which: UUID,
    page: bytes,
    choice: Choice,
    terms: Terms,
    phrase: str = "",
    ends_at: datetime | None = None,
) -> None:
    """Put another page behind the same link, with its end and openings counted anew.

    Without a ``phrase`` the one there was stays. Raises `LinkOver` where it has ended meanwhile,
    and what `make_link` raises; then what readers see stays as it was.
    """
    encoded, made = _encoded(phrase), now().astimezone(UTC)
    there = vault.get(Share, which)
    door, ends_at = there.record.door, ends_at or made + timedelta(days=terms.days)
    readers = Readers(settings)
    key, version = readers.key_and_version(door)
    changes = {"made_at": made, "ends_at": ends_at, "choice": choice, "terms": terms}
    by_phrase = encoded is not None or there.record.by_phrase
    share = Share(**dict(there.record) | changes | {"by_phrase": by_phrase})
    sealed = SealedPage(door, version + 1, seal(page, key, door, version + 1), encoded)
    # What the list says comes first: should the rest fail, it says too much, never too little.
    vault.save(share, there.revision)
    try:
        readers.replace(sealed, ends_at=ends_at, most=terms.openings)
    except BaseException:
        vault.save(there.record, there.revision + 1)
        raise


def end_links(vault: Vault, settings: Settings, shares: Iterable[Share]) -> None:
    """End links: what is behind them is deleted at once."""
    ending = tuple(shares)
    if ending:
        Readers(settings).end([share.door for share in ending])
    for share in ending:
        saved = vault.get(Share, share.id)
        if saved.record.ended_at is None:
            vault.save(saved.record.model_copy(update={"ended_at": now()}), saved.revision)


def forget_links(vault: Vault, settings: Settings) -> None:
    """Delete all that is kept of links, in the store too; the vault's part goes with the vault."""
    shares = vault.shares()
    if shares and has_store(settings):
        Readers(settings).forget([share.door for share in shares])


def showing(links: Iterable[Link], *, therapist: UUID | None, note: Note | None) -> list[Link]:
    """Return the living links that show a therapist, or a note: its words, or its ratings."""
    return [
        link
        for link in links
        if link.lives
        and (
            (therapist is not None and therapist in link.share.choice.therapists)
            or (note is not None and _shows(link.share.choice, note))
        )
    ]


def _shows(choice: Choice, note: Note) -> bool:
    words = any(passage.note == note.id for passage in choice.passages)
    rated = any(rating.dimension in choice.dimensions for rating in note.ratings)
    return words or (rated and note.therapist in choice.therapists)


def _encoded(phrase: str) -> str | None:
    return kept_phrase(phrase) if phrase.strip() else None
