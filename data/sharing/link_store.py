"""Link store: sealed pages for readers, their ends, and how often each was opened.

It knows no owner, no names and no vault. A page is found by the hash of its token, and only so.
What is over keeps its counts for `TOMBSTONE`, without key and content.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, and_, case, delete, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from data.errors import LinkError, LinkOver, LinksNotMade, LinksUnreachable
from data.settings import Settings
from data.sharing.link_tables import (
    earlier,
    has_tables,
    name_door,
    openings,
    pages,
    readers_engine,
)
from data.vault_path import readers_path

TOMBSTONE = timedelta(days=30)
"""How long the counts of an ended page are kept."""

TRIES, REST = 5, timedelta(minutes=15)
"""After so many wrong passphrases in a row a page rests for so long."""

MOST_TIMES = 200
"""Of so many openings of a page the time is kept; those before are counted. A reader may open a
page as often as they like, and shall not fill the disk with it."""

State = Literal["open", "paused", "used up", "ended"]
OpeningOutcome = Literal["opened", "wrong passphrase"]


@dataclass(frozen=True)
class SealedPage:
    """A page that can be opened now. ``phrase``: the passphrase as Argon2id keeps it, or None."""

    door: str
    version: int
    sealed: bytes
    phrase: str | None


@dataclass(frozen=True)
class PageState:
    """State of one page: ``left`` openings (None: not counted down), and each that was.

    ``opened_before``, ``wrong_before``: how many there were before the last `MOST_TIMES`.
    """

    state: State
    left: int | None = None
    openings: tuple[tuple[datetime, OpeningOutcome], ...] = ()
    opened_before: int = 0
    wrong_before: int = 0


def sweep(settings: Settings) -> None:
    """Delete what is over, also where links are made no more. Raises `LinksUnreachable`."""
    if has_store(settings):
        Readers(settings).sweep()


def has_store(settings: Settings) -> bool:
    """Return whether there is anything kept for readers, or may be soon."""
    if settings.links or readers_path(settings.home).exists():
        return True
    on_server = settings.readers_url or settings.database_url
    return on_server is not None and has_tables(readers_engine(settings))


class Readers:
    """The store, on either engine. Every method raises `LinksUnreachable` where it gives way."""

    def __init__(self, settings: Settings) -> None:
        self._engine = readers_engine(settings)

    def put(
        self,
        page: SealedPage,
        public_key: bytes,
        *,
        ends_at: datetime,
        most: int | None = None,
    ) -> None:
        """Keep a new page that can be opened until ``ends_at``, ``most`` times."""
        row = {
            "door": page.door,
            "version": page.version,
            "public_key": public_key,
            "sealed": page.sealed,
            "phrase": page.phrase,
            "ends_at": int(ends_at.timestamp()),
            "paused": False,
            "openings_left": most,
            "wrong": 0,
            "rests_until": 0,
        }
        with self._transaction(page.door) as at:
            at.execute(insert(pages), row)

    def key_and_version(self, door: str) -> tuple[bytes, int]:
        """Return what is needed to seal a page anew for the same link. Raises `LinkOver`."""
        with self._transaction(door, writes=False) as at:
            row = at.execute(
                select(pages.c.public_key, pages.c.version).where(
                    pages.c.door == door, _not_over(_seconds())
                )
            ).one_or_none()
        if row is None:
            raise LinkOver
        return row.public_key, row.version

    def replace(self, page: SealedPage, *, ends_at: datetime, most: int | None) -> None:
        """Put a newer version behind the same link. Raises `LinkOver` where that cannot be.

        A ``phrase`` of None leaves the passphrase as it is.
        """
        values: dict[str, Any] = {
            "version": page.version,
            "sealed": page.sealed,
            "ends_at": int(ends_at.timestamp()),
            "openings_left": most,
        }
        if page.phrase is not None:
            values |= {"phrase": page.phrase, "wrong": 0, "rests_until": 0}
        before = and_(pages.c.door == page.door, pages.c.version == page.version - 1)
        with self._transaction(page.door) as at:
            changed = update(pages).where(before, _not_over(_seconds())).values(values)
            if at.execute(changed).rowcount == 0:
                raise LinkOver

    def pause(self, door: str, *, paused: bool) -> None:
        """Let nobody open a page for now, or let them again. Raises `LinkOver`."""
        mine = and_(pages.c.door == door, _not_over(_seconds()))
        with self._transaction(door) as at:
            if at.execute(update(pages).where(mine).values(paused=paused)).rowcount == 0:
                raise LinkOver

    def end(self, doors: Iterable[str]) -> None:
        """End pages: their content is deleted at once and for good."""
        for door in doors:
            with self._transaction(door) as at:
                mine = and_(pages.c.door == door, pages.c.sealed.is_not(None))
                at.execute(update(pages).where(mine).values(_EMPTY | {"ended_at": _seconds()}))
        self._write_back()

    def forget(self, doors: Iterable[str]) -> None:
        """Delete all that is known of pages, their counts too."""
        for door in doors:
            with self._transaction(door) as at:
                at.execute(delete(pages).where(pages.c.door == door))
        self._write_back()

    def page_state(self, door: str) -> PageState:
        """Return how it is with a page."""
        with self._transaction(door, writes=False) as at:
            row = at.execute(select(pages).where(pages.c.door == door)).one_or_none()
            opened = at.execute(
                select(openings.c.at, openings.c.outcome)
                .where(openings.c.door == door)
                .order_by(openings.c.id)
            ).all()
            before = at.execute(select(earlier).where(earlier.c.door == door)).one_or_none()
        if row is None:
            return PageState("ended")
        state: State = "paused" if row.paused else "open"
        if row.openings_left == 0:
            state = "used up"
        if row.sealed is None or row.ends_at <= _seconds():
            state = "ended"
        times = tuple(
            (datetime.fromtimestamp(opening.at, UTC), opening.outcome) for opening in opened
        )
        opened_before, wrong_before = (before.opened, before.wrong) if before else (0, 0)
        return PageState(state, row.openings_left, times, opened_before, wrong_before)

    def look(self, door: str) -> SealedPage | None:
        """Return the page behind a door, None where nobody can open one, whatever the reason."""
        with self._transaction(door, writes=False) as at:
            row = at.execute(
                select(pages.c.door, pages.c.version, pages.c.sealed, pages.c.phrase).where(
                    pages.c.door == door, _can_be_opened(_seconds())
                )
            ).one_or_none()
        return SealedPage(row.door, row.version, row.sealed, row.phrase) if row else None

    def may_try(self, door: str) -> bool:
        """Count one try at a passphrase, before it is looked at; False while the page rests."""
        now = _seconds()
        rested = and_(pages.c.rests_until > 0, pages.c.rests_until <= now)
        tried = case((rested, 1), else_=pages.c.wrong + 1)
        rests = case((tried >= TRIES, now + int(REST.total_seconds())), else_=0)
        with self._transaction(door) as at:
            counted = (
                update(pages)
                .where(pages.c.door == door, pages.c.rests_until <= now, _can_be_opened(now))
                .values(wrong=tried, rests_until=rests)
            )
            return at.execute(counted).rowcount == 1

    def give_try_back(self, door: str) -> None:
        """Take back a try that was counted, and whose passphrase was not looked at."""
        mine = and_(pages.c.door == door, pages.c.wrong > 0)
        with self._transaction(door) as at:
            at.execute(update(pages).where(mine).values(wrong=pages.c.wrong - 1, rests_until=0))

    def note_wrong(self, door: str) -> None:
        """Note for the owner that somebody gave a wrong passphrase."""
        with self._transaction(door) as at:
            there = at.execute(
                select(pages.c.door).where(pages.c.door == door).with_for_update()
            ).first()
            if there is not None:
                _write_down(at, door, "wrong passphrase")

    def count(self, about_to_open: Sequence[SealedPage]) -> list[bool]:
        """Count openings, all in one commit; return for each whether it may be delivered.

        Not where the page has ended, was used up or was replaced since it was looked at.
        """
        counted: dict[int, bool] = {}
        # By door, so that two programs never wait for each other.
        in_order = sorted(enumerate(about_to_open), key=lambda numbered: numbered[1].door)
        with self._transaction() as at:
            for at_index, page in in_order:
                name_door(at, page.door)
                this = and_(pages.c.door == page.door, pages.c.version == page.version)
                done = at.execute(
                    update(pages)
                    .where(this, _can_be_opened(_seconds()))
                    .values(openings_left=pages.c.openings_left - 1, wrong=0, rests_until=0)
                )
                counted[at_index] = done.rowcount == 1
                if done.rowcount:
                    _write_down(at, page.door, "opened")
        return [counted[at_index] for at_index in range(len(about_to_open))]

    def sweep(self) -> None:
        """Delete the content of what is over, and after `TOMBSTONE` what is left of it."""
        now = _seconds()
        long_ago = now - int(TOMBSTONE.total_seconds())
        over = and_(pages.c.sealed.is_not(None), pages.c.ends_at <= now)
        with self._transaction() as at:
            at.execute(update(pages).where(over).values(_EMPTY | {"ended_at": pages.c.ends_at}))
            at.execute(delete(pages).where(pages.c.ended_at <= long_ago))
        self._write_back()

    @contextmanager
    def _transaction(self, door: str = "", *, writes: bool = True) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(writes=writes)  # noqa: PLW2901
                with connection.begin():
                    name_door(connection, door)
                    yield connection
        except (SQLAlchemyError, OSError) as error:
            raise _in_words(error) from None

    def _write_back(self) -> None:
        """Write what was deleted into the file itself, so that it is nowhere any more."""
        if self._engine.dialect.name == "sqlite":
            try:
                with self._engine.connect() as connection:
                    raw = connection.connection.driver_connection
                    if raw is not None:
                        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except (SQLAlchemyError, OSError):
                raise LinksUnreachable from None


def _in_words(error: Exception) -> LinkError:
    missing = getattr(getattr(error, "orig", None), "sqlstate", "") == "42P01"
    return LinksNotMade() if missing else LinksUnreachable()


_EMPTY: dict[str, Any] = {"sealed": None, "public_key": None, "phrase": None}


def _seconds() -> int:
    return int(datetime.now(UTC).timestamp())


def _write_down(at: Connection, door: str, outcome: OpeningOutcome) -> None:
    """Write an opening down with its time; of those before the last ones only the count stays."""
    at.execute(insert(openings), {"door": door, "at": _seconds(), "outcome": outcome})
    mine = openings.c.door == door
    newest_first = select(openings.c.id).where(mine).order_by(openings.c.id.desc())
    last = at.execute(newest_first.offset(MOST_TIMES).limit(1)).scalar_one_or_none()
    if last is None:
        return
    old = and_(mine, openings.c.id <= last)
    outcomes = at.execute(select(openings.c.outcome).where(old)).scalars().all()
    at.execute(delete(openings).where(old))
    opened = outcomes.count("opened")
    wrong = len(outcomes) - opened
    more = {"opened": earlier.c.opened + opened, "wrong": earlier.c.wrong + wrong}
    if at.execute(update(earlier).where(earlier.c.door == door).values(more)).rowcount == 0:
        at.execute(insert(earlier), {"door": door, "opened": opened, "wrong": wrong})


def _not_over(now: int) -> Any:
    return and_(pages.c.sealed.is_not(None), pages.c.ends_at > now)


def _can_be_opened(now: int) -> Any:
    left = or_(pages.c.openings_left.is_(None), pages.c.openings_left > 0)
    return and_(_not_over(now), pages.c.paused.is_(False), left)
