"""Links for their owner: made, renewed, ended; what readers see follows at once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from data.errors import Gone, LinkOver, LinksUnreachable, PassphraseShort, VaultFull
from data.keeping import links
from data.keeping.deletion import delete_everything
from data.keeping.links import (
    end_links,
    forget_long_over,
    links_of,
    make_link,
    renew_link,
    showing,
)
from data.model.record import new_id, now
from data.model.share import Choice, Passage, Share, Terms
from data.settings import Settings, read_settings
from data.sharing.link_passphrase import is_phrase
from data.sharing.link_store import TOMBSTONE, Readers, SealedPage
from data.sharing.link_tables import readers_engine
from data.sharing.seal import unseal
from data.sharing.token import door_of
from data.vault.open_vaults import open_vault
from data.vault.vault import Vault
from tests.rig.people import ALICE, a_jot, a_note, a_share, a_therapist, ratings

FOR_ROBIN = Terms(words="Robin", days=7, openings=3)
CHOICE = Choice(audience="other")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("RAPPORT_LINKS", "true")
    found = read_settings()
    yield found
    readers_engine(found).dispose()


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return open_vault(settings, ALICE)


def read(settings: Settings, token: str) -> bytes | None:
    page = Readers(settings).look(door_of(token))
    return unseal(page.sealed, token, page.version) if page else None


def test_a_link_shows_the_very_page_and_is_in_the_list(vault: Vault, settings: Settings) -> None:
    token = make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    assert read(settings, token) == b"page"
    (link,) = links_of(vault, settings)
    assert (link.share.choice, link.share.terms) == (CHOICE, FOR_ROBIN)
    assert link.share.ends_at - link.share.made_at == timedelta(days=7)
    assert (link.page.state, link.page.left, link.lives) == ("open", 3, True)
    assert token not in link.share.model_dump_json()


def test_a_passphrase_is_kept_by_readers_alone(vault: Vault, settings: Settings) -> None:
    token = make_link(vault, settings, b"page", CHOICE, FOR_ROBIN, " seven kettles ")
    page = Readers(settings).look(door_of(token))
    assert page is not None
    assert is_phrase("seven kettles", page.phrase)
    assert vault.shares()[0].by_phrase
    assert "kettles" not in vault.shares()[0].model_dump_json()
    with pytest.raises(PassphraseShort):
        make_link(vault, settings, b"page", CHOICE, FOR_ROBIN, "short")
    assert len(vault.shares()) == 1


def test_renewed_the_same_link_shows_another_page(vault: Vault, settings: Settings) -> None:
    token = make_link(vault, settings, b"page", CHOICE, FOR_ROBIN, "seven kettles")
    (share,) = vault.shares()
    longer = Terms(words="Robin", days=30)
    renew_link(vault, settings, share.id, b"newer", CHOICE, longer)
    assert read(settings, token) == b"newer"
    (link,) = links_of(vault, settings)
    assert (link.share.terms, link.share.by_phrase, link.page.left) == (longer, True, None)


def test_an_ended_link_is_not_renewed(vault: Vault, settings: Settings) -> None:
    token = make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    (share,) = vault.shares()
    end_links(vault, settings, [share])
    before = vault.shares()
    with pytest.raises(LinkOver):
        renew_link(vault, settings, share.id, b"newer", CHOICE, FOR_ROBIN)
    assert vault.shares() == before
    assert read(settings, token) is None
    with pytest.raises(Gone):
        renew_link(vault, settings, new_id(), b"newer", CHOICE, FOR_ROBIN)


def test_what_ended_stays_in_the_list_for_a_while(
    vault: Vault, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    end_links(vault, settings, vault.shares())
    end_links(vault, settings, vault.shares())  # a second click
    (link,) = links_of(vault, settings)
    assert not link.lives
    ended = link.share.ended_at
    assert ended is not None
    monkeypatch.setattr(links, "now", lambda: ended + TOMBSTONE)
    assert links_of(vault, settings) == ()
    assert len(vault.shares()) == 1
    forget_long_over(vault)
    forget_long_over(vault)
    assert vault.shares() == ()


@pytest.mark.parametrize("reached", [True, False])
def test_killed_on_the_way_no_page_lies_behind_a_link_that_its_owner_does_not_see(
    vault: Vault, settings: Settings, monkeypatch: pytest.MonkeyPatch, *, reached: bool
) -> None:
    put = Readers.put

    def killed(readers: Readers, page: SealedPage, *args: Any, **more: Any) -> None:
        if reached:
            put(readers, page, *args, **more)
        states.extend((page.door, [share.door for share in vault.shares()]))

    states: list[Any] = []
    monkeypatch.setattr(Readers, "put", killed)
    make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    door, listed = states
    assert listed == [door], "the list is the first to know"
    (link,) = links_of(vault, settings)
    assert link.lives == reached


def test_a_link_whose_page_cannot_be_put_is_not_in_the_list(
    vault: Vault, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **_more: object) -> None:
        raise LinksUnreachable

    monkeypatch.setattr(Readers, "put", away)
    with pytest.raises(LinksUnreachable):
        make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    assert vault.shares() == ()


def test_a_link_that_cannot_be_kept_in_the_list_opens_nothing(
    vault: Vault, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors: list[str] = []

    def full(_vault: Vault, share: Share, _revision: int | None = None) -> None:
        doors.append(share.door)
        raise VaultFull

    monkeypatch.setattr(Vault, "save", full)
    with pytest.raises(VaultFull):
        make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    assert Readers(settings).look(doors[0]) is None


def test_where_readers_cannot_get_the_newer_page_the_list_says_the_old_one(
    vault: Vault, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    before = vault.shares()

    def fails(*_: object, **__: object) -> None:
        raise LinksUnreachable

    monkeypatch.setattr(Readers, "replace", fails)
    with pytest.raises(LinksUnreachable):
        renew_link(vault, settings, before[0].id, b"newer", CHOICE, Terms(days=90))
    assert vault.shares() == before
    assert read(settings, token) == b"page"


def test_a_list_without_links_asks_for_no_store(vault: Vault) -> None:
    off = read_settings().model_copy(update={"links": False})
    assert links_of(vault, off) == ()
    vault.save(a_share(made_at=now(), ends_at=now() + timedelta(days=1)))
    (link,) = links_of(vault, off)
    assert not link.lives


def test_what_a_link_shows_is_known_before_it_is_deleted(vault: Vault, settings: Settings) -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    rated = a_note(maple, ratings=ratings(pace=5))
    other = a_note(maple, ratings=ratings(heard=5))
    quoted, elsewhere = a_note(birch), a_note(birch, ratings=ratings(pace=5))
    choice = Choice(
        audience="other",
        therapists=(maple.id,),
        dimensions=("pace",),
        passages=(Passage(note=quoted.id, start=0, end=4),),
    )
    make_link(vault, settings, b"page", choice, FOR_ROBIN)
    there = links_of(vault, settings)
    assert showing(there, therapist=maple.id, note=None) == list(there)
    assert showing(there, therapist=birch.id, note=None) == []
    for note, count in ((rated, 1), (other, 0), (quoted, 1), (elsewhere, 0), (a_jot(), 0)):
        assert len(showing(there, therapist=None, note=note)) == count
    end_links(vault, settings, vault.shares())
    assert showing(links_of(vault, settings), therapist=maple.id, note=None) == []


def test_with_everything_deleted_no_link_is_left(vault: Vault, settings: Settings) -> None:
    token = make_link(vault, settings, b"page", CHOICE, FOR_ROBIN)
    Readers(settings).count([page for page in [Readers(settings).look(door_of(token))] if page])
    delete_everything(settings, ALICE, vault)
    assert Readers(settings).page_state(door_of(token)).openings == ()
    assert read(settings, token) is None
