"""One built site and one Chromium for all browser tests: every policy, and a hostile one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Error, sync_playwright

from caseflow.errors import CaseflowError
from caseflow.library import councils
from caseflow.loader import POLICIES
from caseflow.site.browser import find_browser
from caseflow.site.build import Project, build
from tests.browser.serving import serving

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The whole handbook, with a made-up council whose words try to be markup.

    The first process that asks builds it for all. CASEFLOW_SITE names a folder with such a site,
    to spare building it while a test is written.
    """
    if named := os.environ.get("CASEFLOW_SITE"):
        return Path(named)
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "handbook"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "site").is_dir():
            _build(folder)
    return folder / "site"


def _build(folder: Path) -> None:
    policies = folder / "policies"
    for council in councils():
        shutil.copytree(POLICIES / council, policies / council)
    (policies / "anytown").mkdir(parents=True)
    shutil.copy(HERE / "anytown.yaml", policies / "anytown" / "2024-03.yaml")
    build(folder / "site", project=Project(ROOT, policies, folder / "cache"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window; a missing one fails, it does not skip."""
    with sync_playwright() as playwright:
        try:
            own = find_browser()
            opened = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
        except (CaseflowError, Error) as error:
            pytest.fail(f"No Chromium can be started. {error}")
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address at which the site is served on this machine."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def page_types(site: Path) -> list[str]:
    """One page of every type, of the made-up council in which everything occurs."""
    own = (
        *("index", "teams/door", "transfers/door-to-long-term", "transfers/long-term-out"),
        *("rules", "checklists/index", "checklists/ready", "timescales", "disputes"),
        *("joint-work", "re-referrals", "gaps", "clauses", "glossary", "principles"),
        *("find", "dates"),
    )
    shared = (
        *("index", "handbook/compare/index", "handbook/compare/re-referral", "handbook/terms"),
        *("handbook/checks/index", "handbook/checks/gap", "handbook/checks/known"),
        *("handbook/examples/index", "handbook/examples/nottingham", "trainers-guide"),
        *("about", "accessibility", "policy-format", "how-to/change-a-deadline"),
    )
    pages = [*(f"{name}.html" for name in shared), *(f"handbook/anytown/{n}.html" for n in own)]
    firsts = (
        min((site / f"handbook/{of}").glob("*.html")) for of in ("concepts", "anytown/silent")
    )
    pages += [path.relative_to(site).as_posix() for path in firsts]
    missing = [page for page in pages if not (site / page).is_file()]
    assert not missing
    return pages
