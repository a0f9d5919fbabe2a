"""What other sites show when a page is shared: Open Graph, https://ogp.me/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

ARTICLE, WEBSITE = "article", "website"
"""The two of Open Graph's types that there are here: a document, and everything else."""


def statements(
    *, title: str, url: str, site_name: str, description: str = "", kind: str = WEBSITE
) -> Iterator[tuple[str, str]]:
    """The properties and their contents.

    Zotero takes the abstract of a document from `og:description` before any other, so what
    stands there for a source must be its abstract.
    """
    yield "og:type", kind
    yield "og:title", title
    yield "og:url", url
    yield "og:site_name", site_name
    if description:
        yield "og:description", description


def locales(own: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """In which language the page's labels are, and in which others it is there."""
    yield "og:locale", own
    for other in others:
        yield "og:locale:alternate", other
