"""The reader's page: whole in itself, everything escaped, nothing that was not chosen."""

import re
from base64 import b64decode
from datetime import date

from components.charts.palette import PALETTES
from components.shared_page.render import render
from data.example import example_records
from data.fit.phrases import sure_words
from data.fit.report import report
from data.model.records import Records
from data.model.share import Passage
from data.sharing.presets import usual_choice
from data.sharing.shared_view import SharedPassage, shared_view
from tests.data.sharing.markers import everything
from tests.data.sharing.test_shared_view import chosen
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

TODAY = date(2026, 11, 24)
HOSTILE = [
    "<script>document.title='run'</script>",
    '"><img src=x onerror="document.title=\'run\'">',
    "<svg onload=\"document.title='run'\"></svg>",
    "![](https://e.invalid/x.png) [a](javascript:alert(1))",
    "</style><style>@import url(https://e.invalid/x.css);",
    "{{ 7 * 7 }} {% raw %}",
    "\u202egnp.exe \u2066x\u2069",
]


def whole(page: bytes) -> str:
    """Return the page with what stands inside its pictures."""
    text = page.decode()
    for picture in re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text):
        text += b64decode(picture).decode()
    return text


def test_all_bytes_hold_only_what_was_chosen() -> None:
    records = everything()
    text = whole(render(shared_view(records, chosen(records), TODAY)))
    # Long texts in pictures are broken into lines, so each word after a marker is looked for.
    found = set(re.findall(r"zq[ -][a-z]+(?: [a-z0-9]+)?", text))
    assert found <= {
        "zq own shown",
        "zq own low",
        "zq own high",
        "zq own",
        "zq pace renamed",
        "zq pace",
        "zq name one",
        "zq name",
        "zq passage 0",
    }
    assert {"zq own shown", "zq name one", "zq passage 0", "zq pace renamed"} <= found
    assert "chosen." in text


def test_it_loads_nothing_and_runs_nothing() -> None:
    page = render(shared_view(example_records(), usual_choice("other", example_records()), TODAY))
    text = page.decode()
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|link|iframe|object|embed|form|base)\b", text)
    sources = re.findall(r"(?:src|href|action)=\"([^\"]*)\"", text)
    assert sources
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    assert "url(" not in text


def test_hostile_texts_stay_texts() -> None:
    for text in HOSTILE:
        name = text[:60].strip()
        hazel = a_therapist(name)
        profile = a_profile(needs=needs(pace=(3, 6)))
        note = a_note(hazel, text=text, ratings=ratings(pace=8))
        records = Records(therapists=(hazel,), notes=(note,), need_profiles=(profile,))
        choice = usual_choice("other", records).model_copy(
            update={"by": text, "passages": (Passage(note=note.id, start=0, end=len(text)),)}
        )
        page = render(shared_view(records, choice, TODAY)).decode()
        outside = re.sub(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+", "", page)
        own = re.sub(r'<a href="#words-[0-9]+">', "", outside)  # from a mark to its words
        assert not re.search(r"<(script|svg|a)\b", own)
        assert "<img src=x" not in outside
        assert outside.count("</style>") == 1
        assert "49" not in outside.replace("#", "")


def test_every_picture_is_said_in_words_and_stands_in_the_table() -> None:
    records = example_records()
    text = render(shared_view(records, usual_choice("other", records), TODAY)).decode()
    alts = re.findall(r"<img src=\"[^\"]+\" alt=\"([^\"]*)\"", text)
    profile = records.needs_now()
    assert profile
    assert len(alts) == len(profile.needs) + len(records.therapists)
    assert all(len(alt) > 20 for alt in alts)
    assert text.count("<tr>") > len(profile.needs)


def test_needs_alone_make_a_page() -> None:
    records = example_records()
    text = render(shared_view(records, usual_choice("next therapist", records), TODAY)).decode()
    assert "What is needed" in text
    assert "<img" not in text
    assert not any(therapist.name in text for therapist in records.therapists)


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    records = example_records()
    view = shared_view(records, usual_choice("other", records), TODAY)
    assert render(view) == render(view)


def test_it_says_whose_view_it_is_of_what_day_and_that_it_is_no_review() -> None:
    records = example_records()
    choice = usual_choice("next therapist", records).model_copy(update={"by": "Sam"})
    text = render(shared_view(records, choice, TODAY)).decode()
    assert "Sam chose what stands here, on 24 November 2026." in text
    assert "no review of a professional" in text
    nobody = choice.model_copy(update={"by": ""})
    assert "The person who gave you this" in render(shared_view(records, nobody, TODAY)).decode()


def test_a_long_text_is_shown_whole() -> None:
    records = example_records()
    view = shared_view(records, usual_choice("next therapist", records), TODAY)
    long = SharedPassage(therapist="Maple", when="", text="word " * 20_000)
    page = render(view.model_copy(update={"passages": (long,)})).decode()
    assert page.count("word") >= 20_000


def test_counts_are_those_of_fit_notes_without_a_rating_too() -> None:
    """The share said 22 and 10 notes where Fit said 23 and 11."""
    records = example_records()
    text = render(shared_view(records, usual_choice("other", records), TODAY)).decode()
    for standing in report(records).standings:
        assert f"{sure_words(standing)}." in text


def test_it_begins_with_the_answer() -> None:
    records = example_records()
    text = render(shared_view(records, usual_choice("other", records), TODAY)).decode()
    main = text[text.index("<main>") :]
    assert "Maple fits" in main[: main.index("<h2>")]


def test_pictures_turn_dark_with_the_page() -> None:
    """They stayed white in a reader's dark mode."""
    records = example_records()
    text = render(shared_view(records, usual_choice("other", records), TODAY)).decode()
    drawn = [b64decode(match).decode() for match in re.findall(r"svg\+xml;base64,([^\"]+)", text)]
    light, dark = PALETTES["light"], PALETTES["dark"]
    for picture in drawn:
        (style,) = re.findall(r"<style>(.*?)</style>", picture)
        assert style.startswith("@media (prefers-color-scheme: dark){")
        used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', picture))
        assert used
        for colour in used:
            assert f'[fill="{colour}"]' in style, colour
    assert f'[fill="{light.text}"]{{fill:{dark.text}}}' in style
