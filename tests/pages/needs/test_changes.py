"""My needs: what changed, and when."""

from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.vault.vault import Vault
from tests.pages.conftest import press, texts
from tests.pages.needs.needs_window import SAVE, SILENCES, choose, keep, newest, page
from tests.rig.people import a_profile, needs


def test_the_example_tells_what_changed_and_when(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    sentences = texts(page(app))
    for line in (
        "14 June 2026",
        "Pace: from gentle push (3 to 6) to 4 to 7",
        "Respect for disagreement: matters instead of nice to have",
        "Must-have now: Respect for disagreement",
        "Challenge: new, 4 to 7",
        "Practice between sessions: new, 2 to 5, nice to have",
        "Past and present: left out (I don't mind)",
        "Who leads: left out (don't know yet)",
        "14 September 2025",
        "Directness: new, says it, with care (5 to 8)",
    ):
        assert line in sentences
    assert sentences.index("**14 June 2026**") < sentences.index("14 September 2025")


def test_no_version_is_ever_out_of_sight(app: AppTest, vault: Vault) -> None:
    for day in range(1, 7):
        since = a_profile().since.replace(day=day)
        keep(vault, a_profile(since=since, needs=needs(pace=(day, 9))))
    sentences = texts(page(app))
    assert [f"{day} September 2026" in sentences for day in range(1, 7)] == [True] * 6
    assert "Pace: from 5 to 9 to 6 to 9" in sentences


def test_a_version_that_changed_nothing_says_so(app: AppTest, vault: Vault) -> None:
    keep(vault, a_profile(needs=()))
    assert "Nothing changed." in texts(page(app))


def test_what_was_taken_away_since_has_no_name_and_breaks_nothing(
    app: AppTest, vault: Vault
) -> None:
    keep(vault, SILENCES, a_profile(needs=needs(**{"own-silences": (3, 7)})))
    vault.remove(SILENCES, revision=1)
    page(app)
    assert "Something you took away: new, 3 to 7" in texts(app)
    choose(app, "need-pace", "3-6")
    press(app, SAVE)
    assert newest(vault).needs == needs(pace=(3, 6))


def test_the_page_ends_with_the_way_to_fit(app: AppTest) -> None:
    links = [link.proto.label for link in page(app).get("page_link")]
    assert links[-1] == "See how well each fits what you need"
