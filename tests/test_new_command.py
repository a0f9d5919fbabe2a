"""A publication begun with `muniment new` is complete at once, and has nothing of our edition."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from builders.cli import main
from builders.cli.new import EXAMPLE, WORKFLOW
from builders.inputs.settings import read_settings
from tests.conftest import PROJECT
from tests.publication import digests

OURS = YAML(typ="safe").load(PROJECT / "mkdocs.yml")["site_name"]
IDS = [path.stem for path in (PROJECT / "site_src/sources").glob("*/*.txt")]
NAMES = (
    "letters-from-home",
    "Papers-of-the-Ottoman-Navy",
    "家书",
    'Brev "hjem": 1871 #2',
    "it's 100% – {title}",
)


def said(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return result.output


def test_a_new_publication_builds_without_a_warning_and_has_nothing_of_ours(
    tmp_path: Path,
) -> None:
    root = tmp_path / "letters-from-home"
    said("new", str(root))
    told = said("build", "--project", str(root))
    assert "warning" not in told
    assert "pages from 1 source (" in told
    assert "0 errors, 0 warnings" in said("check", "--strict", "--project", str(root))
    pages = [path.read_text() for path in (root / "site").rglob("*.html")]
    assert len(pages) > 20
    assert all("Letters from home" in page for page in pages)
    assert [name for name in (OURS, *IDS) if any(f"{name}<" in page for page in pages)] == []
    assert not (root / "site/assets/img/card.png").exists()
    source = (root / "site/sources/example-1871/index.html").read_text()
    assert 'id="note-winter-oil"' in source
    assert "Letter to Trinity House" in source
    assert "Recipient of" in (root / "site/organizations/trinity-house/index.html").read_text()
    assert "unregistered" not in said("check", "--all", "--project", str(root))
    built = digests(root / "site")
    said("zip", "--project", str(root))
    assert (root / "letters-from-home.zip").exists()
    assert digests(root / "site") == built


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_any_name_gives_the_title(tmp_path: Path, name: str) -> None:
    said("new", str(tmp_path / name))
    settings, problems = read_settings(tmp_path / name)
    assert problems == []
    title = name.replace("-", " ")
    assert settings.name == title[0].upper() + title[1:]
    archive = re.search(r"# offline: (\S+)\.zip #", (tmp_path / name / "mkdocs.yml").read_text())
    assert archive
    assert "%" not in archive[1], "a link to it would lead to another name"


def test_a_repository_with_only_a_readme_can_become_a_publication(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("# Letters\n")
    said("new", str(tmp_path))
    assert (tmp_path / "README.md").read_text() == "# Letters\n"


def test_a_logo_an_icon_and_colours_of_ones_own_are_in_every_page(tmp_path: Path) -> None:
    root = tmp_path / "letters"
    said("new", str(root))
    frame = root / "mkdocs.yml"
    settings = frame.read_text(encoding="utf-8")
    without = said("build", "--project", str(root))
    assert "mu-mast-logo" not in (root / "site/index.html").read_text(encoding="utf-8")
    assert "warning" not in without
    for name in ("# logo:", "# favicon:", "# - assets/css/own.css"):
        assert name in settings
        settings = settings.replace(name, name.removeprefix("# "))
    frame.write_text(settings, encoding="utf-8")
    for name in ("img/own-logo.svg", "img/own-icon.svg", "css/own.css"):
        (root / "site_src/assets" / name).write_text(
            "<svg/>" if name.endswith("svg") else ":root {}"
        )
    said("build", "--project", str(root))
    page = (root / "site/sources/example-1871/index.html").read_text(encoding="utf-8")
    assert '<img class="mu-mast-logo" src="../../assets/img/own-logo.svg" alt="">' in page
    assert '<link rel="icon" href="../../assets/img/own-icon.svg" type="image/svg+xml">' in page
    assert "../../assets/css/own.css" in page


@pytest.mark.parametrize("there", ["mkdocs.yml", ".gitignore", "site_src/sources/a.txt"])
def test_new_overwrites_no_existing_file(tmp_path: Path, there: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine\n")
    before = digests(tmp_path)
    told = said("new", str(tmp_path), status=1)
    assert there.split("/", maxsplit=1)[0] in told
    assert digests(tmp_path) == before


def test_renew_replaces_templates_and_assets_and_nothing_else(
    tmp_path: Path,
) -> None:
    assert "without --renew" in said("new", "--renew", str(tmp_path), status=1)
    said("new", str(tmp_path))
    whole = digests(tmp_path)
    workflow = tmp_path / ".github/workflows/publish.yml"
    workflow.write_text(workflow.read_text().replace("  ref: ", f"  ref: {'0' * 40} # was "))
    (tmp_path / "site_src/templates/source.html").write_text("old")
    (tmp_path / "site_src/schemas/people.schema.json").unlink()
    (tmp_path / "site_src/templates/theme/404.html").unlink()
    own = {
        tmp_path / "site_src/assets/img/own.svg": "<svg/>",
        tmp_path / "site_src/pages/index.md": "# Mine\n",
    }
    for path, text in own.items():
        path.write_text(text)
    said("new", "--renew", str(tmp_path))
    now = digests(tmp_path)
    assert {Path(name) for name in now if now[name] != whole.get(name)} == {*own, workflow}
    assert "0" * 40 not in workflow.read_text()


def test_renew_does_not_restore_deleted_templates_and_assets(tmp_path: Path) -> None:
    said("new", str(tmp_path))
    for name in ("site_src/assets/js", "site_src/templates/insertions"):
        shutil.rmtree(tmp_path / name)
    (tmp_path / "site_src/templates/source.html").unlink()
    left = digests(tmp_path)
    said("new", "--renew", str(tmp_path))
    assert digests(tmp_path) == left


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True)  # noqa: S603  # commands of these tests
    return done.stdout.strip()


def test_the_workflow_uses_the_commit_that_began_the_publication(tmp_path: Path) -> None:
    said("new", str(tmp_path))
    known = (PROJECT / ".git").exists() and shutil.which("git")
    commit = run(PROJECT, "git", "rev-parse", "HEAD") if known else "main"
    assert f"          ref: {commit}\n" in (tmp_path / WORKFLOW).read_text()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_changes_no_line_end_of_a_source(tmp_path: Path) -> None:
    said("new", str(tmp_path))
    run(tmp_path, "git", "init", "--quiet")
    # As GitHub Desktop writes it into every folder.
    (tmp_path / ".gitattributes").write_text("* text=auto\n")
    for path in ("site_src/sources/letters/a.txt", "site_src/facsimiles/a/1.svg"):
        assert run(tmp_path, "git", "check-attr", "text", path) == f"{path}: text: unset"


def test_a_wheel_begins_the_same_publication_as_a_clone(tmp_path: Path) -> None:
    """The wheel contains the templates, and does not take a repository around it for its own."""
    pytest.importorskip("hatchling")
    build = ("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    run(PROJECT, sys.executable, *build)
    (wheel,) = tmp_path.glob("*.whl")
    if shutil.which("git"):
        own = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        run(tmp_path, "git", "init", "--quiet")
        run(tmp_path, "git", *own, "commit", "--quiet", "--allow-empty", "--message=A")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    run(installed, sys.executable, "-m", "builders", "new", str(tmp_path / "a/letters"))
    assert "          ref: main\n" in (tmp_path / "a/letters" / WORKFLOW).read_text()

    said("new", str(tmp_path / "b/letters"))
    for name in "ab":
        (tmp_path / name / "letters" / WORKFLOW).unlink()
    begun = [tmp_path / name / "letters" for name in "ab"]
    files = [[Path(one).relative_to(folder) for one in digests(folder)] for folder in begun]
    assert files[0] == files[1]
    assert [*digests(begun[0]).values()] == [*digests(begun[1]).values()]


def names_in(nav: list[dict[str, Any]]) -> Iterator[str]:
    """The titles of a navigation, with those in its sections."""
    for entry in nav:
        for title, target in entry.items():
            yield title
            yield from names_in(target) if isinstance(target, list) else ()


def test_every_section_has_a_chinese_name() -> None:
    """The names are shown as soon as `interface` includes zh."""
    settings = YAML(typ="safe").load(EXAMPLE / "mkdocs.yml")
    assert set(names_in(settings["nav"])) == set(settings["extra"]["sections_zh"])


def test_the_title_is_written_in_one_place_only(tmp_path: Path) -> None:
    root = tmp_path / "letters"
    said("new", str(root))
    mkdocs = root / "mkdocs.yml"
    mkdocs.write_text(mkdocs.read_text().replace('site_name: "Letters"', "site_name: Amalie"))
    said("build", "--project", str(root))
    page = (root / "site/index.html").read_text()
    assert "<h1>Amalie</h1>" in page
    assert "<title>Amalie</title>" in page
    assert "Letters" not in page
