"""Line field: saved as it is left; what cannot be saved is said, and stays as it was typed."""

from streamlit.testing.v1 import AppTest

from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault


def page() -> None:
    import streamlit as st

    from components.widgets.line_field import line_field
    from components.widgets.messages import show_said
    from data.errors import BadRecord

    def save(text: str) -> None:
        if text == "eighty":
            raise BadRecord("fee", "it must be a number")
        st.session_state["fee"] = text

    show_said()
    line_field("fee:1", "Fee", st.session_state.get("fee", "60"), save)


def test_what_is_saved_leaves_no_draft_and_what_cannot_be_is_kept_as_one() -> None:
    vault = open_vault(read_settings(), LOCAL)
    app = AppTest.from_function(page).run()
    app.text_input[0].set_value("80").run()
    assert (app.text_input[0].value, vault.drafts.text("fee:1")) == ("80", "")
    app.text_input[0].set_value("eighty").run()
    assert "it must be a number" in app.error[0].value.replace("\\", "").lower()
    assert (app.text_input[0].value, vault.drafts.text("fee:1")) == ("eighty", "eighty")
    again = AppTest.from_function(page).run()
    assert again.text_input[0].value == "eighty"
    again.text_input[0].set_value("85").run()
    assert (again.text_input[0].value, vault.drafts.text("fee:1")) == ("85", "")
