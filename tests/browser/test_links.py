"""Every internal link and anchor of the built site leads somewhere, below the sub-path too."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

SITE = "http://site.example/muniment/"
ADDRESSES = {"href", "src", "action", "data-search"}


class Addresses(HTMLParser):
    """What one page points at, and what in it can be pointed at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {"", "top"}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the addresses and identifiers of one element."""
        values = {name: value or "" for name, value in attrs}
        if values.get("rel") in {"preconnect", "canonical"}:
            return
        self.links += [values[name] for name in ADDRESSES if name in values]
        self.anchors.add(values.get("id", ""))
        if tag == "a":
            self.anchors.add(values.get("name", ""))


@pytest.fixture(scope="module")
def pages(edition: Path) -> dict[str, Addresses]:
    site = edition / "site"
    return {
        path.relative_to(site).as_posix(): Addresses(path.read_text())
        for path in site.rglob("*.html")
    }


def file_of(url: str) -> str:
    path = unquote(urlsplit(url).path).removeprefix("/muniment/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def test_the_site_has_its_pages(pages: dict[str, Addresses]) -> None:
    assert {"index.html", "404.html", "sources/index.html", "tags/index.html"} <= set(pages)
    assert len([name for name in pages if name.startswith("sources/")]) == 6


def test_no_internal_link_or_anchor_is_broken(edition: Path, pages: dict[str, Addresses]) -> None:
    broken = []
    walked = 0
    for name, page in pages.items():
        base = SITE + name.removesuffix("index.html")
        if name == "404.html":
            # It is served at any address, so that its own links must not be relative.
            base = SITE + "no/such/page/"
        for link in page.links:
            if link.startswith("#"):
                # Its own page, whatever the address.
                walked += 1
                anchor = unquote(link[1:])
                if anchor not in page.anchors:
                    broken.append(f"{name}: {link} (no such anchor)")
                continue
            target = urljoin(base, link)
            parts = urlsplit(target)
            if parts.scheme not in {"http", "https"} or parts.netloc != "site.example":
                continue
            walked += 1
            inside = parts.path.startswith("/muniment/")
            file = file_of(target)
            if not inside or not (edition / "site" / file).is_file():
                broken.append(f"{name}: {link}")
            elif parts.fragment and file in pages:
                anchor = unquote(parts.fragment)
                if anchor not in pages[file].anchors:
                    broken.append(f"{name}: {link} (no such anchor)")
    assert walked > 100
    assert broken == []


def test_the_sitemap_names_every_page(edition: Path, pages: dict[str, Addresses]) -> None:
    sitemap = (edition / "site" / "sitemap.xml").read_text()
    for name in pages:
        if name != "404.html":
            assert f"/{name.removesuffix('index.html')}</loc>" in sitemap, name


def test_github_pages_serves_it_as_it_is(edition: Path) -> None:
    assert (edition / "site" / ".nojekyll").exists()
