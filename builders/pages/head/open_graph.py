"""What other sites show when a page is shared: Open Graph, https://ogp.me/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

ARTICLE, WEBSITE = "article", "website"
"""The Open Graph types that are used: for a source, and for every other page."""


def statements(
    *, title: str, url: str, site_name: str, description: str = "", kind: str = WEBSITE
) -> Iterator[tuple[str, str]]:
    """The properties of a page and their contents; no URL where that of the site is not known.

    Zotero prefers `og:description` to any other abstract, so the description of a source must be
    its abstract.
    """
    yield "og:type", kind
    yield "og:title", title
    if "://" in url:
        yield "og:url", url
    yield "og:site_name", site_name
    if description:
        yield "og:description", description


def locales(own: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The properties for the language of the page's interface, and for its other languages."""
    yield "og:locale", own
    for other in others:
        yield "og:locale:alternate", other
