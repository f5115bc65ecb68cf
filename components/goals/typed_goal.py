"""A goal while it is typed: its name and the words for its ends, kept in the vault until saved."""

from pydantic import BaseModel, ConfigDict

from components.widgets.draft import Draft
from data.model.dimension import OwnDimension

FIELDS = {
    "name": "What would you like to see change?",
    "low_end": "0 is",
    "high_end": "10 is",
}


class GoalWords(BaseModel):
    """Name of a goal and the words for its ends, as typed or as saved."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = ""
    low_end: str = ""
    high_end: str = ""

    @classmethod
    def of(cls, goal: OwnDimension) -> "GoalWords":
        """Return the words of a saved goal."""
        return cls(**goal.model_dump(include=set(FIELDS)))


class TypedGoal(BaseModel):
    """Words of a goal as typed. ``was``: those that are being changed, empty for a new goal.

    Whether notes ask about it is no part of it: turning that is no conflict with what is typed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    was: GoalWords = GoalWords()
    words: GoalWords = GoalWords()

    @classmethod
    def of(cls, goal: OwnDimension | None) -> "TypedGoal":
        """Return what typing begins with, for None of a new goal."""
        words = GoalWords.of(goal) if goal else GoalWords()
        return cls(was=words, words=words)

    def changed(self) -> bool:
        """Return whether anything is typed that is not saved."""
        return self.words != self.was


def goal_draft(key: str | None) -> Draft[TypedGoal]:
    """Return the draft of one goal, of a new one for None."""
    return Draft(TypedGoal, f"goal:{key or 'new'}", TypedGoal.changed)
