"""A browser that missed a run, overtaken by a quick tap, changes nothing by what it sends back."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.notes.draft import NoteDraft
from components.notes.form_state import draft_at
from data.model.note import Note
from data.vault.vault import Vault
from tests.pages.conftest import at, opened
from tests.pages.needs.needs_window import choose
from tests.pages.paste.paste_window import pasted
from tests.pages.therapist.therapist_window import calm, click, page_of, saved, the_list, type_in
from tests.pages.window import Window
from tests.rig.people import TODAY, a_note, a_profile, a_therapist, needs, ratings

MAPLE = a_therapist("Maple")


def values(app: AppTest) -> dict[str, Any]:
    kinds = (app.button_group, app.slider, app.date_input, app.number_input, app.toggle)
    fields = [entry for kind in (*kinds, app.selectbox, app.text_input) for entry in kind]
    return {str(field.key): field.value for field in fields}


def nothing_changes(app: AppTest) -> None:
    assert isinstance(app, Window)
    before = values(calm(app.run()))
    assert any(value not in (None, [], "") for value in before.values())
    assert values(calm(app.answers_with_beginnings())) == before
    assert values(calm(app.run())) == before


def test_needs(app: AppTest, vault: Vault) -> None:
    vault.save(a_profile(needs=needs(pace=(3, 6), attunement=(6, 10), trust=(6, 10))))
    opened(app, "needs.py")
    choose(app, "need-trust/in_fit", value=True)
    nothing_changes(app)
    choose(app, "need-directness", "5-8")
    choose(app, "need-directness/importance", 1)
    choose(app, "needs-must-haves", ["pace"])
    choose(app, "own-dimension-name-new", "Silences")
    choose(app, "rename-which", "pace")
    nothing_changes(app)
    assert at(app, "need-directness/exact").value == (5, 8)


def test_a_note_from_memory(app: AppTest, vault: Vault) -> None:
    for entry in (a_therapist("Birch"), MAPLE):
        vault.save(entry)
    typed = NoteDraft.begun(TODAY, MAPLE.id, "from memory").model_copy(
        update={
            "until": TODAY,
            "sessions": 30,
            "values": {"pace": 7, "directness": "did not come up"},
            "right": {"pace": "too much"},
            "go_back": "no",
        }
    )
    vault.drafts.keep("note:new", typed.model_dump_json(exclude_defaults=True))
    nothing_changes(opened(app, "write.py"))
    assert draft_at("note:new").in_vault() == typed


@pytest.mark.parametrize("kind", ["jot", "session"])
def test_a_note_that_is_changed(app: AppTest, vault: Vault, kind: Any) -> None:
    vault.save(MAPLE)
    more = {"ratings": ratings(pace=3)} if kind == "session" else {"text": "Ring back."}
    note: Note = vault.save(a_note(MAPLE, kind=kind, **more)).record
    nothing_changes(opened(app, "write.py", note=str(note.id)))


def test_a_therapist() -> None:
    app = click(page_of(saved()), "End with Maple")
    app = type_in(app, mood=4, own_what_for="sleep", suits__0="no", words__0="62", began=TODAY)
    nothing_changes(app)


def test_somebody_about_to_be_added() -> None:
    nothing_changes(type_in(the_list(), name="Map", status="staying"))


def test_pasted_notes(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted("05/03/2025: one\n06/03/2025: two", "Maple")
    app.segmented_control(key="paste-kind").set_value("from memory").run()
    app.date_input[0].set_value(TODAY).run()
    app.toggle[1].set_value(True).run()
    nothing_changes(app)


def test_the_first_steps(app: AppTest) -> None:
    app.run()
    app.button(key="others-no").click().run()
    at(app, "first-name").set_value("Maple").run()
    nothing_changes(app)
