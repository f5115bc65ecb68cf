"""The example as one static page: `make demo`, the file that *Share* makes, ready for a web site.

It holds no script and reaches for nothing; `index.html` alone is all there is to publish.
"""

import sys
from datetime import date
from pathlib import Path

from components.shared_page.render import render
from data.example import example_records
from data.sharing.presets import usual_choice
from data.sharing.shared_view import shared_view

BY = "Somebody made up"


def demo(today: date) -> bytes:
    """Return the page: all needs and all therapists of the example, by their code names."""
    records = example_records()
    choice = usual_choice("other", records).model_copy(update={"by": BY})
    return render(shared_view(records, choice, today))


def main() -> int:
    """Write it where it is asked for."""
    file = Path(sys.argv[1])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(demo(date.today()))
    print(f"The example, as one page: {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
