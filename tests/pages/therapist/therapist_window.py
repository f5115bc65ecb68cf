"""A therapist's page as one has it open: look at it, type, press."""

from typing import Any
from uuid import UUID

from streamlit.testing.v1 import AppTest

from data.model.therapist import Therapist
from tests.pages.conftest import another_window, labels, mine, press
from tests.pages.window import frame, text_fields
from tests.rig.people import a_therapist

HOSTILE = "![](https://e.invalid/x.png) **b** <script>alert(1)</script> :red[x]"


def saved(name: str = "Maple", **more: Any) -> Therapist:
    return mine().save(a_therapist(name, **more)).record


def now_saved(who: Therapist | UUID) -> Therapist:
    return mine().get(Therapist, who if isinstance(who, UUID) else who.id).record


def the_list() -> AppTest:
    """Open the list as a browser does that was never here."""
    return calm(another_window().switch_page("therapists.py").run())


def page_of(who: Therapist | UUID | str, **address: str) -> AppTest:
    """Open one therapist's page as a browser does that was never here."""
    app = another_window()
    app.switch_page("therapist.py")
    app.query_params["who"] = str(who.id if isinstance(who, Therapist) else who)
    for name, value in address.items():
        app.query_params[name] = value
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def fields(app: AppTest) -> dict[str, Any]:
    """Return what can be filled in, by the last part of its key."""
    kinds = (app.text_input, app.button_group, app.date_input, text_fields(app))
    found = [(str(entry.key).rsplit("/", 1)[-1], entry) for kind in kinds for entry in kind]
    assert len(found) == len(dict(found)), "two fields of one name"
    return dict(found)


def field(app: AppTest, name: str) -> Any:
    return fields(app)[name]


def type_in(app: AppTest, **answers: Any) -> AppTest:
    for name, value in answers.items():
        field(app, name.replace("__", "-")).set_value(value)
    return calm(app.run())


def click(app: AppTest, label: str) -> AppTest:
    """Press the button of this name; there may be several that save the same."""
    once = labels(app).count(label) == 1 or frame(app).offers(label)
    assert label == "Save" or once, f"{label}: {labels(app)}"
    return press(app, label)
