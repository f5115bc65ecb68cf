"""A page to print: own words are left out until they are chosen, and only the chosen stand."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from components.widgets.print_sheet import AT_ONCE, PrintLine, choose

    own = [PrintLine(f"own-{at}", "Own words", f"*Mine* {at}", own=True) for at in range(12)]
    lines = [PrintLine("sum", "Figures", "4 of 5"), *own]
    chosen = choose(lines, "print")
    st.text(", ".join(line.key for line in chosen))
    st.text(AT_ONCE)


def test_own_words_are_left_out_until_they_are_chosen() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    assert [header.value for header in app.header] == ["Figures", "Own words"]
    assert app.text[0].value == "sum"
    assert len(app.checkbox) == 1 + int(app.text[1].value), "further ones with a click"
    assert app.caption[-1].value == "Your own words are left out until you choose them."
    app.checkbox[1].check().run()
    assert app.text[0].value == "sum, own-0"
    app.checkbox[0].uncheck().run()
    assert app.text[0].value == "own-0"
