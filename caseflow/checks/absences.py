"""Cases that cannot have a figure at all, as an unborn child has no age."""

from __future__ import annotations

from caseflow.model import Condition, Group, Policy, tests_of

ABSENT = -1
"""What stands for a figure that a case does not have, such as the age of an unborn child."""


def absences(policy: Policy) -> dict[str, list[Condition]]:
    """Return, for each figure, the cases that have none.

    The vocabulary says so by calling a case impossible together with the figure being nought or
    more: an unborn child has no age.
    """
    found: dict[str, list[Condition]] = {}
    for impossible in policy.vocabulary.impossible:
        tests = tests_of(impossible.case)
        for test in tests:
            if test.operator == "at_least" and test.number == 0:
                rest = tuple(other for other in tests if other is not test)
                found.setdefault(test.fact, []).append(Group("all", rest))
    return found
