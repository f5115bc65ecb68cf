"""Every part that is drawn again by itself is behind one guard."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.frame import fragment as fragments
from data.errors import NotAllowed

ROOT = Path(__file__).parents[3]
GUARD = "components/frame/fragment.py"


def uses(tree: ast.AST) -> list[int]:
    """Return the lines on which Streamlit's own fragments are used, by whatever name."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"fragment", "experimental_fragment"})
        or (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("streamlit")
            and any("fragment" in name.name for name in node.names)
        )
    ]


def test_no_part_of_a_page_goes_round_the_guard() -> None:
    found = {
        file.relative_to(ROOT).as_posix(): uses(ast.parse(file.read_text("utf-8")))
        for folder in ("pages", "components", "data")
        for file in (ROOT / folder).rglob("*.py")
    }
    assert {file for file, lines in found.items() if lines} == {GUARD}


def test_that_would_be_seen() -> None:
    for line in (
        "import streamlit as st\n@st.fragment\ndef f(): ...",
        "from streamlit import fragment",
        "import streamlit as st\nf = st.fragment(print, run_every=1)",
    ):
        assert uses(ast.parse(line))


def _page() -> None:
    import streamlit as st

    from components.frame.fragment import fragment

    @fragment
    def part() -> None:
        st.write("a renamed dimension")

    st.write("the page")
    if st.session_state.setdefault("runs", 0) < 2:
        st.session_state["runs"] += 1
        part()


@pytest.mark.parametrize("why", ["locked", "taken off the list"])
def test_a_part_shows_nothing_any_more_and_the_page_is_asked(
    monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    app = AppTest.from_function(_page).run()
    assert "a renamed dimension" in [element.value for element in app.markdown]

    def nobody() -> str:
        raise NotAllowed

    if why == "locked":
        monkeypatch.setattr(fragments, "unlocked", lambda **_: False)
    else:
        monkeypatch.setattr(fragments, "owner", nobody)
    app.run()
    assert [element.value for element in app.markdown] == ["the page"]
    assert app.session_state["runs"] == 2
