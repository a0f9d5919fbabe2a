"""The addresses of all pages, for search engines: the Sitemaps protocol 0.9.

MkDocs makes one of the pages that it renders, with the day of the build in it; the same
publication would then give other bytes tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from markupsafe import escape

from builders.interface.versions import address
from builders.model.page import Asset

NAME = "sitemap.xml"
MOST = 50_000
"""Addresses in one file, by the protocol."""
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def of_pages(site_url: str, uris: Iterable[str]) -> Iterator[Asset]:
    """One file, or several with an index of them.

    Args:
        site_url: Where the publication is, with a slash at its end.
        uris: Its files, by their paths below `docs/`; those that are pages are listed.
    """
    pages = (uri for uri in uris if uri.endswith(".md"))
    addresses = sorted(site_url + quote(address(uri)) for uri in pages)
    parts = [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)]
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
