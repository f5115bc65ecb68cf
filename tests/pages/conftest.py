"""What tests of pages share: a window on a vault of its own, and what one does in it."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from data.settings import Settings, read_settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from data.vault.vault import Vault
from tests.pages.window import Window, frame, text_fields


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty vault: to make one takes longer than most tests of pages."""
    home = tmp_path_factory.mktemp("made") / "home"
    open_vault(Settings(home=home), LOCAL).drafts.keep("made", "")
    close_vaults()
    return home


@pytest.fixture(autouse=True)
def a_home_of_its_own(home: Path, made: Path) -> None:
    copytree(made, home)


@pytest.fixture
def app() -> AppTest:
    return another_window()


@pytest.fixture
def vault() -> Vault:
    return mine()


def mine() -> Vault:
    """Return the vault of the person whose windows these are."""
    return open_vault(read_settings(), LOCAL)


def another_window() -> AppTest:
    """Return a new session on the same vault, as after a reload."""
    return Window()


def opened(app: AppTest, page: str, **address: str) -> AppTest:
    """Go to a page by its address."""
    app.run()
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(page).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str, which: int = 0) -> AppTest:
    """Press the button that says so, in the bar too; ``which`` of them, where there are several."""
    if frame(app).offers(label):
        frame(app).press(label)
        assert not app.exception
        return app
    found = [button for button in app.button if button.label.replace("\\", "") == label]
    assert found, f"“{label}” is none of {labels(app)}"
    found[which].click().run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    """Return what the buttons say."""
    return [button.label for button in app.button]


def texts(app: AppTest) -> str:
    """Return what stands on the page."""
    elements = [
        *(*app.title, *app.header, *app.subheader, *app.text, *app.markdown, *app.caption),
        *(*app.info, *app.error, *app.success),
    ]
    return "\n".join(str(entry.value) for entry in elements).replace("\\", "")


def lines_to_more(app: AppTest) -> str:
    """Return the labels of folds and links, behind which there is more."""
    links = [link.proto.label for link in app.get("page_link")]
    lines = [*(expander.label for expander in app.expander), *links]
    return "\n".join(lines).replace("\\", "").replace("**", "")


def said(app: AppTest) -> list[str]:
    """Return what the last action came to, and hints of the page."""
    return [error.value.replace("\\", "") for error in [*app.success, *app.info, *app.error]]


def at(app: AppTest, key: str) -> Any:
    """Return the widget with this key."""
    ours = [field for field in text_fields(app) if field.key == key]
    return ours[0] if ours else app.get_by_key(key)


def rows_of(app: AppTest, words: str) -> list[dict[str, Any]]:
    """Return the rows drawn in the one chart whose words for those who do not see it begin so."""
    charts = [chart for chart in app.get("vega_lite_chart") if chart.proto.alt.startswith(words)]
    [chart] = charts
    found: list[dict[str, Any]] = pa.ipc.open_stream(_arrow(chart.proto)).read_all().to_pylist()
    return found


def _arrow(proto: Any) -> bytes:
    """Contents of a chart, which Streamlit puts beside its spec or among its datasets."""
    data: bytes = proto.data.data or proto.datasets[0].data.data
    return data
