"""What every test shares: a small fictional policy, and property tests that are repeatable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from caseflow.loader import load_file
from caseflow.model import Policy

DATA = Path(__file__).parent / "data"

settings.register_profile("caseflow", deadline=None, derandomize=True)
settings.load_profile("caseflow")


@pytest.fixture(scope="session")
def testshire() -> Policy:
    """A fictional council's policy, small enough to read in a minute."""
    return load_file(DATA / "testshire.yaml")
