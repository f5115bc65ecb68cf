"""Icons for home screens, drawn from `components/assets/icon.svg`: `python -m tests.rig.icons`."""

from pathlib import Path

import vl_convert

from components.web.home_screen import ICONS
from tests.rig.server import ROOT

ASSETS = ROOT / "components" / "assets"
DRAWING = ASSETS / "icon.svg"


def drawn(size: int) -> bytes:
    """Return the icon as PNG, ``size`` pixels wide and high."""
    return vl_convert.svg_to_png(DRAWING.read_text("utf-8"), scale=size / 512, ppi=72)


def main(folder: Path = ASSETS) -> None:
    """Write each icon beside the drawing."""
    for name, size in ICONS.items():
        (folder / name).write_bytes(drawn(size))


if __name__ == "__main__":
    main()
