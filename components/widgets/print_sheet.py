"""A page to print: chosen line by line, and that alone is printed, black on white.

Must never choose by itself what somebody wrote in their own words: paper lies about.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from components.widgets.as_typed import plain
from components.widgets.browser_script import part
from components.widgets.show_more import show_more
from data.words import shortened

AT_ONCE = 10
"""How many lines in own words are offered, and more with a click."""

_LONGEST = 160


@dataclass(frozen=True)
class PrintLine:
    """Line that may be printed. ``own``: in the person's own words, so left out at first."""

    key: str
    part: str
    words: str
    own: bool = False


@contextmanager
def paper(label: str = "Print or save as PDF", *, counts_sheets: bool = False) -> Iterator[None]:
    """Draw what is printed of this page, once on a page, and the button that prints it.

    ``counts_sheets``: the browser says how many sheets of A4 it fills. The style that leaves all
    else out is in `frame`.
    """
    with st.container(key="to-print", border=True):
        yield
    part("print_page")(key="print-page", data={"label": label, "counts": counts_sheets})


def choose(offered: Sequence[PrintLine], key: str) -> list[PrintLine]:
    """Draw a box to tick for each line, and return those that are chosen, in the same order."""
    chosen = []
    for name, lines in groupby(offered, lambda line: line.part):
        st.header(name, anchor=False)
        of_part = list(lines)
        # What is chosen from the beginning must be seen, so that it can be left out.
        most = AT_ONCE if all(line.own for line in of_part) else len(of_part)
        for line in show_more(of_part, f"{key}/{name}", most, step=AT_ONCE):
            label = plain(shortened(line.words, _LONGEST))
            if st.checkbox(label, value=not line.own, key=f"{key}/{line.key}"):
                chosen.append(line)
    if any(line.own for line in offered):
        st.caption("Your own words are left out until you choose them.")
    return chosen


def to_print(title: str, chosen: Sequence[PrintLine]) -> None:
    """Draw the chosen lines as they are printed, whole; nothing where none is chosen."""
    if not chosen:
        st.text("Nothing is chosen yet.")
        return
    with paper():
        st.header(title, anchor=False)
        for name, lines in groupby(chosen, lambda line: line.part):
            st.markdown(f"**{name}**")
            for line in lines:
                st.text(line.words)
    st.caption("These lines alone are printed. No name stands on the paper.")
