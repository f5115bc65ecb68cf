"""Says whether signs of many scripts are drawn apart; without a font all would be one box.

Runs in the image.
"""

from typing import Any

import vl_convert

SIGNS = "aß漢字한あ🙂🌧"


def drawn(sign: str) -> bytes:
    """Return a sign as a picture."""
    looks: dict[str, Any] = {"text": {"value": sign}, "x": {"value": 5}, "y": {"value": 50}}
    mark = {"type": "text", "encode": {"enter": looks | {"fontSize": {"value": 40}}}}
    return vl_convert.vega_to_png({"width": 60, "height": 60, "marks": [mark]})


print(len({drawn(sign) for sign in SIGNS}) == len(SIGNS))
