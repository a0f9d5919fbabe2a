"""No page asks anything of a third party."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Page

OF_EACH_KIND = 1
"""How many pages of each folder are opened; the rest are read."""
LOADS_RE = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|link(?=[^>]*rel=\"?(?:stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload)))"
    r"[^>]*?\s(?:src|href|data)=\"?(?:https?:)?//(?!muniment\.github\.io)[^\s\">]+"
)
STYLE_LOADS_RE = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+")


def test_no_page_makes_a_request_to_anybody_else(edition: Path, site_url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    site = edition / "site"
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        kinds[name.split("/")[0] + str(name.count("/"))].append(name)
    for names in kinds.values():
        for name in names[:OF_EACH_KIND]:
            page.goto(site_url + name, wait_until="networkidle")
    assert len(asked) > 20
    foreign = {url for url in asked if not url.startswith((site_url, "data:", "blob:"))}
    assert foreign == set()
    assert page.context.cookies() == []


def test_nothing_in_the_site_names_a_thing_to_load_from_elsewhere(edition: Path) -> None:
    found = []
    for path in (edition / "site").rglob("*"):
        if path.suffix == ".html":
            found += [(path.name, match[0]) for match in LOADS_RE.finditer(path.read_text())]
        elif path.suffix == ".css":
            found += [(path.name, match[0]) for match in STYLE_LOADS_RE.finditer(path.read_text())]
    assert found == []
