"""The addresses of all pages for search engines, by the Sitemaps protocol 0.9.

MkDocs' own sitemap lists only the pages that it renders, and contains the day of the build, so
that the same publication would give different bytes on another day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from markupsafe import escape

from builders.interface.versions import address
from builders.model.page import Asset

NAME = "sitemap.xml"
MOST_ADDRESSES = 50_000
"""Addresses in one file at most, by the protocol."""
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def of_pages(site_url: str, uris: Iterable[str]) -> Iterator[Asset]:
    """The sitemap: one file, or several and an index of them.

    Args:
        site_url: URL of the publication, with a final slash.
        uris: Paths of its files below `docs/`; only pages are listed.
    """
    pages = (uri for uri in uris if uri.endswith(".md"))
    addresses = sorted(site_url + quote(address(uri)) for uri in pages)
    parts = [addresses[at : at + MOST_ADDRESSES] for at in range(0, len(addresses), MOST_ADDRESSES)]
    if len(parts) == 1:
        yield Asset(NAME, _list("urlset", "url", parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    for name, part in zip(names, parts, strict=True):
        yield Asset(name, _list("urlset", "url", part))
    yield Asset(NAME, _list("sitemapindex", "sitemap", [site_url + name for name in names]))


def _list(root: str, item: str, addresses: Iterable[str]) -> bytes:
    lines = [f"<{item}><loc>{escape(address)}</loc></{item}>\n" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{XMLNS}">\n'
    return f"{head}{''.join(lines)}</{root}>\n".encode()
