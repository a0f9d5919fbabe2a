"""A small publication on disk, for tests that build one."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from builders.cli import main
from builders.model.publication import Publication
from builders.problems import Severity
from builders.understand import understand
from tests.conftest import PROJECT

GENERATOR = (
    "mkdocs.yml",
    "docs/.gitignore",
    "builders/mkdocs_hooks.py",
    "site_src/templates",
    "site_src/assets",
)
"""What a publication needs besides its own words."""
WORDS = (
    "site_src/sources",
    "site_src/registers",
    "site_src/pages",
    "site_src/publication.yml",
    "references.bib",
)
"""What makes it this project's edition."""


def new_publication(root: Path, *, edition: bool = False) -> Path:
    """A project that can be built: a minimal publication, or a copy of the edition."""
    for name in (*GENERATOR, *(WORDS if edition else ())):
        source, target = PROJECT / name, root / name
        if not source.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    if not edition:
        _own_words(root)
    return root


def built_publication(root: Path, *, edition: bool = False) -> Path:
    """A new publication, built."""
    new_publication(root, edition=edition)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    return root


def understood_publication(root: Path, files: Mapping[str, str]) -> Publication:
    """A new publication with these files added, understood; it must have no errors."""
    new_publication(root)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    understood = understand(root)
    assert [str(one) for one in understood.problems if one.severity is Severity.ERROR] == []
    return understood.publication


def _own_words(root: Path) -> None:
    """Write the pages that the navigation names, and one source."""
    pages = root / "site_src/pages"
    pages.mkdir(parents=True)
    (pages / "index.md").write_text("# A publication\n\n<!-- muniment: sources -->\n")
    for name in ("method", "how-to-cite"):
        (pages / f"{name}.md").write_text(f"# {name}\n\nNothing yet.\n")
    source = root / "site_src/sources/text/first.txt"
    source.parent.mkdir(parents=True)
    source.write_text("The first source\n\nIt has one paragraph.\n")


def digests(*folders: Path) -> dict[str, str]:
    """The SHA-256 digest of every file in the folders, by its path."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
