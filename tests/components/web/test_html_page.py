"""Pages beside the app: what is put into them is text, and they hold all that they need."""

import re

import pytest

from components.web.html_page import html_page, inline_source
from tests.rig.server import ROOT


def test_what_is_put_into_a_page_is_text_and_never_html() -> None:
    page = html_page("lock_unclear.html.jinja", 503, sentence="<script>1 & 2</script>")
    assert page.status_code == 503
    assert b"&lt;script&gt;1 &amp; 2&lt;/script&gt;" in page.body
    assert page.headers["cache-control"] == "private, no-store"


def test_a_page_loads_nothing_and_its_style_is_the_one_a_policy_names() -> None:
    text = bytes(html_page("share.html.jinja", referrer="no-referrer").body).decode()
    assert not re.search(r"\b(src|href)=\"(?!/)", text)
    assert '<meta name="referrer" content="no-referrer">' in text
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(styles) == len(inline_source("layout.css", "share.css").split()) == 2


@pytest.mark.parametrize("folder", ["components/web", "components/shared_page"])
def test_html_stands_in_templates_and_none_in_the_code(folder: str) -> None:
    tag = re.compile(r"</(h1|p|form|div|body|html|label|button)>")
    assert not [path.name for path in (ROOT / folder).glob("*.py") if tag.search(path.read_text())]
