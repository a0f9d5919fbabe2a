"""Exactly those files that pages load are published below `assets/`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

from builders.build import DOCS_FOLDER, make
from builders.site.rendering import SiteOptions, build_site
from builders.writer import staging
from tests.publication import new_publication

NAMED_RE = {
    ".html": re.compile(r'\s(?:src|href|content)="([^"]*/?assets/[^"?#]+)'),
    ".css": re.compile(r"url\([\"']?([^)\"':]+)"),
    ".js": re.compile(r"[\"'`](\.{1,2}/[\w./-]+\.(?:js|css))[\"'`]"),
}
"""How files of a type name other files for a browser to load."""
NOT_LOADED = {
    "assets/fonts/LICENSE-Literata.txt": "goes with the fonts wherever they go",
    "assets/fonts/LICENSE-SourceSans3.txt": "the same",
    "assets/js/redirect.js": "for pages that lead on from a former id, of which the edition has none",
    "assets/fonts/ORIGIN.txt": "says where the fonts come from, and what was done to them",
}


def loaded(site: Path) -> set[str]:
    """Files below `assets/` that pages name, directly or through other files."""
    found: set[str] = set()
    asked = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    while asked:
        name = asked.pop()
        path = site / name
        if path.suffix not in NAMED_RE or not path.is_file():
            continue
        for said in set(NAMED_RE[path.suffix].findall(path.read_text(encoding="utf-8"))):
            # An absolute path, a full address, or an address relative to the file.
            other = urljoin(f"/{name}", said).lstrip("/")
            other = other[other.index("assets/") :] if "assets/" in other else other
            if other not in found:
                found.add(other)
                asked.append(other)
    return found


def assets(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in (site / "assets").rglob("*.*")}


def test_every_file_is_loaded_by_some_page(edition: Path) -> None:
    site = edition / "site"
    assert assets(site) - loaded(site) == set(NOT_LOADED)


def test_every_file_that_pages_load_exists(edition: Path) -> None:
    site = edition / "site"
    assert loaded(site) - assets(site) == set()


def test_a_site_without_a_frame_of_its_own_has_all_assets_of_the_theme(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    frame = root / "site_src/templates/theme"
    shutil.rmtree(frame)
    frame.mkdir()
    with staging(root / DOCS_FOLDER, make(root)) as staged:
        build_site(root, staged, SiteOptions(root / "site", plain=True))
    site = root / "site"
    styles = {name for name in loaded(site) if name.startswith("assets/stylesheets/main.")}
    assert styles
    assert styles <= assets(site)
    assert any("/lunr/" in name for name in assets(site))
