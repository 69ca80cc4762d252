"""Cases that cannot have a figure at all, as an unborn child has no age."""

from __future__ import annotations

from caseflow.model import Condition, Group, Policy

ABSENT = -1
"""What stands for a figure that a case does not have, such as the age of an unborn child."""


def absences(policy: Policy) -> dict[str, list[Condition]]:
    """Return, for each figure, the cases that have none."""
    return {
        fact: [Group("all", tests) for tests in apart]
        for fact, apart in policy.vocabulary.no_figure.items()
    }
