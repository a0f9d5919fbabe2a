"""Redacted words that can be read beside a site: in its repository, or published by a workflow."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.cli.new import EXAMPLE, WORKFLOW
from builders.leaks.reach import reach
from builders.model.redaction import Reach
from builders.problems import Severity
from tests.conftest import PROJECT

SIDECAR = "redactions:\n  - {pattern: email, reason: Private., date: 2026}\n"
COPY = "redactions:\n  - {pattern: email, bars: [1], reason: Private., date: 2026}\n"
JOB = "on: push\njobs:\n  build:\n    steps:\n"


def project(root: Path, *, copy: bool = False) -> Path:
    folder = root / "site_src/sources/text"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("To ██████@██████" if copy else "To a@example.org")
    (folder / "a.yml").write_text(COPY if copy else SIDECAR)
    return root


def workflow(root: Path, *steps: str) -> list[tuple[str, int | None]]:
    path = root / ".github/workflows/publish.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(JOB + "".join(f"      - {step}\n" for step in steps))
    return [(problem.code, problem.line) for problem in reach(root, Reach.SITE)]


def test_an_unredacted_source_is_reported_at_its_redaction(tmp_path: Path) -> None:
    (problem,) = reach(project(tmp_path), Reach.REPOSITORY)
    assert (problem.file, problem.line) == ("site_src/sources/text/a.yml", 2)
    assert (problem.code, problem.severity) == ("unredacted-source", Severity.WARNING)
    assert "muniment redact a" in problem.hint
    assert reach(tmp_path, Reach.SITE) == []


def test_an_unredacted_source_is_reported_once(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "site_src/sources/text/a.txt").write_text("To a@example.org, Ann Other")
    (root / "site_src/sources/text/a.yml").write_text(
        f"{SIDECAR}  - {{quote: Ann Other, reason: Private., what: name, date: 2026}}\n"
    )
    (problem,) = reach(root, Reach.REPOSITORY)
    assert "--all" not in problem.hint
    (root / "site_src/sources/text/b.txt").write_text("To b@example.org")
    (root / "site_src/sources/text/b.yml").write_text(SIDECAR)
    assert ["--all" in one.hint for one in reach(root, Reach.REPOSITORY)] == [True, True]


def test_a_redacted_copy_without_its_original_is_only_a_notice(tmp_path: Path) -> None:
    (problem,) = reach(project(tmp_path, copy=True), Reach.REPOSITORY)
    assert (problem.code, problem.severity) == ("unknown-secret", Severity.NOTICE)


@pytest.mark.parametrize("ignore", [".gitignore", "unredacted/.gitignore"])
def test_originals_that_git_would_commit_are_an_error(tmp_path: Path, ignore: str) -> None:
    root = project(tmp_path, copy=True)
    original = root / "unredacted/text/a.txt"
    original.parent.mkdir(parents=True)
    original.write_text("To a@example.org")
    assert [problem.code for problem in reach(root, Reach.SITE)] == ["unredacted-original"]
    for other in ("# * keeps unredacted/ out\n", "!/unredacted/\n", "old/unredacted/\n"):
        (root / ignore).write_text(other)
        assert [problem.code for problem in reach(root, Reach.SITE)] == ["unredacted-original"]
    for right in ("*\n",) if "/" in ignore else ("/unredacted/\n", "site/\nunredacted/**\n"):
        (root / ignore).write_text(right)
        assert reach(root, Reach.SITE) == []


def test_an_original_that_does_not_match_its_copy_is_an_error(tmp_path: Path) -> None:
    root = project(tmp_path, copy=True)
    original = root / "unredacted/text/a.txt"
    original.parent.mkdir(parents=True)
    original.write_text("Something else.")
    (root / ".gitignore").write_text("unredacted\n")
    (problem,) = reach(root, Reach.SITE)
    assert (problem.code, problem.file) == ("bad-copy", "unredacted/text/a.txt")


@pytest.mark.parametrize(
    "place", ["site_src", ".", "./", "'**'", "site_src/sources/text/*.txt", "unredacted"]
)
def test_a_workflow_that_publishes_unredacted_sources_is_an_error(
    tmp_path: Path, place: str
) -> None:
    upload = f"{{uses: actions/upload-artifact@v4, with: {{path: {place}}}}}"
    found = workflow(project(tmp_path), "run: make site", upload)
    assert set(found) == {("published-original", 6)}


@pytest.mark.parametrize("place", ["site", "'!site_src'", "docs/", "${{ matrix.folder }}"])
def test_a_workflow_that_publishes_only_the_site_is_allowed(tmp_path: Path, place: str) -> None:
    upload = f"{{uses: actions/upload-pages-artifact@v3, with: {{path: '{place}'}}}}"
    assert workflow(project(tmp_path), "run: make site", upload.replace("''", "'")) == []


def test_each_of_several_published_paths_is_checked(tmp_path: Path) -> None:
    upload = "uses: peaceiris/actions-gh-pages@v4\n        with:\n          publish_dir: |\n            site\n            site_src"
    found = workflow(project(tmp_path), "run: muniment build", upload)
    assert found == [("published-original", 8)]


def test_a_workflow_that_publishes_an_unchecked_site_is_a_warning(tmp_path: Path) -> None:
    upload = "{uses: actions/upload-pages-artifact@v3, with: {path: site}}"
    root = project(tmp_path)
    assert workflow(root, "run: mkdocs build", upload) == [("unchecked-site", 6)]
    assert workflow(root, "run: mkdocs build && muniment check --leaks site", upload) == []


def test_the_workflow_of_a_new_publication_checks_its_site(tmp_path: Path) -> None:
    """It builds by `make -C` in the folder of the generator."""
    root = project(tmp_path)
    text = (EXAMPLE / WORKFLOW).read_text(encoding="utf-8")
    (root / WORKFLOW).parent.mkdir(parents=True, exist_ok=True)
    (root / WORKFLOW).write_text(text)
    assert [one for one in reach(root, Reach.REPOSITORY) if one.code == "unchecked-site"] == []
    (root / WORKFLOW).write_text(text.replace(" site OPTIONS", " docs OPTIONS"))
    assert [one.code for one in reach(root, Reach.SITE)] == ["unchecked-site"]


def test_without_redactions_no_workflow_is_a_problem(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "site_src/sources/text/a.yml").unlink()
    upload = "{uses: actions/upload-artifact@v4, with: {path: .}}"
    assert workflow(root, upload) == []


def test_our_own_workflows_publish_only_the_site() -> None:
    assert reach(PROJECT, Reach.SITE) == []
