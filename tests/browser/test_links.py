"""Every internal link and anchor of the built site has a target, also below a sub-path."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inputs.settings import read_settings
from tests.links import resolved_links


@pytest.fixture(scope="module")
def pages(edition: Path) -> set[str]:
    site = edition / "site"
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_the_site_has_its_pages(pages: set[str]) -> None:
    assert {"index.html", "404.html", "sources/index.html", "tags/index.html"} <= pages
    assert len([name for name in pages if name.startswith("sources/")]) == 6


def test_no_internal_link_or_anchor_is_broken(edition: Path) -> None:
    settings, _ = read_settings(edition)
    assert settings.url
    walked = list(resolved_links({settings.url: edition / "site"}))
    assert len(walked) > 100
    assert [(one.page, one.link) for one in walked if not one.there] == []


def test_the_sitemap_names_every_page(edition: Path, pages: set[str]) -> None:
    sitemap = (edition / "site" / "sitemap.xml").read_text()
    for name in pages:
        if name != "404.html":
            assert f"/{name.removesuffix('index.html')}</loc>" in sitemap, name


def test_jekyll_is_switched_off_on_github_pages(edition: Path) -> None:
    assert (edition / "site" / ".nojekyll").exists()
