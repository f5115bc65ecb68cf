"""The two pictures in components/how_fit_works/text.md, made from the example: `make screenshots`.

The page of the same name draws them live; what stands in docs/ is for reading without the app.
Their words are those that the page gives to whoever does not see them.
"""

import re
from typing import Final

from components.charts import canvas, dots, profile
from components.charts.export_sheet import Picture, png
from components.how_fit_works.page import DOTS, PROFILE, TEXT, Excerpt, excerpt

BESIDE: Final = TEXT.parent


def main() -> None:
    """Write both pictures, and their words into the text."""
    drawn = excerpt()
    for name, picture in pictures(drawn).items():
        (BESIDE / name).write_bytes(png([picture]))
    TEXT.write_text(captions(TEXT.read_text("utf-8"), drawn.says()), "utf-8")


def captions(text: str, says: dict[str, str]) -> str:
    """Return the text with each of its pictures told in these words."""
    return re.sub(r"!\[.*\]\((.+)\)", lambda found: f"![{says[found[1]]}]({found[1]})", text)


def pictures(drawn: Excerpt) -> dict[str, Picture]:
    """Return each picture by its file, in light colours."""
    need = drawn.block[0].cell.dimension.name
    return {
        PROFILE: Picture(
            need,
            canvas.prepared(profile.draw, "light", tall=profile.height(drawn.block)),
            profile.rows(drawn.block, "light"),
        ),
        DOTS: Picture(
            "How right the next sessions may be",
            canvas.prepared(dots.draw, "light", tall=dots.height(drawn.columns)),
            dots.rows(drawn.columns, "light"),
        ),
    }


if __name__ == "__main__":
    main()
