"""Columns of ratings: the dimension and the scale of each, asked wherever a guess could double."""

from collections.abc import Mapping
from typing import Any, Final, Literal, cast, get_args

import streamlit as st

from components.widgets.opened_file import widget_key
from data.imports.scales import (
    MOST_WORDS,
    Rated,
    Scale,
    guess_scale,
    guess_words,
    step,
    words_beside,
)
from data.imports.table_reader import Table
from data.imports.table_shapes import Shape
from data.model.dimension import Dimension
from data.model.note import DID_NOT_COME_UP

_NO_ANSWER: Final = "no answer"
_MEANINGS: Final = (*range(11), DID_NOT_COME_UP, _NO_ANSWER)


def rating_columns(
    draft_key: str, table: Table, shape: Shape, dimensions: dict[str, Dimension]
) -> tuple[tuple[Rated, ...], bool]:
    """Ask which columns are ratings and how they are meant; return them, and if all is said."""
    chosen = st.multiselect(
        "Ratings",
        table.columns,
        default=list(shape.rated),
        key=widget_key(draft_key, "rated"),
        help="Columns in which a number or a word says how it was.",
    )
    values = {column: table.values(column) for column in chosen}
    rated, ready = [], True
    for column in chosen:
        others = [values[other] for other in chosen if other != column]
        with st.container(border=True):
            st.text(f"“{column}”")
            found = _column(draft_key, column, values[column], others, dimensions, shape)
            ready = ready and found is not None
            if found is not None:
                rated.append(found)
    keys = [column.dimension for column in rated]
    if len(set(keys)) < len(keys):
        st.info("Two columns are on the same dimension. Choose another one for one of them.")
        ready = False
    return tuple(rated), ready


def _column(
    draft_key: str,
    column: str,
    values: list[str],
    others: list[list[str]],
    dimensions: dict[str, Dimension],
    shape: Shape,
) -> Rated | None:
    keys = list(dimensions)
    alike = shape.rated.get(column)
    dimension = st.selectbox(
        "Dimension",
        keys,
        index=keys.index(alike) if alike else None,
        format_func=lambda key: (
            f"{dimensions[key].name}: {dimensions[key].low_end} to {dimensions[key].high_end}"
        ),
        key=widget_key(draft_key, f"dimension-{column}"),
        placeholder="Choose a dimension",
    )
    guess = guess_scale(values, others)
    scales = get_args(Scale)
    scale = cast(
        Scale | None,
        st.selectbox(
            "Its scale",
            scales,
            index=scales.index(guess.scale) if guess.scale else None,
            placeholder="Choose its scale",
            key=widget_key(draft_key, f"scale-{column}"),
        ),
    )
    if scale is None:
        st.info(guess.question)
    turned = st.toggle(
        "Turned round: high here is low there", key=widget_key(draft_key, f"turned-{column}")
    )
    words = _words(draft_key, column, values, scale) if scale else {}
    if scale is None or words is None:
        return None
    if dimension is None:
        st.info("Choose the dimension it is about, or take it out of the ratings.")
        return None
    rated = Rated(column, dimension, scale, words, turned)
    _samples(values, rated)
    return rated


def _words(
    draft_key: str, column: str, values: list[str], scale: Scale
) -> dict[str, int | Literal["did not come up"] | None] | None:
    """Ask what each word of a column means; None where there are too many for a rating."""
    guessed: Mapping[str, int | None] = (
        guess_words(values) if scale == "words" else words_beside(values)
    )
    if len(guessed) > MOST_WORDS:
        st.info(
            f"It holds {len(guessed)} different words, too many for a rating. Take it out of the "
            "ratings; it can be text."
        )
        return None
    words: dict[str, int | Literal["did not come up"] | None] = {}
    for word, meant in guessed.items():
        if word == DID_NOT_COME_UP:
            continue
        value: Any = st.selectbox(
            f"“{word[:40]}” means",
            _MEANINGS,
            index=meant,
            key=widget_key(draft_key, f"word-{column}-{word}"),
            placeholder="0 to 10",
        )
        if value is not None:
            words[word] = None if value == _NO_ANSWER else value
    return words


def _samples(values: list[str], rated: Rated) -> None:
    """Draw what the first values become."""
    if rated.scale == "words":
        return
    said: list[str] = []
    for value in dict.fromkeys(values):
        try:
            found = step(value, rated)
        except ValueError:
            continue
        if found is not None and len(said) < 3:
            said.append(f"{value[:20]} becomes {found}")
    if said:
        st.caption(", ".join(said))
