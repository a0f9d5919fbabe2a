"""A build with nothing to do does nothing; any change is a reason to build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.leaks.originals import ORIGINALS_FOLDER
from builders.storage.replacing import write_atomically
from builders.storage.store import FOLDER
from builders.storage.unchanged import NAME, last_site
from builders.typeset import families
from tests.publication import new_publication

NOTHING = "Nothing has changed"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_publication(tmp_path)
    # It may be anywhere in the project.
    (root / "letters.ttf").write_bytes((families.FONTS / families.REGULAR).read_bytes())
    with (root / "site_src/publication.yml").open("a") as settings:
        settings.write("\ncard_font: letters.ttf\n")
    return root


def build(root: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["build", "--project", str(root), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_second_build_does_nothing_and_repeats_the_warnings(root: Path) -> None:
    (root / "references.bib").write_text(
        "@misc{a-work,\n  title = {A work},\n  year = {2000},\n  url = {https://example.org/},\n"
        "  colour = {red}\n}\n"
    )
    first, second = build(root), build(root)
    assert NOTHING not in first
    assert NOTHING in second
    assert "unknown-field" in first
    assert "unknown-field" in second


CHANGES: dict[str, Callable[[Path], object]] = {
    "a source": lambda root: (root / "site_src/sources/text/second.txt").write_text("Words.\n"),
    "a style": lambda root: (root / "site_src/assets/css/more.css").write_text("p {}"),
    "a setting": lambda root: (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text() + "\ncopyright: Nobody\n"
    ),
    "a page of the site is gone": lambda root: (root / "site/index.html").unlink(),
    "a page of the site was edited": lambda root: (root / "site/index.html").write_text("x"),
    "a file stands in the site": lambda root: (root / "site/more.html").write_text("x"),
    "a file of docs/ is gone": lambda root: (root / "docs/index.md").unlink(),
    "an original of a redacted copy": lambda root: write_atomically(
        root / ORIGINALS_FOLDER / "text/first.txt", b"Words.\n"
    ),
    "the font of the cards": lambda root: (root / "letters.ttf").write_bytes(
        (families.FONTS / families.SEMIBOLD).read_bytes()
    ),
    "the works": lambda root: (root / "references.bib").write_text(""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_a_reason_to_build(root: Path, change: str) -> None:
    build(root)
    CHANGES[change](root)
    assert NOTHING not in build(root)
    assert NOTHING in build(root)
    assert (root / "site/index.html").read_text() != "x"
    assert not (root / "site/more.html").exists()


def test_a_copy_of_a_project_has_a_site_of_its_own(root: Path, tmp_path: Path) -> None:
    build(root)
    copy = tmp_path.with_name(f"{tmp_path.name}-copy")
    shutil.copytree(root, copy)
    assert last_site(root) == root / "site"
    assert last_site(copy) == copy / "site"


def test_a_build_without_any_change_can_be_forced(root: Path) -> None:
    build(root)
    assert NOTHING not in build(root, "--again")


def test_with_a_hook_of_ones_own_no_build_is_left_out(root: Path) -> None:
    (root / "hook.py").write_text("def on_post_build(**_):\n    pass\n")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("hooks:\n", "hooks:\n  - hook.py\n"))
    build(root)
    assert NOTHING not in build(root)


def test_a_build_that_cannot_be_recorded_is_made_each_time(root: Path) -> None:
    (root / FOLDER / NAME).mkdir(parents=True)
    build(root)
    assert NOTHING not in build(root)
    assert (root / "site/index.html").is_file()
