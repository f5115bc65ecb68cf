"""Nobody comes in by being known to the provider alone."""

from pathlib import Path
from typing import Any

import pytest

from data.sign_in.allow_list import list_file, may_come_in, why_not
from data.sign_in.person import Person
from tests.data.imports.case_tables import CASES


def somebody(**more: Any) -> Person:
    given = {"iss": "https://id.example", "sub": "1", "iat": 0}
    return Person(**given | {"email": "dana@example.org", "email_verified": True} | more)


def test_without_a_list_nobody_comes_in(home: Path) -> None:
    assert not may_come_in(somebody(), "", home)
    assert not may_come_in(somebody(groups=["", "circle"]), "group:", home)
    assert not may_come_in(somebody(email=""), ",,", home)


@pytest.mark.parametrize("allowed", ["dana@example.org", "x@example.org, Dana@Example.org"])
def test_a_checked_address_on_the_list_comes_in(home: Path, allowed: str) -> None:
    assert may_come_in(somebody(), allowed, home)
    assert not may_come_in(somebody(email_verified=False), allowed, home)
    assert not may_come_in(somebody(email="ana@example.org"), allowed, home)


def test_a_group_on_the_list_comes_in(home: Path) -> None:
    assert may_come_in(somebody(groups=["circle"], email_verified=False), "group: circle", home)
    assert not may_come_in(somebody(groups=["circles"]), "group:circle", home)
    assert not may_come_in(somebody(groups=["dana@example.org"], email=""), "circle", home)


def test_the_file_is_read_anew_each_time(home: Path) -> None:
    home.mkdir()
    file = list_file(home)
    file.write_text("# who is in\ndana@example.org  # since May\ngroup: circle\n")
    assert may_come_in(somebody(), "", home)
    assert may_come_in(somebody(email="", groups=["circle"]), "", home)
    file.write_text("# dana@example.org\n")
    assert not may_come_in(somebody(), "", home)


def test_a_list_that_cannot_be_read_lets_nobody_in_and_is_named(home: Path) -> None:
    list_file(home).mkdir(parents=True)
    assert not may_come_in(somebody(), "", home)
    said = why_not(somebody(), home)
    assert said.startswith(f"The list {list_file(home)} lets nobody in: it cannot be read.")


def test_a_list_whose_letters_are_a_guess_lets_in_by_plain_addresses_only(home: Path) -> None:
    home.mkdir()
    lines = "# Gruß an alle\ndana@example.org\njörg@example.org\n"
    list_file(home).write_bytes(lines.encode("latin-1"))
    assert may_come_in(somebody(), "", home)
    assert not may_come_in(somebody(email="jörg@example.org"), "", home)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_list_as_another_editor_saves_it_is_read(home: Path, encoding: str) -> None:
    home.mkdir()
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    list_file(home).write_bytes(mark + "dana@example.org\r\n".encode(encoding))
    assert may_come_in(somebody(), "", home)


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ({"email_verified": False}, "The claim email_verified is missing or false"),
        ({"email": ""}, "The claims email and groups are both missing"),
        ({}, "Neither the address nor a group"),
    ],
)
def test_the_log_can_say_why_somebody_is_not_let_in(
    home: Path, token: dict[str, Any], said: str
) -> None:
    assert why_not(somebody(**token), home).startswith(said)
    assert "dana" not in why_not(somebody(**token), home)


@pytest.mark.parametrize(
    ("listed", "who"),
    [
        ("strasse@example.org", "stra\N{LATIN SMALL LETTER SHARP S}e@example.org"),
        ("stefan@example.org", "\N{LATIN SMALL LETTER LONG S}tefan@example.org"),
        ("kim@example.org", "\N{KELVIN SIGN}im@example.org"),
        ("fix@example.org", "\N{LATIN SMALL LIGATURE FI}x@example.org"),
        ("dana@strasse.example", "dana@stra\N{LATIN SMALL LETTER SHARP S}e.example"),
        ("stra\N{LATIN SMALL LETTER SHARP S}e@example.org", "strasse@example.org"),
        ("i@example.org", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}@example.org"),
    ],
)
def test_letters_that_only_look_or_sound_alike_name_somebody_else(
    home: Path, listed: str, who: str
) -> None:
    assert not may_come_in(somebody(email=who), listed, home)
    assert may_come_in(
        somebody(email=listed.swapcase() if listed.isascii() else listed), listed, home
    )


@pytest.mark.parametrize("name", ["bom.txt", "utf16.txt", "latin1.txt"])
def test_the_list_of_who_may_come_in_is_read_however_it_was_saved(home: Path, name: str) -> None:
    home.mkdir()
    list_file(home).write_bytes((CASES / "allow_lists" / name).read_bytes())
    dana = Person(
        iss="https://id.example", sub="1", email="dana@example.org", email_verified=True, iat=0
    )
    assert may_come_in(dana, "", home)
