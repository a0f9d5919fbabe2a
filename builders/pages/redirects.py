"""Addresses that were promised: where something had another id, a page leads on, and files lie again.

A page leads on by its HTML, since GitHub Pages knows no other way, and by a script, which takes the
place within the page along (`#p5`). In a BibTeX or JSON file nothing can lead on: a program that asks
for it by its former address gets what it asks for, a copy, in which ids and addresses are the
present ones. Only facsimiles are not copied. Nothing is made for what never had another id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from builders.interface.catalogue import TAGS
from builders.interface.versions import others
from builders.model.page import Asset, Page, Unit
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.moved import folder_of, moved

PAGE = Markup("""\
<!doctype html>
<html lang="{tag}">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
<p>{before}<a href="{href}">{title}</a>{after}</p>
<script src="{script}"></script>
</html>
""")
SCRIPT = "assets/js/moved.js"
SAID = {"en": ("This page is now at ", "."), "zh": ("本页现位于", "。")}
"""What stands before and behind the link, by the language of the interface."""


def led(
    publication: Publication, units: Iterable[Unit[Page | Asset]] | Iterable[Unit[Asset]]
) -> Iterator[Unit[Asset]]:
    """For each former id, what leads on from the pages that the units make, and copies of files."""
    former: dict[str, list[str]] = defaultdict(list)
    for before, now in publication.shared(moved).items():
        former[now].append(before)
    if not former:
        return
    for unit in units:
        now = folder_of(unit.name)
        name = unit.name.removeprefix(now)
        # Pictures lie in a folder of their own: they are too heavy to lie in two.
        for before in former.get(now, ()) if "/" not in name else ():
            files = partial(_files, publication, unit, before)
            yield Unit(f"{before}{name}", files, unit.holds)


def _files(publication: Publication, unit: Unit[Page | Asset], before: str) -> Iterator[Asset]:
    """What the unit makes, in the folder where it would have been."""
    now = folder_of(unit.name)
    for one in unit.make():
        if not one.uri.startswith(now):
            continue
        uri = f"{before}{one.uri.removeprefix(now)}"
        if isinstance(one, Page):
            href = addresses.link(uri, one.uri)
            for language in publication.settings.interface:
                root = f"{language}/" if language in others(publication.settings) else ""
                title = (one.title_zh if language == "zh" else "") or str(one.title)
                yield page(f"{root}{uri.removesuffix('.md')}.html", href, title, language)
        else:
            yield Asset(_named(uri, now), one.data)


def _named(uri: str, now: str) -> str:
    """Where a copy lies: of a source's own files, `new.json` is `old.json` there."""
    register, slug, _ = now.split("/")
    _, old, name = uri.split("/", 2)
    if register == "sources" and name.startswith(f"{slug}."):
        name = f"{old}{name.removeprefix(slug)}"
    return f"{register}/{old}/{name}"


def page(uri: str, href: str, title: str, language: str) -> Asset:
    """A page that leads on. Plain HTML: GitHub Pages knows no other."""
    before, after = SAID[language]
    words = {"title": title, "href": href, "before": before, "after": after}
    script = f"{'../' * uri.count('/')}{SCRIPT}"
    html = PAGE.format(tag=TAGS.get(language, language), script=script, **words)
    return Asset(uri, html.encode())
