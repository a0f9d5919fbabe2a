"""Addresses that were promised: where a source had another identifier, a page leads on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builders.model.page import Asset
from builders.model.publication import Entry, Publication

PAGE = Markup("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
<p>This source is now at <a href="{href}">{id}</a>.</p>
</html>
""")


def assets(publication: Publication) -> Iterator[Asset]:
    """A page for each former identifier of each source. Plain HTML: GitHub Pages knows no other."""
    for entry in publication.entries:
        for former in entry.sidecar.former_ids:
            yield page(f"sources/{former.lower()}/index.html", entry, f"../{entry.slug}/")


def page(uri: str, entry: Entry, href: str) -> Asset:
    """A page that leads on to a source."""
    return Asset(uri, PAGE.format(title=entry.title, href=href, id=entry.id).encode())
