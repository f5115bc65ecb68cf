"""Whether marks lie inside their picture."""

import pandas as pd


def all_between(marks: pd.DataFrame, low: float, high: float) -> bool:
    """Return whether every figure lies there; marks have none where they need none."""
    return bool((marks.isna() | ((marks >= low) & (marks <= high))).all(axis=None))
