"""Crisis lines of one country, warning signs, and who takes complaints, to read.

Asks nothing of a vault, so that it works whatever that is like. The country is asked for and
stands in the address alone; it is never guessed.
"""

from datetime import date
from typing import Literal

import streamlit as st

from components.widgets.address import put, take
from components.widgets.as_typed import plain
from data.safety.lines import Country, CrisisLine, countries, to_dial
from data.safety.signs import signs
from data.words import day_words

_KEY = "country"


def where_to_turn(today: date) -> None:
    """Ask for the country and draw its numbers, the emergency number first."""
    all_countries = countries()
    take(_KEY, list(all_countries))
    chosen = st.selectbox(
        "Where are you?",
        list(all_countries),
        index=None,
        format_func=lambda key: all_countries[key].name,
        placeholder="Choose a country",
        key=_KEY,
    )
    put(_KEY, chosen)
    if chosen is None:
        st.markdown(
            "Not in the list? In the European Union the emergency number is **112**. "
            "findahelpline.com lists lines in many more countries."
        )
        return
    country = all_countries[chosen]
    _emergency(country)
    for line in country.line:
        _line(line)
    _age(country, today)


def never_part_of_therapy() -> None:
    """List the warning signs, each with what is meant by it."""
    for sign in signs():
        st.markdown(f"**{plain(sign.sign[0].upper() + sign.sign[1:])}.** {plain(sign.means)}")


def who_takes_complaints() -> None:
    """List who takes a complaint where the chosen country's file names somebody."""
    chosen = countries().get(st.session_state.get(_KEY) or "")
    if chosen and chosen.complain:
        for contact in chosen.complain:
            st.link_button(plain(contact.name), contact.site, width="stretch")
    else:
        st.markdown(
            "Complaints are taken by the office that registers therapists where you live. "
            "Not every title stands for such a register: “counsellor” often does not. "
            "Look first whether they are in one."
        )


def _emergency(country: Country) -> None:
    st.markdown("**In danger now**")
    with st.container(horizontal=True):
        for at, number in enumerate(country.emergency):
            kind: Literal["primary", "secondary"] = "secondary" if at else "primary"
            st.link_button(f"Call {number}", f"tel:{to_dial(number)}", type=kind)


def _line(line: CrisisLine) -> None:
    st.markdown(f"**{plain(line.name)}**  \n{plain(line.hours.capitalize())}, {plain(line.cost)}")
    with st.container(horizontal=True):
        st.link_button(f"Call {line.number}", f"tel:{to_dial(line.number)}")
        if line.text:
            st.link_button(f"Write to {line.text}", f"sms:{to_dial(line.text)}")


def _age(country: Country, today: date) -> None:
    checked = f"Checked on {day_words(country.checked)}."
    if country.is_old(today):
        st.warning(f"{checked} That is more than a year ago: a number may have changed.")
    else:
        st.caption(checked)
