from typing import Any

import pytest
from sqlalchemy import String

from data.errors import NotSignedIn, TokenUnusable
from data.sign_in.person import person_in, person_named
from data.vault.tables import vaults

CLAIMS: dict[str, Any] = {"iss": "https://id.example", "sub": "248289761001", "iat": 1_790_000_000}


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": ""},
        {"iss": "javascript:alert(1)"},
        {"sub": ""},
        {"sub": "alice (example)"},
        {"sub": "x" * 256},
        {"sub": None},
        {"iat": "soon"},
        {"iat": -1},
        {"iat": 10**12},
    ],
)
def test_claims_that_name_nobody_are_nobody(changed: dict[str, Any]) -> None:
    assert person_in(CLAIMS) is not None
    assert person_in(CLAIMS | changed) is None
    assert person_in({}) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sub": "uid=Dana Quill,ou=people"}, "“sub” is too long, or holds a space"),
        ({"sub": None}, "“sub” is missing"),
        ({"iss": "id.example"}, "“iss” is no address"),
        ({"iat": "soon"}, "“iat” is no moment"),
        ({"email": ["a", "b"]}, "“email” is of a form"),
    ],
)
def test_a_token_that_cannot_be_used_says_which_claim(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(TokenUnusable, match=said) as refused:
        person_named(CLAIMS | changed)
    assert "Dana" not in refused.value.sentence


def test_without_a_token_nobody_signed_in() -> None:
    with pytest.raises(NotSignedIn) as refused:
        person_named({"is_logged_in": False})
    assert not isinstance(refused.value, TokenUnusable)


def test_a_moment_may_have_a_fraction() -> None:
    whole, fraction = person_in(CLAIMS), person_in(CLAIMS | {"iat": CLAIMS["iat"] + 0.25})
    assert whole == fraction
    assert person_in(CLAIMS | {"iat": float("nan")}) is None


def test_issuer_and_subject_name_the_owner_and_nothing_else_does() -> None:
    said = {"email": "a@example.org", "name": "Alice", "groups": ["one"], "is_logged_in": True}
    owners = {
        str(entry and entry.owner)
        for entry in (
            person_in(CLAIMS),
            person_in(CLAIMS | said),
            person_in(CLAIMS | {"iss": "https://other.example"}),
            person_in(CLAIMS | {"sub": "1"}),
        )
    }
    assert len(owners) == 3


def test_the_longest_names_find_room_and_stay_apart() -> None:
    long = {"iss": "https://" + "i" * 500}
    people = [person_in(CLAIMS | long | {"sub": letter * 255}) for letter in "ab"]
    owners = {person.owner for person in people if person}
    assert len(owners) == 2
    column = vaults.c.owner.type
    assert isinstance(column, String)
    assert all(len(f"{owner} (example)") <= (column.length or 0) for owner in owners)


def test_two_sign_ins_are_told_apart() -> None:
    first, second = person_in(CLAIMS | {"nonce": "a"}), person_in(CLAIMS | {"nonce": "b"})
    assert first
    assert second
    assert first.sign_in != second.sign_in
    assert first.owner == second.owner


@pytest.mark.parametrize(
    ("given", "taken"),
    [(["one", 2, None], ("one",)), ("one", ()), (None, ()), ({"one": 1}, ())],
)
def test_groups_are_names(given: object, taken: tuple[str, ...]) -> None:
    person = person_in(CLAIMS | {"groups": given})
    assert person
    assert person.groups == taken


def test_a_claim_that_a_provider_leaves_empty_is_as_if_it_were_not_there() -> None:
    empty = {"email": None, "email_verified": None, "nonce": None}
    who = person_in({"iss": "https://id.example", "sub": "dana", "iat": 1_700_000_000} | empty)
    assert who is not None
    assert (who.email, who.email_verified, who.nonce) == ("", False, "")


def test_no_issuer_and_subject_can_be_read_as_two_others() -> None:
    assert person_in(CLAIMS | {"iss": "https://a#b", "sub": "c"}) is None
    first = person_in(CLAIMS | {"iss": "https://a", "sub": "b#c"})
    assert first
    assert first.owner == "https://a#b#c"
