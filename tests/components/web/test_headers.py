import base64
import hashlib
import re
from pathlib import Path

import streamlit

from components.web.headers import content_policy


def test_the_policy_allows_the_page_s_own_scripts_and_no_others() -> None:
    page = (Path(streamlit.__file__).parent / "static/index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    assert len(hashes) == 1, "Streamlit's page changed: look at what its scripts do"
    scripts = re.search(r"script-src ([^;]*)", content_policy())
    assert scripts
    assert scripts[1] == f"'self' 'sha256-{hashes[0]}'"


def test_nothing_may_be_loaded_from_elsewhere() -> None:
    assert content_policy().startswith("default-src 'none'; ")
    assert "http" not in content_policy()
    assert "*" not in content_policy()
    assert "unsafe-eval" not in content_policy()
