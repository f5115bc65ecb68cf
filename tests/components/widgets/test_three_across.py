from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.rig.server import ROOT


def page() -> None:
    import streamlit as st

    from components.widgets.three_across import three_across

    with three_across("small"):
        st.caption("first")


def test_what_is_drawn_in_it_stands_in_a_container_that_the_style_finds() -> None:
    app = AppTest.from_function(page).run()
    (container,) = app.container
    assert [caption.value for caption in container.caption] == ["first"]
    style = Path(ROOT, "components/assets/frame.css").read_text("utf-8")
    assert "st-key-three-across-" in style
