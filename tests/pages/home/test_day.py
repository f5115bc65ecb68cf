"""Home day by day: what to say, when to look again, what to notice, the last notes."""

from datetime import date, time, timedelta
from typing import Any

from components.session import today
from data.example import example_records
from data.model.moment import Moment
from data.model.next_session import NextSession
from data.model.record import new_id
from data.model.therapist import LookAgain, WarningSign
from data.model.to_say import ToSay
from data.vault.vault import Vault
from tests.pages.conftest import another_window, lines_to_more, mine, texts
from tests.pages.therapist.therapist_window import HOSTILE, saved
from tests.rig.people import THEN, a_note, a_profile, ratings

DAY = date(2026, 1, 1)


def home() -> Any:
    app = another_window().run()
    assert not app.exception
    return app


def listed(words: str) -> tuple[ToSay, ...]:
    return (ToSay(id=new_id(), written_at=THEN, words=words),)


def test_what_is_on_the_list_stands_on_home() -> None:
    mine().save(a_note(saved(to_say=listed(HOSTILE))))
    app = home()
    assert "To say to Maple: " in lines_to_more(app)
    assert HOSTILE in [text.value for text in app.text]


def test_else_what_is_worth_saying() -> None:
    mine().save(a_note(saved(), moments=(Moment(kind="pushed", settled="no"),)))
    app = home()
    assert "Perhaps worth saying to Maple: " in lines_to_more(app)
    assert "I felt pushed: not settled" in texts(app)


def test_nothing_is_to_be_said_to_who_is_gone_or_unsafe() -> None:
    sign = WarningSign(sign="A sign", noticed=DAY)
    look = LookAgain(after_sessions=1)
    for name, more in (("Birch", {"status": "ended"}), ("Rowan", {"warning_signs": (sign,)})):
        who = saved(name, to_say=listed(f"To {name}."), look_again=look, **more)
        mine().save(a_note(who, moments=(Moment(kind="pushed", settled="no"),)))
    app = home()
    sentences = f"{texts(app)} {lines_to_more(app)}"
    for words in ("to Birch", "To Birch", "to Rowan", "To Rowan", "time to look again"):
        assert words not in sentences


def test_it_says_when_it_is_time_to_look_again() -> None:
    who = saved(look_again=LookAgain(after_sessions=2))
    mine().save(a_note(who))
    assert "It is time to look again" not in texts(home())
    mine().save(a_note(who))
    assert "It is time to look again at how it is with Maple." in texts(home())


def test_one_question_to_notice_and_three_last_notes() -> None:
    mine().save(a_profile())
    who = saved()
    for days in range(5):
        mine().save(a_note(who, DAY + timedelta(days=days), ratings=ratings(pace=days)))
    app = home()
    assert "With Maple: How was the pace" in texts(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert [link for link in links if "January" in link] == [
        "**5 January 2026** Maple: ratings only",
        "**4 January 2026** Maple: ratings only",
        "**3 January 2026** Maple: ratings only",
    ]


def test_the_example_has_a_day(vault: Vault) -> None:
    vault.take(example_records())
    app = home()
    for words in ("Next", "What to notice next", "Last notes"):
        assert words in [header.value for header in app.header]
    for words in (
        "Agreed with Maple: Saturday",
        "Perhaps worth saying to Maple: ",
        "A question about 1 October",
        "Your search, Hazel: Ask him",
    ):
        assert words in lines_to_more(app)


def test_next_is_a_line_each_and_the_whole_lies_behind_it() -> None:
    long = "A line that is longer than what a phone can show beside a name. " * 2
    who = saved(to_say=listed(long), next_session=NextSession(on=today(), at=time(23, 59)))
    mine().save(a_note(who, today(), agreed=f"Write\n{long}", take_along="Slowly"))
    app = home()
    for begins in ("Agreed with Maple: Write A line that", "To say to Maple: A line that"):
        (line,) = [line for line in lines_to_more(app).splitlines() if line.startswith(begins)]
        assert len(line) < 100
    assert any(long.strip() in text.value for text in app.text)
    assert "To take along: Slowly" in texts(app)
    assert f"{today():%A} {today().day} {today():%B}, 23:59 with Maple" in lines_to_more(app)


def test_nothing_next_is_no_card() -> None:
    mine().save(a_note(saved()))
    assert "Next" not in [header.value for header in home().header]
