"""A fold stays as it was left, and ``begins_open`` counts the first time only."""

from streamlit.testing.v1 import AppTest

from tests.pages.window import unfold


def two_pages() -> None:
    import streamlit as st

    from components.widgets.fold import fold

    if not st.checkbox("elsewhere"):
        begins_open = st.checkbox("begins open", value=True)
        first = fold("First", "first", begins_open=begins_open)
        second = fold("Second", "second")
        counted = fold(f"Third: {st.session_state.get('count', 0)}", "third")
        st.number_input("Count", key="count", value=0)
        st.text(f"{bool(first.open)}, {bool(second.open)}")
        st.caption(str(bool(counted.open)))


def content(app: AppTest) -> str:
    assert not app.exception
    return str(app.text[0].value)


def window() -> AppTest:
    return AppTest.from_function(two_pages, default_timeout=30).run()


def test_it_begins_as_asked_and_closed_otherwise() -> None:
    assert content(window()) == "True, False"


def test_how_it_begins_counts_the_first_time_only() -> None:
    app = window()
    assert content(app.checkbox[1].uncheck().run()) == "True, False"


def test_it_is_as_it_was_left_after_another_page() -> None:
    app = window()
    assert content(unfold(app, "Second")) == "True, True"
    app.checkbox[0].check().run()
    assert not app.text
    assert content(app.checkbox[0].uncheck().run()) == "True, True"


def test_opening_it_leaves_the_same_fold_in_place_with_what_was_typed_in_it() -> None:
    app = window()
    before = [fold.proto.id for fold in app.expander]
    assert content(unfold(app, "Second")) == "True, True"
    assert [fold.proto.id for fold in app.expander] == before


def test_it_stays_open_when_its_label_tells_something_new() -> None:
    app = window()
    unfold(app, "Third: 0")
    assert app.caption[0].value == "True"
    app.number_input[0].increment().run()
    assert app.expander[2].label == "Third: 1"
    assert app.caption[0].value == "True"
    assert app.expander[2].proto.expanded
