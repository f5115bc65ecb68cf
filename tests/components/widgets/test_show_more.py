"""A long list begins short, says how many more a click shows, and ends without a button."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from components.widgets.show_more import show_more

    for number in show_more(range(12), "numbers", 5):
        st.text(number)
    for number in show_more(range(9), "all at once", 2, step=9):
        st.caption(number)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str) -> None:
    app.button[labels(app).index(label)].click().run()


def test_each_click_shows_the_next_ones_and_the_last_takes_the_button_away() -> None:
    app = AppTest.from_function(page).run()
    assert [text.value for text in app.text] == [*"01234"]
    press(app, "Show 5 more")
    assert len(app.text) == 10
    press(app, "Show 2 more")
    assert len(app.text) == 12
    assert labels(app) == ["Show 7 more"]


def test_one_click_shows_the_rest_where_that_is_meant() -> None:
    app = AppTest.from_function(page).run()
    press(app, "Show 7 more")
    assert len(app.caption) == 9
    assert labels(app) == ["Show 5 more"]
