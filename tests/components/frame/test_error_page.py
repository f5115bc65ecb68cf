from streamlit.testing.v1 import AppTest

from components.web.quiet_log import code_of
from data.errors import VaultBusy


def shown_for(error: Exception) -> str:
    def page(failure: Exception) -> None:
        from components.frame.error_page import tell

        assert tell(failure)

    app = AppTest.from_function(page, args=(error,)).run()
    assert not app.exception
    return str(app.error[0].value)


def test_a_failure_with_a_sentence_of_its_own_is_shown_in_that_sentence() -> None:
    assert shown_for(VaultBusy()).replace("\\", "") == VaultBusy().sentence


def test_any_other_failure_is_a_calm_sentence_with_the_code_in_the_log() -> None:
    error = ValueError("a most private sentence")
    sentences = shown_for(error)
    assert "Everything that was saved is safe" in sentences
    assert code_of(error) in sentences
    assert "private" not in sentences
