"""An address as a QR code, drawn here: what is in it goes to nobody."""

from io import BytesIO

import segno

QUIET = 4
"""Light modules around the code; with fewer some cameras do not find it."""


def qr(address: str) -> str:
    """Return the QR code of an address as SVG, dark on light in both themes."""
    drawn = BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", scale=6, border=QUIET, xmldecl=False, light="white")
    return drawn.getvalue().decode()
