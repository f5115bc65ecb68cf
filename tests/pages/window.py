"""A browser's window without a browser: Streamlit's own test runner on the real script."""

import json
from dataclasses import dataclass
from typing import Any, cast

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementTree, Widget

from tests.rig.server import ROOT


class Window(AppTest):
    """One session of one person; another one on the same home is a reload, or another window.

    Streamlit's runner does not know our field for long texts, so what is typed there is sent
    along here, on every run, as a browser does.
    """

    def __init__(self) -> None:
        super().__init__(ROOT / "pages" / "shell.py", default_timeout=30)
        # Otherwise each window looks for components through all that is installed: longer than
        # most tests take, and we bring our own.
        self._bidi_component_manager = BidiComponentManager()
        self.typed: dict[str, dict[str, str]] = {}
        self.asked: dict[str, str] = {}

    def _run(
        self, widget_state: WidgetStates | None = None, timeout: float | None = None
    ) -> AppTest:
        states = WidgetStates()
        # Pressed buttons first: a browser may send them so, and theirs is then the first callback.
        # A button that was not pressed is not sent at all.
        sent = [
            state
            for state in (widget_state.widgets if widget_state else ())
            if state.WhichOneof("value") != "trigger_value" or state.trigger_value
        ]
        states.widgets.extend(sorted(sent, key=lambda entry: not entry.trigger_value))
        for field, typed in self.typed.items():
            states.widgets.add(id=field, json_value=json.dumps({"text": typed}))
        for field, asked in self.asked.items():
            states.widgets.add(id=field, json_trigger_value=asked)
        self.asked = {}
        super()._run(states, timeout)
        there = {str(bidi_component.proto.id) for bidi_component in self.get("bidi_component")}
        self.typed = {field: typed for field, typed in self.typed.items() if field in there}
        return self

    def answers_with_beginnings(self) -> AppTest:
        """Run as for a browser that missed all runs but the last.

        Of each field it knows only what it begins with, and sends that back.
        """
        fields = [node for node in self._tree if isinstance(node, Widget) and node.type != "button"]
        states = WidgetStates()
        for field in fields:
            states.widgets.add(id=field.id)
        return self._run(states)


@dataclass(frozen=True)
class TextField:
    """Our own field for long texts, as it stands in a window."""

    window: Window
    proto: Any

    @property
    def key(self) -> str:
        return str(self.proto.id).split("-", 2)[2]

    @property
    def label(self) -> str:
        return str(self._data["label"])

    @property
    def value(self) -> str:
        """What one sees in it: what was typed, until the page asks for another text."""
        typed = self.window.typed.get(self.proto.id)
        mine = typed and typed["generation"] == self._data["generation"]
        return typed["text"] if typed and mine else str(self._data["text"])

    def set_value(self, text: str) -> "TextField":
        """Type something; it is sent with the next run."""
        self.window.typed[self.proto.id] = self._sent(text)
        return self

    def press_ctrl_enter(self) -> AppTest:
        """Ask to save with the keyboard."""
        event = {"event": "save", "value": self._sent(self.value)}
        asked = _make_trigger_id(self.proto.id, "events")
        self.window.asked[asked] = json.dumps([event])
        return self.run()

    def run(self) -> AppTest:
        return self.window.run()

    @property
    def _data(self) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(self.proto.json))

    def _sent(self, text: str) -> dict[str, str]:
        return {"text": text, "generation": self._data["generation"]}


@dataclass(frozen=True)
class Frame:
    """The bar around every page, as it stands in a window."""

    window: Window
    proto: Any

    @property
    def data(self) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(self.proto.json))

    @property
    def links(self) -> dict[str, str]:
        """What can be gone to, by its words, with how it is marked as the current one."""
        elements = [*self.data["menu"], *self.data["side"]]
        return {link["label"]: link["current"] for link in elements}

    def press(self, label: str) -> AppTest:
        """Press one of its buttons, or a link that leads to the page one is on."""
        names = {self.data["leave"]: "leave", self.data["lock"]: "lock"}
        event = {"event": names.get(label, "again"), "value": True}
        self.window.asked[_make_trigger_id(self.proto.id, "events")] = json.dumps([event])
        return self.window.run()

    def offers(self, label: str) -> bool:
        return label in {self.data["lock"], self.data["leave"] if self.data["example"] else None}


def frame(app: AppTest) -> Frame:
    """Return the bar around the page."""
    assert isinstance(app, Window)
    parts = [part.proto for part in app.get("bidi_component")]
    return next(Frame(app, part) for part in parts if part.component_name == "rapport.frame")


def text_fields(app: AppTest) -> list[TextField]:
    """Return our own fields that stand on the page, from above."""
    assert isinstance(app, Window)
    parts = [bidi_component.proto for bidi_component in app.get("bidi_component")]
    return [TextField(app, part) for part in parts if part.component_name == "rapport.text_field"]


def unfold(app: AppTest, label: str) -> AppTest:
    """Open the fold that says so, by a tap, which Streamlit's runner does not know."""
    folds = {fold.label.replace("\\", ""): fold.proto for fold in app.expander}
    assert label in folds, f"“{label}” is none of {list(folds)}"
    states = app._tree.get_widget_states()
    states.widgets.add(id=folds[label].id, bool_value=True)
    app._run(states)
    assert not app.exception
    return app


def as_it_stands(app: AppTest) -> ElementTree:
    """Return the page as a browser holds it, with the values that it would send again.

    Put back as the window's tree, it stands for a second click made before the answer was drawn.
    """
    for node in [node for node in app if isinstance(node, Widget)]:
        if hasattr(node, "set_value"):
            node.set_value(node.value)
    return app._tree
