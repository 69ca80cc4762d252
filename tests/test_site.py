"""The site is built whole or not at all, the same each time, and only where it may be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caseflow.errors import BuildFailed, CaseflowError, UnreadableInput
from caseflow.site import build as site_module
from caseflow.site.build import Project, build, watch_paths
from caseflow.site.maps import stale_maps, write_maps
from caseflow.site.mend import broken_links, mended
from caseflow.site.swap import MARKER, check_out, only_one, recover, spare, swap

HERE = Path(__file__).parent
ROOT = HERE.parent


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with what it holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two made-up councils and a cache of its own."""
    folder = tmp_path_factory.mktemp("project")
    for name, dated, source in (
        ("anytown", "2024-03", HERE / "browser" / "anytown.yaml"),
        ("testshire", "2024-04", HERE / "data" / "testshire.yaml"),
    ):
        (folder / "policies" / name).mkdir(parents=True)
        shutil.copy(source, folder / "policies" / name / f"{dated}.yaml")
    return Project(ROOT, folder / "policies", folder / "cache")


@pytest.fixture(scope="module")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the two made-up councils."""
    return build(tmp_path_factory.mktemp("out") / "site", project=project).out


def test_every_link_and_anchor_of_the_site_leads_somewhere(built: Path) -> None:
    assert broken_links(built) == []


def test_each_map_stands_in_its_page_and_by_itself(built: Path) -> None:
    for path in built.glob("handbook/*/t*/*.html"):
        assert "data-map" not in path.read_text(encoding="utf-8")
    overview = (built / "handbook" / "testshire" / "index.html").read_text(encoding="utf-8")
    assert '<div class="cf-drawing"' in overview
    assert (built / "handbook" / "testshire" / "maps" / "pathway.svg").is_file()


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a id="x" href="b.html#y"><a href="#x"><a href="c.html">')
    (tmp_path / "b.html").write_text('<p id="z"></p><p id="z"></p>')
    assert broken_links(tmp_path) == [
        "b.html: the id 'z' is used twice",
        "a.html: b.html#y",
        "a.html: c.html",
    ]


def test_no_file_of_the_site_asks_another_host_for_anything(built: Path) -> None:
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for part in ('src="http', "src='http", '<link rel="stylesheet" href="http', "@import"):
            assert part not in text, path


def test_two_builds_from_nothing_are_byte_for_byte_the_same(
    project: Project, built: Path, tmp_path: Path
) -> None:
    again = Project(project.root, project.policies, tmp_path / "cache")
    assert contents(build(tmp_path / "site", project=again).out) == contents(built)


def test_a_second_build_writes_no_source_again(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert build(out, ["testshire"], project=project).written > 0
    assert build(out, ["testshire"], project=project).written == 0


def test_a_quick_build_is_the_same_as_a_full_one(project: Project, tmp_path: Path) -> None:
    changing = tmp_path / "policies"
    shutil.copytree(project.policies, changing)
    mine = Project(ROOT, changing, tmp_path / "cache")
    build(tmp_path / "site", project=mine)
    time.sleep(0.02)
    path = changing / "testshire" / "2024-04.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("within: 5 working days", "within: 6 working days"), "utf-8")
    report = build(tmp_path / "site", project=mine, quick=True)
    assert 0 < report.written < report.pages / 2
    full = build(tmp_path / "other", project=Project(ROOT, changing, tmp_path / "cache-2"))
    assert contents(tmp_path / "site") == contents(full.out)


def test_a_policy_with_a_mistake_leaves_the_last_site_as_it_was(
    built: Path, project: Project, tmp_path: Path
) -> None:
    out, bad = tmp_path / "site", tmp_path / "policies" / "testshire"
    shutil.copytree(built, out)
    bad.mkdir(parents=True)
    text = (project.policies / "testshire" / "2024-04.yaml").read_text(encoding="utf-8")
    (bad / "2024-04.yaml").write_text(text.replace("stage: 0", "stagge: 0"), encoding="utf-8")
    before = contents(out)
    with pytest.raises(UnreadableInput):
        build(out, project=Project(ROOT, bad.parent, tmp_path / "cache"))
    assert contents(out) == before


@pytest.mark.parametrize("where", ["_mkdocs", "mend", "_check_links", "swap"])
def test_a_build_that_fails_anywhere_leaves_the_last_site_as_it_was(
    built: Path, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    out = tmp_path / "site"
    shutil.copytree(built, out)
    before = contents(out)

    def fail(*args: object, **_named: object) -> None:
        raise BuildFailed("no")

    monkeypatch.setattr(site_module, where, fail)
    with pytest.raises(BuildFailed):
        build(out, ["testshire"], project=project)
    assert contents(out) == before
    assert not spare(out, "new").exists()


def test_a_build_that_is_killed_leaves_the_last_site_as_it_was(
    built: Path, project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    shutil.copytree(built, out)
    before = contents(out)
    code = (
        "import sys; from pathlib import Path; from caseflow.site.build import Project, build;"
        "a = [Path(x) for x in sys.argv[1:]]; print('go', flush=True);"
        "build(a[0], ['testshire'], project=Project(*a[1:]))"
    )
    given = [str(p) for p in (out, project.root, project.policies, tmp_path / "cache")]
    command = [sys.executable, "-c", code, *given]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for delay in (0.2, 0.9):
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(delay)
            process.kill()
        assert contents(out) == before


def test_a_kill_between_the_two_renames_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "site"
    old, new = spare(out, "old"), spare(out, "new")
    for folder in (old, new):
        folder.mkdir()
    (old / MARKER).write_text("")
    recover(out)
    assert (out / MARKER).is_file()
    assert not old.exists()
    assert not new.exists()


def test_a_finished_site_takes_the_place_of_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for exchange in (True, False):
        out, new = tmp_path / f"site-{exchange}", tmp_path / f"new-{exchange}"
        for folder, word in ((out, "old"), (new, "new")):
            folder.mkdir()
            (folder / "index.html").write_text(word)
        if not exchange:
            monkeypatch.setattr("caseflow.site.swap._exchange", lambda one, other: False)
        swap(new, out)
        assert (out / "index.html").read_text() == "new"
        assert not new.exists()


@pytest.mark.parametrize("out", [ROOT, ROOT.parent, ROOT / "docs", ROOT / "docs" / "x", HERE])
def test_the_projects_own_folders_are_refused(out: Path) -> None:
    with pytest.raises(CaseflowError):
        check_out(out, ROOT)


def test_a_folder_with_other_peoples_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_text("")
    with pytest.raises(CaseflowError, match="left alone"):
        check_out(tmp_path, ROOT)


def test_a_link_or_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("")
    for name in ("link", "file"):
        with pytest.raises(CaseflowError):
            check_out(tmp_path / name, ROOT)


def test_an_unknown_council_is_refused_by_name(project: Project, tmp_path: Path) -> None:
    for name in ("testshir", "../testshire", ""):
        with pytest.raises(UnreadableInput):
            build(tmp_path / "site", [name], project=project)
    assert not (tmp_path / "site").exists()


def test_two_builds_of_one_site_at_once_are_refused(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(BuildFailed, match="Another build"), only_one(tmp_path):
        pass


def test_a_document_that_links_nowhere_fails_the_build(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copy(ROOT / "docs" / "about.md", root / "docs")
    (root / "docs" / "bad.md").write_text("# Bad\n\n[nowhere](missing.md)\n")
    with pytest.raises(BuildFailed, match=r"missing\.md"):
        build(tmp_path / "site", project=Project(root, project.policies, tmp_path / "cache"))
    assert not (tmp_path / "site").exists()


def test_the_search_index_knows_other_names_and_full_titles(built: Path) -> None:
    index = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["fields"]["aliases"]["boost"] > 1
    entry = next(d for d in index["docs"] if d["location"] == "handbook/testshire/gaps.html")
    assert entry["title"] == "Testshire: gaps and contradictions"
    assert {"open", "questions"} <= set(entry["aliases"].split())
    inlined = (built / "search" / "search_index.js").read_text(encoding="utf-8")
    assert json.loads(inlined.removeprefix("var __index = ")) == index


def test_mended_pages_are_in_british_english_and_name_their_landmarks() -> None:
    page = '<html lang="en" class><nav class="md-nav" data-md-level="2" aria-labelledby="x">'
    wanted = '<html lang="en-GB" class><nav class="md-nav" data-md-level="2" role="none">'
    assert mended(page) == wanted


def test_a_page_that_is_mended_again_stays_as_it_is() -> None:
    once = mended('<label class="md-header__button md-icon" for="__drawer">x</label>')
    assert once.count("<button") == 1
    assert mended(once) == once


def test_maps_are_written_found_stale_and_mended(project: Project, tmp_path: Path) -> None:
    from caseflow.library import load

    policies = [load("testshire", folder=project.policies)]
    out = tmp_path / "diagrams"
    written = write_maps(policies, out, project.cache / "maps")
    assert {path.suffix for path in written} == {".dot"}
    assert stale_maps(policies, out) == []
    (out / "testshire" / "pathway.dot").write_text("old")
    (out / "testshire" / "gone.dot").write_text("old")
    stale = {path.name for path in stale_maps(policies, out)}
    assert stale == {"pathway.dot", "gone.dot"}
    write_maps(policies, out, project.cache / "maps")
    assert stale_maps(policies, out) == []


def test_what_is_watched_exists(project: Project) -> None:
    assert all(path.exists() for path in watch_paths(project))


def test_progress_is_told_in_words(project: Project, tmp_path: Path) -> None:
    told: list[str] = []
    report = build(tmp_path / "site", ["testshire"], progress=told.append, project=project)
    assert told
    assert report.pages > 20
    assert report.maps > 3
