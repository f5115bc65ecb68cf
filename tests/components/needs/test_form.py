"""What other pages may use of the form for needs: single cards, and saving with one call."""

import pytest
from streamlit.testing.v1 import AppTest

from data.errors import VaultFull
from data.model.dimension import Renamed
from data.model.need import Need
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault


def two_cards() -> None:
    """A page that shows two cards alone, with a button that saves as two impatient taps do."""
    import streamlit as st

    from components.needs.form import need_card, save_needs, unsaved
    from data.model.dimension import built_in

    def go_on() -> None:
        st.session_state["all kept"] = [save_needs(), save_needs()]

    for key in ("pace", "heard"):
        need_card(built_in()[key])
    st.button("Go on", key="go-on", on_click=go_on)
    st.session_state["waiting"] = [change.dimension for change in unsaved()]


def renaming() -> None:
    """A page with another name for a dimension, and a button that saves it twice."""
    import streamlit as st

    from components.needs import own_dimension

    def twice() -> None:
        own_dimension._rename()
        own_dimension._rename()

    own_dimension.other_name()
    st.button("Twice", key="twice", on_click=twice)


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(two_cards, default_timeout=30).run()


@pytest.fixture
def vault(home: object) -> Vault:
    return open_vault(read_settings(), LOCAL)


def go_on(app: AppTest) -> object:
    app.button(key="go-on").click().run()
    assert not app.exception
    return app.session_state["all kept"]


def test_cards_alone_are_saved_with_one_call_once(app: AppTest, vault: Vault) -> None:
    app.pills(key="need-pace").set_value("3-6").run()
    app.pills(key="need-heard").set_value("do not know").run()
    assert app.session_state["waiting"] == ["pace", "heard"]
    assert go_on(app) == [True, True]
    (profile,) = vault.records().need_profiles
    assert profile.needs == (Need(dimension="pace", low=3, high=6),)
    assert profile.do_not_know == ("heard",)
    assert app.session_state["waiting"] == []


def test_with_nothing_chosen_there_is_nothing_to_save_and_one_goes_on(
    app: AppTest, vault: Vault
) -> None:
    assert go_on(app) == [True, True]
    assert vault.records().need_profiles == ()


def test_where_it_could_not_be_kept_one_stays_and_is_told(
    app: AppTest, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.pills(key="need-pace").set_value("3-6").run()

    def full(*_: object, **__: object) -> None:
        raise VaultFull

    with monkeypatch.context() as disk:
        disk.setattr(Vault, "save", full)
        assert go_on(app) == [False, False]
    assert app.session_state["said"] == ("error", VaultFull().sentence)
    assert app.pills(key="need-pace").value == "3-6"
    assert go_on(app) == [True, True]


def test_what_was_chosen_here_is_there_on_the_other_pages(app: AppTest, vault: Vault) -> None:
    app.pills(key="need-pace").set_value("3-6").run()
    again = AppTest.from_function(two_cards, default_timeout=30).run()
    assert again.pills(key="need-pace").value == "3-6"


def test_renaming_with_two_impatient_taps_renames_once(vault: Vault) -> None:
    app = AppTest.from_function(renaming, default_timeout=30).run()
    app.selectbox(key="rename-which").set_value("pace").run()
    app.text_input(key="other-name-name-pace").set_value("Tempo").run()
    app.button(key="twice").click().run()
    assert app.session_state["said"] == ("success", "Saved.")
    assert vault.get(Renamed, "pace").revision == 1
