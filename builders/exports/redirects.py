"""Addresses that were promised: where a source had another identifier, a page leads on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builders.model.page import Asset
from builders.model.publication import Publication

PAGE = Markup("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="../{slug}/">
<meta http-equiv="refresh" content="0; url=../{slug}/">
<p>This source is now at <a href="../{slug}/">{id}</a>.</p>
</html>
""")


def assets(publication: Publication) -> Iterator[Asset]:
    """A page for each former identifier of each source. Plain HTML: GitHub Pages knows no other."""
    for entry in publication.entries:
        for former in entry.sidecar.former_ids:
            html = PAGE.format(title=entry.title, slug=entry.slug, id=entry.id)
            yield Asset(f"sources/{former.lower()}/index.html", html.encode())
