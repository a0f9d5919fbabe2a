"""Addresses that were promised: where a source or a work had another name, a page leads on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builders.citations.short import short
from builders.interface.catalogue import TAGS
from builders.interface.versions import others
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.pages.citation_links import WORKS

PAGE = Markup("""\
<!doctype html>
<html lang="{tag}">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
<p>{before}<a href="{href}">{name}</a>{after}</p>
</html>
""")
SAID = {"en": ("This page is now at ", "."), "zh": ("本页现位于", "。")}
"""What stands before and behind the link, by the language of the interface."""


def assets(publication: Publication) -> Iterator[Asset]:
    """A page for each former identifier of a source and each former key of a work, in each language."""
    bibliography = publication.bibliography
    for language in publication.settings.interface:
        root = f"{language}/" if language in others(publication.settings) else ""
        for entry in publication.entries:
            for former in entry.sidecar.former_ids:
                uri = f"{root}sources/{former.lower()}/index.html"
                yield page(uri, f"../{entry.slug}/", entry.id, entry.title, language)
        for former, key in bibliography.former.items():
            uri, title = f"{root}{WORKS}/{former}/index.html", short(bibliography.works[key])
            yield page(uri, f"../{key}/", key, title, language)


def page(uri: str, href: str, name: str, title: str, language: str) -> Asset:
    """A page that leads on. Plain HTML: GitHub Pages knows no other."""
    before, after = SAID[language]
    tag = TAGS.get(language, language)
    words = {"title": title, "href": href, "name": name, "before": before, "after": after}
    return Asset(uri, PAGE.format(tag=tag, **words).encode())
