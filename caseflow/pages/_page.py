"""What a page is, before any file is written: its place, its words and its HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from caseflow.checks import Result
from caseflow.model import Policy, Vocabulary

if TYPE_CHECKING:
    from caseflow.pages._worked import Worked

ROOT = "handbook"
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”", "`": "‘"})


@dataclass(frozen=True)
class Page:
    """One page of the handbook; ``body`` is Markdown headings of ours between blocks of HTML."""

    path: str
    """Its address from the site's root, such as ``handbook/anytown/gaps.html``."""
    title: str
    """What a search result shows: council and topic."""
    nav: str
    """The few words of the navigation."""
    body: str
    description: str
    section: tuple[str, ...] = ()
    """The headings of the navigation above it, outermost first."""
    aliases: tuple[str, ...] = ()
    """Other words that people look for it by."""
    boost: float = 1
    """How far up it stands among equal search results."""
    hide: tuple[str, ...] = ()
    """Parts of the theme left out: ``navigation``, ``toc``, ``path``, ``footer``."""
    running: str = ""
    """What stands at the top of each sheet when it is printed: whose, which document, its date."""

    whose: str = ""
    """The council whose words are used on it, on a page outside that council's folder."""

    @property
    def source(self) -> str:
        """The Markdown file it is written to."""
        return self.path.removesuffix(".html") + ".md"


@dataclass(frozen=True)
class Drawing:
    """A map: SVG to stand inside its own page, its links seen from there, and SVG by itself.

    A page holds a picture of the file; when the site is mended, ``svg`` takes the picture's place.
    """

    policy: str
    name: str
    title: str
    svg: str
    alone: str

    @property
    def path(self) -> str:
        """The address of the map by itself, from the site's root."""
        return f"{ROOT}/{self.policy}/maps/{self.name}.svg"


@dataclass(frozen=True)
class Book:
    """Everything pages are made from: the policies, and their maps by policy and name."""

    policies: tuple[Policy, ...]
    drawings: Mapping[str, Mapping[str, Drawing]] = field(default_factory=dict)
    results: Mapping[str, tuple[Result, ...]] = field(default_factory=dict)
    """What the checks proved of each policy."""
    worked: tuple[Worked, ...] = ()
    """The notebooks that have been executed, in the order of the navigation."""
    lab: bool = False
    """Whether the site has a lab, in which notebooks run."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words all policies share."""
        return self.policies[0].vocabulary

    def proved(self, policy: Policy) -> tuple[Result, ...]:
        """Return what the checks proved of a policy."""
        return self.results.get(policy.policy, ())

    def drawing(self, policy: Policy, name: str) -> Drawing | None:
        """Return a map by its name, or None where it has not been drawn."""
        return self.drawings.get(policy.policy, {}).get(name)


def short_council(council: str) -> str:
    """Return a council's name without the kind of council, for tabs and titles."""
    kinds = r"(City|County|Borough|District|Metropolitan)"
    return re.sub(rf"(\s+{kinds}){{0,2}}\s+Council$", "", council) or council


def plain_title(text: str) -> str:
    """Return words that are safe where the theme does not escape: no markup can be made of them."""
    one_line = " ".join(text.split()).translate(_LOOKALIKES)
    return re.sub(r"&(?!\s)", "&amp;", one_line)


def nothing() -> Markup:
    """Return no HTML at all."""
    return Markup("")
