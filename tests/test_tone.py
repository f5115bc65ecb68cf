"""What people read is short and plain, and nothing in it blames, promises or diagnoses."""

import re

import pytest

from tests.data.advice.test_texts import FORBIDDEN
from tests.data.test_errors import LEAVES, made
from tests.rig.interface_texts import (
    FoundText,
    eflaw,
    own_words,
    readability_index,
    sentences,
    texts,
)

GRADE = 8
"""School years for which a text is easy, by the letters of its words and the words of its
sentences (automated readability index): what a tired reader of thirteen can follow."""
FLOW = 25
"""Words of a sentence and its small words together (McAlpine's EFLAW): "quite easy to
understand", for people reading in a second language too. From 26 on it is called hard."""

WHOLE = 8
"""Words from which on a text with something to fill in is more than that."""

ADVICE = ("components/", "pages/", "data/advice/", "data/fit/", "data/sharing/")
TO_HOSTS = "components/web/required_settings"
"""Said to who sets the program up, of its settings."""

ALL = texts()
ERRORS = [FoundText(made(kind), kind.__name__) for kind in LEAVES]


def long_ones() -> list[FoundText]:
    """Return the texts of two sentences and more; failures as they are told, whole."""
    written = [text for text in ALL if not text.where.startswith("data/errors.py")]
    whole = [text for text in written if own_words(text.words) > WHOLE] + ERRORS
    return [text for text in whole if len(sentences(text.words)) > 1]


LONG = long_ones()


def test_all_kinds_of_texts_are_looked_at() -> None:
    kinds = {text.where.split(":")[0].rsplit("/", 1)[0] for text in LONG}
    assert {"components/fit", "pages", "data/advice", "data/safety", "data/model"} <= kinds
    assert len(LONG) > 150


@pytest.mark.parametrize("text", LONG, ids=lambda text: text.where)
def test_a_text_of_several_sentences_is_easy_to_read(text: FoundText) -> None:
    assert readability_index(text.words) <= GRADE, text.words
    assert eflaw(text.words) <= FLOW, text.words


def test_the_measures_tell_easy_from_hard() -> None:
    easy = "Something went wrong. Your notes are safe. Try it once more."
    hard = "Irrecoverable alterations necessitate reconciliation. Subsequently, proceed."
    long = "It is as it was on the day when we had all of it in one place, as far as I can tell."
    assert readability_index(hard) > GRADE
    assert eflaw(long) > FLOW
    assert readability_index(easy) <= 3
    assert eflaw(easy) <= 10


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_advice_and_no_word_on_a_page_or_picture_is_forbidden(word: str) -> None:
    # Not the rules of records, the questions about a need, and what warning signs are.
    said = [text for text in ALL if text.where.startswith(ADVICE)]
    said = [text for text in said if " " in text.words and TO_HOSTS not in text.where]
    forbidden = re.compile(rf"\b{word}(?!-have)", re.IGNORECASE)  # a must-have is one's own
    assert not [text for text in said if forbidden.search(text.words)]
