"""People who use the program over its websocket as a browser does, signed in, with no browser."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from streamlit.web.server.starlette.starlette_server_config import (
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.bench.stream import StreamWindow
from tests.rig.provider import COOKIE_SECRET

ISSUER = "http://localhost"
JOT = {"kind": "jot"}
WHAT_IF = {"view": "what-if"}
ALLOWED = "group: people"


@dataclass(frozen=True)
class Somebody:
    """A person by name, as the provider of the tests vouches for them."""

    name: str

    @property
    def owner(self) -> str:
        return f"{ISSUER}#{self.name}"

    def cookies(self, origin: str, /, **changed: Any) -> dict[str, str]:
        """Return what a browser holds after signing in, without the way there."""
        claims = {"iss": ISSUER, "sub": self.name, "iat": int(time.time()), "groups": ["people"]}
        said = json.dumps({**claims, "origin": origin, "is_logged_in": True} | changed)
        signed = create_signed_value(COOKIE_SECRET, USER_COOKIE_NAME, said).decode()
        return {USER_COOKIE_NAME: signed, XSRF_COOKIE_NAME: generate_xsrf_token_string()}


@contextmanager
def at(origin: str, who: Somebody, /, **changed: Any) -> Iterator["Journey"]:
    """Open a window of this person, by whatever stands in front of the program."""
    cookies = who.cookies(origin, **changed)
    # The first answer says which of several programs this browser stays with.
    cookies |= dict(httpx2.get(f"{origin}/_stcore/host-config", timeout=10).cookies)
    with connect(
        f"{origin.replace('http', 'ws', 1)}/_stcore/stream",
        origin=Origin(origin),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(cookies[XSRF_COOKIE_NAME])],
        additional_headers={
            "Cookie": "; ".join(f"{name}={cooky}" for name, cooky in cookies.items())
        },
        max_size=None,
        open_timeout=10,
    ) as stream:
        yield Journey(stream)


class Journey(StreamWindow):
    """One window, and what is done in it. Each step returns the seconds that it took."""

    def __init__(self, stream: ClientConnection) -> None:
        super().__init__(stream)
        self._moved: dict[str, tuple[float, float]] = {}
        self._slider: Any = None

    def go(self, page: str, address: Mapping[str, str] = MappingProxyType({})) -> float:
        """Go to a page, where nothing was tapped yet."""
        del self._ask.rerun_script.widget_states.widgets[:]
        return self.open(page, address)

    def home(self) -> float:
        return self.go("")

    def begin_note(self) -> float:
        return self.go("write", JOT)

    def type(self, text: str) -> float:
        """Type into the field, and be silent for a second."""
        field = self._element("bidi_component", "text_field")
        generation = json.loads(field.json)["generation"]
        given = {"text": {"text": text, "generation": generation}}
        self._set(field.id, json_value=json.dumps(given))
        return self.run()

    def save(self) -> float:
        """Press the button; `was_saved` tells what came of it."""
        self._set(self._element("button", "Save").id, trigger_value=True)
        try:
            return self.run()
        finally:
            del self._ask.rerun_script.widget_states.widgets[:]

    def was_saved(self) -> bool:
        return any(element.body == "Saved\\." for element in self._elements("alert"))

    def fit(self) -> float:
        return self.go("fit")

    def what_if(self) -> float:
        return self.go("fit", WHAT_IF)

    def move_a_need(self) -> float:
        """Move the first range by one, back and forth."""
        # Where only what it changes was drawn, the sliders stand as they were.
        self._slider = next(iter(self._elements("slider")), self._slider)
        slider = self._slider
        low, high = slider.default
        given = self._moved.get(slider.id, (low, high))
        high = given[1] - 1 if given[1] > low else given[1] + 1
        self._moved[slider.id] = (low, high)
        self._set(slider.id)
        self._ask.rerun_script.widget_states.widgets[-1].double_array_value.data.extend((low, high))
        return self.run()

    def shows(self, text: str) -> bool:
        """Return whether a text stands anywhere on the page."""
        return any(text in str(entry.delta) for entry in self.messages)

    def _elements(self, kind: str) -> list[Any]:
        new = [
            entry.delta.new_element
            for entry in self.messages
            if entry.WhichOneof("type") == "delta"
            and entry.delta.WhichOneof("type") == "new_element"
        ]
        return [getattr(entry, kind) for entry in new if entry.WhichOneof("type") == kind]

    def _element(self, kind: str, name: str) -> Any:
        for element in self._elements(kind):
            if name in (getattr(element, "label", "") or getattr(element, "component_name", "")):
                return element
        raise LookupError(f"the page shows no {name}")

    def _set(self, widget: str, **value: Any) -> None:
        widgets = self._ask.rerun_script.widget_states.widgets
        for at_, other in enumerate(widgets):
            if other.id == widget:
                del widgets[at_]
                break
        self._ask.rerun_script.widget_states.widgets.add(id=widget, **value)


class FileJourney(Journey):
    """Journey with files: some are brought in, some are saved. ``client`` sends them, signed in."""

    def __init__(self, stream: ClientConnection, client: httpx2.Client) -> None:
        super().__init__(stream)
        self._client = client
        self._session = ""

    def press(self, label: str) -> None:
        """Press a button of the page, once."""
        self._set(self._element("button", label).id, trigger_value=True)
        try:
            self.run()
        finally:
            del self.answers.widgets[-1]

    def save_file(self, label: str) -> int:
        """Save a file by one of the buttons of *My data*; return its size in bytes."""
        self.go("my-data")
        asked = BackMsg()
        operation = asked.backend_operation_request
        operation.request_id, operation.session_id = "file", self._session_name()
        operation.deferred_file.file_id = self._element("download_button", label).deferred_file_id
        answer = self._answer_to(asked, "backend_operation_response").backend_operation_response
        return len(self._client.get(answer.deferred_file.url).raise_for_status().content)

    def choose_file(self, page: str, label: str, name: str, content: bytes) -> None:
        """Choose a file for a field of a page, whose name begins so."""
        self.go(page)
        field = self._element("file_uploader", label)
        asked = BackMsg()
        asked.file_urls_request.request_id = "file"
        asked.file_urls_request.session_id = self._session_name()
        asked.file_urls_request.file_names.append(name)
        urls = self._answer_to(asked, "file_urls_response").file_urls_response.file_urls[0]
        self._client.put(
            urls.upload_url,
            files={"file": (name, content)},
            headers={"X-Xsrftoken": self._client.cookies[XSRF_COOKIE_NAME]},
        ).raise_for_status()
        self._set(field.id)
        state = self.answers.widgets[-1].file_uploader_state_value
        state.uploaded_file_info.add(
            file_id=urls.file_id, name=name, size=len(content), file_urls=urls
        )
        self.run()

    def _session_name(self) -> str:
        for message in self.messages:
            if message.WhichOneof("type") == "new_session":
                self._session = message.new_session.initialize.session_id
        return self._session

    def _answer_to(self, asked: BackMsg, kind: str) -> ForwardMsg:
        self._stream.send(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._stream.recv(timeout=300, decode=False))
            if message.WhichOneof("type") == kind:
                return message
