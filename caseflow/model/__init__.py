"""A policy as plain, checked data: no files, no decisions, no pictures."""

from caseflow.model.condition import Condition, Group, Test, tests_of
from caseflow.model.content import (
    Checklist,
    Clause,
    Definition,
    Dispute,
    Document,
    Finding,
    Item,
    Principle,
    Rung,
    Term,
)
from caseflow.model.people import Role, Service, Team
from caseflow.model.policy import Fallback, Policy, PolicyFile
from caseflow.model.rules import (
    Discretion,
    Duty,
    JointWork,
    Moment,
    Record,
    Route,
    Rule,
    SharedSteps,
    Stay,
    Step,
    Transfer,
)
from caseflow.model.time import Amount, Deadline, WeeklyTime
from caseflow.model.vocabulary import Concept, Event, Fact, Theme, Vocabulary

__all__ = [
    "Amount",
    "Checklist",
    "Clause",
    "Concept",
    "Condition",
    "Deadline",
    "Definition",
    "Discretion",
    "Dispute",
    "Document",
    "Duty",
    "Event",
    "Fact",
    "Fallback",
    "Finding",
    "Group",
    "Item",
    "JointWork",
    "Moment",
    "Policy",
    "PolicyFile",
    "Principle",
    "Record",
    "Role",
    "Route",
    "Rule",
    "Rung",
    "Service",
    "SharedSteps",
    "Stay",
    "Step",
    "Team",
    "Term",
    "Test",
    "Theme",
    "Transfer",
    "Vocabulary",
    "WeeklyTime",
    "tests_of",
]
