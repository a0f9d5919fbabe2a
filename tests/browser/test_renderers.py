"""The same `docs/` rendered by other programs: plain MkDocs, and Zensical."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.publication import digests, new_publication

KINDS = {
    "index.html",
    "404.html",
    "sources/index.html",
    "sources/09guangzhou176/index.html",
    "people/goldberg/index.html",
}


def run(*arguments: str, folder: Path) -> str:
    """Run a command in a folder, with this project's own programs first on the PATH."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603  # fixed commands of the test
        arguments,
        cwd=folder,
        env={**os.environ, "PATH": programs},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def files(site: Path) -> dict[str, str]:
    """The digest of each file of a site, by path."""
    return {Path(path).relative_to(site).as_posix(): one for path, one in digests(site).items()}


def test_plain_mkdocs_makes_the_same_site(edition: Path, tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication", edition=True)
    run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", folder=root)
    rendered, filled = files(root / "site"), files(edition / "site")
    assert {name for name in filled if name.endswith(".html")} >= KINDS
    # `muniment build` adds some files after all pages are made.
    added = filled.keys() - rendered.keys()
    assert {name for name in added if not name.endswith(".zip")} == {".nojekyll"}
    assert {name for name in rendered if rendered[name] != filled.get(name)} == set()


def test_zensical_renders_every_page(edition: Path, tmp_path: Path) -> None:
    root = tmp_path / "publication"
    shutil.copytree(edition, root, ignore=shutil.ignore_patterns("site"))
    run("zensical", "build", "--clean", folder=root)
    assert pages(root / "site") == pages(edition / "site")
    for source in (root / "docs" / "sources").glob("*/index.md"):
        html = (root / "site" / "sources" / source.parent.name / "index.html").read_text()
        assert 'id="p1"' in html
