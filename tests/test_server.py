"""The handbook is served on this machine only, rebuilt on a change, and survives a bad one."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from caseflow import server
from caseflow.errors import CaseflowError, UnreadableInput


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A site that is 'built' by copying one watched file; a file that says 'bad' cannot be."""
    source, site = tmp_path / "docs", tmp_path / "site"
    source.mkdir()
    (source / "page.txt").write_text("first")

    def build(out: Path, **_: Any) -> SimpleNamespace:
        words = (source / "page.txt").read_text()
        if words == "bad":
            raise CaseflowError("bad input")
        out.mkdir(exist_ok=True)
        (out / "index.html").write_text(f"<html><body>{words}</body></html>")
        return SimpleNamespace(pages=1, seconds=0.0, no_lab="")

    monkeypatch.setattr(server, "build", build)
    monkeypatch.setattr(server, "watch_paths", lambda: (source,))
    return SimpleNamespace(source=source, site=site, port=free_port())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(port: int, wanted: str) -> str:
    """Return the page once it says what is wanted, or what it says after ten seconds."""
    text = ""
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if wanted in text:
            break
        time.sleep(0.1)
    return text


def test_a_change_is_rebuilt_and_a_bad_one_leaves_the_last_good_page(built: Any) -> None:
    told: list[str] = []
    arguments = (built.site, built.port, told.append)
    threading.Thread(target=server.serve_site, args=arguments, daemon=True).start()
    assert "first" in page(built.port, "first")
    (built.source / "page.txt").write_text("bad")
    for _ in range(100):
        if any("bad input" in line for line in told):
            break
        time.sleep(0.1)
    assert any("The last good handbook is still shown" in line for line in told)
    assert "first" in page(built.port, "first")
    (built.source / "page.txt").write_text("second")
    assert "second" in page(built.port, "second")
    assert any("127.0.0.1" in line for line in told)


def test_a_port_that_is_taken_is_told_in_plain_words(built: Any) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", built.port))
        other.listen()
        with pytest.raises(UnreadableInput, match="Choose another with --port"):
            server.serve_site(built.site, built.port, lambda _: None)


def test_the_server_is_for_this_machine_alone() -> None:
    assert server.HOST == "127.0.0.1"
