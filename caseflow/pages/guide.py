"""The trainer's guide: a session plan and the model answers of every notebook, from one source.

No answer is written down: each is worked out from the policies when the guide is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from caseflow.answers import solve
from caseflow.model import Policy
from caseflow.model.lesson import Exercise
from caseflow.pages._page import Book, Page
from caseflow.pages._render import render
from caseflow.pages._worked import Worked
from caseflow.pages.examples import SECTION

PATH = "trainers-guide.html"


def pages(book: Book) -> Iterator[Page]:
    """Yield the guide; nothing where there is no notebook."""
    if book.worked:
        policies = {policy.policy: policy for policy in book.policies}
        yield Page(
            path=PATH,
            title="Trainer’s guide: session plans and model answers",
            nav="Trainer’s guide",
            body=guide(book.worked, policies),
            description="How to run a session with each worked example, with model answers.",
            section=(SECTION,),
            aliases=("trainer", "teaching", "session plan", "model answers", "solutions"),
            boost=0.5,
        )


def guide(worked: Iterable[Worked], policies: Mapping[str, Policy]) -> str:
    """Return the guide as Markdown."""
    parts = [
        (one, [_model(exercise, one, policies) for exercise in one.lesson.exercises])
        for one in worked
    ]
    text = render("trainers-guide", parts=parts)
    return text.replace("&#34;", '"').replace("&#39;", "'")  # plain in Markdown


def _model(exercise: Exercise, one: Worked, policies: Mapping[str, Policy]) -> dict[str, object]:
    policy = policies[exercise.case.policy]
    solved = solve(exercise, policy)
    heading, _, question = one.questions[exercise.id].strip().partition("\n")
    usual = [(_called(exercise, policy, name), hint) for name, hint in exercise.wrong.items()]
    return {
        "title": heading.lstrip("# "),
        "question": Markup(question.strip()),  # noqa: S704  # our own notebook, in Markdown
        "answer": solved.words,
        "right": exercise.right,
        "clauses": [policy.clause_label(clause) for clause in solved.clauses],
        "council": policy.council,
        "usual": usual,
        "hint": exercise.hint,
    }


def _called(exercise: Exercise, policy: Policy, name: str) -> str:
    is_team = exercise.asks in ("to", "team")
    return policy.team(name).name if is_team else name
