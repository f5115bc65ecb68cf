"""A goal while it is typed: its name and the words for its ends, kept in the vault until saved."""

from pydantic import BaseModel, ConfigDict

from components.widgets.draft import Draft

FIELDS = {
    "name": "What would you like to see change?",
    "low_end": "0 is",
    "high_end": "10 is",
}


class TypedGoal(BaseModel):
    """Fields of a goal as typed. ``key`` None: a new one; ``revision``: what is being edited."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: str | None = None
    revision: int | None = None
    name: str = ""
    low_end: str = ""
    high_end: str = ""


def goal_draft(key: str | None) -> Draft[TypedGoal]:
    """Return the draft of one goal, of a new one for None."""
    return Draft(TypedGoal, f"goal:{key or 'new'}", lambda typed: typed.name or typed.low_end)
