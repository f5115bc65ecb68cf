"""Browser scripts of ours: each part that is named has its files, and each file its part."""

from components.widgets.browser_script import _LOOKS
from tests.rig.server import ROOT

ASSETS = ROOT / "components/assets"


def test_each_part_has_its_script_and_each_script_is_a_part() -> None:
    assert {path.stem for path in ASSETS.glob("*.js")} == _LOOKS.keys()


def test_a_part_with_a_look_of_its_own_has_the_sheet() -> None:
    for look in filter(None, _LOOKS.values()):
        assert (ASSETS / f"{look}.css").exists()
