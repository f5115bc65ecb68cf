"""The notes on a therapist's page."""

from datetime import date, timedelta

from tests.pages.conftest import labels, mine, texts
from tests.pages.therapist.therapist_window import HOSTILE, click, page_of, saved
from tests.rig.people import a_note


def test_notes_are_shown_newest_first_a_few_at_a_time() -> None:
    who, other = saved(), saved("Birch")
    for at in range(45):
        mine().save(a_note(who, date(2026, 1, 1) + timedelta(days=at), text=f"text {at}"))
    mine().save(a_note(other, text="about Birch"))
    app = page_of(who)

    def note_texts() -> list[str]:
        return [text.value for text in app.text if text.value.startswith("text ")]

    assert note_texts() == [f"text {at}" for at in range(44, 42, -1)]
    click(app, "Show 3 more")
    assert len(note_texts()) == 5
    for _ in range(13):
        click(app, "Show 3 more")
    click(app, "Show 1 more")
    assert len(note_texts()) == 45
    assert not [label for label in labels(app) if label.startswith("Show")]
    assert "about Birch" not in texts(app)


def test_a_note_is_short_as_typed_and_leads_to_the_whole() -> None:
    who = saved()
    typed = f"{HOSTILE}\nsecond\nthird\nfourth"
    note = mine().save(a_note(who, date(2026, 10, 3), text=typed)).record
    app = page_of(who)
    assert f"{HOSTILE}\nsecond\nthird …" in [text.value for text in app.text]
    link = next(link for link in app.page_link if link.value == "3 October 2026, session")
    assert link.proto.query_string == f"note={note.id}"


def test_a_note_from_memory_says_its_period_and_one_without_words_says_so() -> None:
    who = saved()
    mine().save(a_note(who, date(2018, 2, 1), kind="from memory", until=date(2019, 3, 31)))
    app = page_of(who)
    links = [link.value for link in app.page_link]
    assert "1 February 2018 to 31 March 2019, from memory" in links
    assert "no words in it" in texts(app)


def test_a_long_note_is_cut_between_words() -> None:
    who = saved()
    mine().save(a_note(who, text="word " * 100))
    mine().save(a_note(who, text="x" * 500))
    cut = [text.value for text in page_of(who).text if text.value.endswith(" …")]
    assert sorted(cut) == [f"{'word ' * 35}…", f"{'x' * 180} …"]


def test_a_new_note_is_one_click_away() -> None:
    who = saved()
    link = next(link for link in page_of(who).page_link if link.value == "Write a note about Maple")
    assert link.proto.query_string == f"who={who.id}"
